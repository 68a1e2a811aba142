// guide-name: a guide that names another rule.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { ruleOf } from '../ruleTables';
import { headingsOf, lineOf, noteOf, rewrite } from './noteText';

export const guideName: Check = {
  code: 'guide-name',
  severity: 'warning',
  doc: 'The heading `### Investigating ...` of the guide goes on with the name of the rule.',
  run: ({ document }) => {
    const note = noteOf(document);
    const name = stringAt(ruleOf(document), 'name');
    if (!note || !name) return [];
    return findEach(headingsOf(note), (heading) => {
      const { level, text } = heading;
      if (level !== 3 || !text.startsWith('Investigating')) return nothing;
      const named = /^Investigating(?:\s+(.+))?$/.exec(text);
      if (!named || named[1] === name.value) return nothing;
      const span = lineOf(note, heading);
      return [
        {
          message: `The guide names ${named[1] === undefined ? 'no' : 'another'} rule: this one is called "${name.value}".`,
          span,
          related: [{ span: name.span, message: 'The name of the rule' }],
          fixes: rewrite(note, { span, text: `### Investigating ${name.value}` }),
        },
      ];
    });
  },
};
