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
    const tactics = tacticsByTag(attack);
    return findEach(tags, (tag) => {
      const name = tactics.get(tag.value);
      if (name === undefined) return nothing;
      if (threat.some((mapping) => tacticNames(mapping, attack).includes(name))) return nothing;
      const edits = removeTag(document, tag);
      const fixes = edits.length > 0 ? [{ title: 'Remove the tag', edits, isSafe: false }] : [];
      return [{ message: `The rule is not mapped to the tactic ${name}.`, span: tag.span, fixes }];
    });
  },
};

/** Names of tactics by the tags that name them: `Tactic: Impact`, and `Impact` as in old rules. */
const tacticsByTag = oncePer(
  ({ accepted }: AttackCatalog): ReadonlyMap<string, string> =>
    new Map(
      accepted.flatMap(({ tactics }) =>
        tactics.flatMap(({ name }) => [
          [name, name],
          [`Tactic: ${name}`, name],
        ]),
      ),
    ),
);
