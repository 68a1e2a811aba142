// unmapped-tactic: the tag of a tactic that the rule is not mapped to.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { oncePer } from '../../text/oncePer';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { isDeprecated } from '../ruleTables';
import { tacticNames } from '../threat/threatPlaces';
import { removeTag } from './tagList';

export const unmappedTactic: Check = {
  code: 'unmapped-tactic',
  severity: 'information',
  doc: 'A tag names a tactic of ATT&CK that the rule is not mapped to.',
  needsWholeFile: true,
  run: ({ document, context: { attack } }) => {
    const { tags, threat } = document.rule;
    if (threat.length === 0 || isDeprecated(document)) return nothing;
    const known = allTactics(attack);
    return findEach(tags, (tag) => {
      const { value, span } = tag;
      const name = value.startsWith(prefix) ? value.slice(prefix.length) : value;
      if (!known.has(name)) return nothing;
      if (threat.some((mapping) => tacticNames(mapping, attack).includes(name))) return nothing;
      const edits = removeTag(document, tag);
      const fixes = edits.length > 0 ? [{ title: 'Remove the tag', edits, isSafe: false }] : [];
      return [{ message: `The rule is not mapped to the tactic ${name}.`, span, fixes }];
    });
  },
};

const prefix = 'Tactic: ';

const allTactics = oncePer(
  ({ accepted }: AttackCatalog): ReadonlySet<string> =>
    new Set(accepted.flatMap(({ tactics }) => tactics.map(({ name }) => name))),
);
