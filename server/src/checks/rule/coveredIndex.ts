// covered-index: an index pattern that another one of the list includes.
import { matchesParts } from '../../kql/terms';
import { valueAt } from '../../rule/tomlValues';
import type { TomlArray } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { removeItem } from '../listEdits';
import { ruleOf } from '../ruleTables';

const keys = ['index', 'threat_index'];

export const coveredIndex: Check = {
  code: 'covered-index',
  severity: 'hint',
  doc: 'An index pattern changes nothing: another one of the list includes it.',
  run: ({ document }) =>
    findEach(keys, (key) => {
      const list = valueAt(ruleOf(document), key);
      return list?.kind === 'array' && list.items.length > 1
        ? coveredIn(document.text, list)
        : nothing;
    }),
};

function coveredIn(text: string, list: TomlArray): readonly Finding[] {
  const patterns = list.items.filter((item) => item.kind === 'string');
  // An exclusion counts for the patterns in front of it: their order matters then.
  if (patterns.some(({ value }) => value.startsWith('-'))) return [];
  return findEach(patterns, (item) => {
    const wider = patterns.find(({ value }) => covers(value, item.value));
    if (!wider) return nothing;
    return [
      {
        message: `\`${wider.value}\` includes \`${item.value}\`.`,
        span: item.span,
        related: [{ span: wider.span, message: 'The wider pattern' }],
        fixes: [
          {
            title: `Remove \`${item.value}\``,
            edits: removeItem(text, list, list.items.indexOf(item)),
            isSafe: false,
          },
        ],
      },
    ];
  });
}

/** Equal ones are no matter of this check. Hidden indices and other clusters are only meant where the pattern says so. */
function covers(wider: string, narrower: string): boolean {
  const asterisk = wider.indexOf('*');
  if (asterisk < 0 || wider === narrower) return false;
  if (!narrower.startsWith(wider.slice(0, asterisk))) return false;
  if (wider.startsWith('.') !== narrower.startsWith('.')) return false;
  if (wider.includes(':') !== narrower.includes(':')) return false;
  return matchesParts(wider.split('*'), narrower);
}
