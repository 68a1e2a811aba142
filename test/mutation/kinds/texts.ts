// Mistakes in the texts of a rule: risk, licence, guide, placeholders.
import { addPair, drawn, entryAt, itemsAt, replaced, setValue, textAt } from '../mistake';
import type { MistakeKind, Original } from '../mistake';

/** Replaces the first place of the note that fits. */
function changeNote(
  original: Original,
  from: RegExp,
  to: string,
): ReturnType<MistakeKind['mutate']> {
  const value = entryAt(original, 'rule.note')?.value;
  if (value?.kind !== 'string') return undefined;
  const source = original.document.text.slice(value.inner.start, value.inner.end);
  return from.test(source) ? replaced(original, value.inner, source.replace(from, to)) : undefined;
}

export const textMistakes: readonly MistakeKind[] = [
  {
    name: 'text: risk score does not fit the severity',
    codes: ['risk-severity'],
    mutate: (original) =>
      setValue(
        original,
        'rule.risk_score',
        textAt(original, 'rule.severity') === 'low' ? '73' : '5',
      ),
  },
  {
    name: 'text: licence of another version',
    codes: ['license'],
    mutate: (original) => setValue(original, 'rule.license', '"Elastic License v3"'),
  },
  {
    name: 'text: guide of another rule',
    codes: ['guide-name'],
    mutate: (original) =>
      changeNote(original, /### Investigating .+/, '### Investigating Something Else'),
  },
  {
    name: 'text: setup heading of the wrong level',
    codes: ['setup-heading'],
    mutate: (original) => changeNote(original, /$/, '\n\n### Setup\n\nTurn it on.\n'),
  },
  {
    name: 'text: guide without triage on a high rule',
    codes: ['guide-triage'],
    mutate: (original) =>
      ['high', 'critical'].includes(textAt(original, 'rule.severity') ?? '')
        ? changeNote(original, /## Triage and analysis/i, '## Hints')
        : undefined,
  },
  {
    name: 'text: placeholder without an entry',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /$/, '\n$$osquery_17\n'),
  },
  {
    name: 'text: transform without its placeholder',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /\$\{?(osquery|investigate)_0\}?/, ''),
  },
  {
    name: 'text: plugin written out in the note',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /$/, '\n!{osquery{"label":"x","query":"y"}}\n'),
  },
  {
    name: 'text: setup in both places',
    codes: ['setup-heading'],
    mutate(original) {
      if (entryAt(original, 'rule.setup'))
        return changeNote(original, /$/, '\n\n## Setup\n\nTurn it on.\n');
      const note = textAt(original, 'rule.note');
      return note !== undefined && /^## Setup/m.test(note)
        ? addPair(original, 'rule', { key: 'setup', value: '"Turn it on."' })
        : undefined;
    },
  },
  {
    name: 'text: heading without a blank',
    codes: ['guide-text'],
    mutate: (original) => changeNote(original, /^### (?=[A-Z])/m, '###'),
  },
  {
    name: 'text: link that is not closed',
    codes: ['guide-text'],
    mutate: (original) => changeNote(original, /(\]\(https?:[^)\s]+)\)(?=[.\s]*$)/m, '$1'),
  },
  {
    name: 'text: part still to be written',
    codes: ['guide-text'],
    mutate: (original) => changeNote(original, /$/, '\nTODO: response\n'),
  },
  reference('without a scheme', (url) => url.replace(/^https?:\/\//, '')),
  reference('with a mistyped scheme', (url) => url.replace(/^https:/, 'htps:')),
  reference('with a blank', (url) => url.replace(/(?<=\w)\//, '/ ')),
  reference('and another in one text', (url) => `${url}, https://example.org/x`),
  reference('in Markdown', (url) => `[link](${url})`),
];

/** Writes one of the references anew. */
function reference(name: string, write: (url: string) => string): MistakeKind {
  return {
    name: `text: reference ${name}`,
    codes: ['reference-url'],
    mutate(original) {
      const item = drawn(original.random, itemsAt(original, 'rule.references'));
      return item && replaced(original, item.span, JSON.stringify(write(item.value)));
    },
  };
}
