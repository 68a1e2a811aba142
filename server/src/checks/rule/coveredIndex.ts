// covered-index: an index pattern that another one of the list includes.
import { matchesParts } from '../../kql/terms';
import { valueAt } from '../../rule/tomlValues';
import type { TomlArray } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { removeItem } from '../listEdits';
import { ruleOf } from '../ruleTables';

export const coveredIndex: Check = {
  code: 'covered-index',
  severity: 'hint',
  doc: 'An index pattern changes nothing: another one of the list includes it.',
  run: ({ document }) =>
    ['index', 'threat_index'].flatMap((key) => {
      const list = valueAt(ruleOf(document), key);
      return list?.kind === 'array' ? coveredIn(list) : [];
    }),
};

function coveredIn(list: TomlArray): readonly Finding[] {
  const patterns = list.items.flatMap((item) => (item.kind === 'string' ? [item] : []));
  // An exclusion counts for the patterns in front of it: their order matters then.
  if (patterns.some(({ value }) => value.startsWith('-'))) return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== 'string') return [];
    const wider = patterns.find(({ value }) => covers(value, item.value));
    if (!wider) return [];
    return [
      {
        message: `\`${wider.value}\` includes \`${item.value}\`.`,
        span: item.span,
        related: [{ span: wider.span, message: 'The wider pattern' }],
        fixes: [
          { title: `Remove \`${item.value}\``, edits: [removeItem(list, index)], isSafe: false },
        ],
      },
    ];
  });
}

/** Equal ones are no matter of this check. Hidden indices and other clusters are only meant where the pattern says so. */
function covers(wider: string, narrower: string): boolean {
  if (wider === narrower || !wider.includes('*')) return false;
  if (wider.startsWith('.') !== narrower.startsWith('.')) return false;
  if (wider.includes(':') !== narrower.includes(':')) return false;
  return matchesParts(wider.split('*'), narrower);
}
