// setup-heading: instructions to set a rule up that the build does not find.
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { ruleOf } from '../ruleTables';
import { headingsOf, lineOf, noteOf, rewrite } from './noteText';
import type { Heading } from './noteText';

export const setupHeading: Check = {
  code: 'setup-heading',
  severity: 'error',
  doc: 'In a guide the heading of the setup is `## Setup`, and not if there is a key `setup`.',
  run: findSetup,
};

function findSetup({ document }: CheckInput): readonly Finding[] {
  const note = noteOf(document);
  if (!note) return [];
  const setup = ruleOf(document)?.entries.get('setup');
  return findEach(headingsOf(note), (heading) => {
    const message = mistakeOf(heading);
    if (message !== undefined) {
      const span = lineOf(note, heading);
      // Beside the key the right heading is a mistake as well.
      return [{ message, span, fixes: setup ? [] : rewrite(note, { span, text: '## Setup' }) }];
    }
    if (!setup || heading.text !== 'Setup') return nothing;
    return [
      {
        message: 'The setup stands in the note and in the key `setup`.',
        span: lineOf(note, heading),
        related: [{ span: setup.key.span, message: 'The key' }],
      },
    ];
  });
}

function mistakeOf({ level, text }: Heading): string | undefined {
  if (text.length === 5 && /^setup$/i.test(text))
    return level === 2 && text === 'Setup' ? undefined : 'The heading of the setup is `## Setup`.';
  if (level === 2 && /config/i.test(text))
    return 'What must be configured stands below a heading `## Setup`.';
  return undefined;
}
