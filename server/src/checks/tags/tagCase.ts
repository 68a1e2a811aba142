// tag-case: a known tag in other letters.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { tagGroups } from '../../catalog/ruleCatalog';
import { oncePer, oncePerText } from '../../text/oncePer';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { changeText } from '../ruleTables';

export const tagCase: Check = {
  code: 'tag-case',
  severity: 'warning',
  doc: 'A tag differs from a customary one only in capital and small letters, or in blanks.',
  run: ({ document, context: { attack } }) => {
    const customary = knownTags(attack);
    return findEach(document.rule.tags, (tag) => {
      const known = customary.get(looseOf(tag.value));
      if (known === undefined || known === tag.value) return nothing;
      return [
        {
          message: `The customary tag is \`${known}\`: Kibana would show two.`,
          span: tag.span,
          fixes: [changeText(tag.span, known)],
        },
      ];
    });
  },
};

const looseOf = oncePerText((tag) => tag.toLowerCase().replace(/\s+/g, ''));

const knownTags = oncePer(
  (attack: AttackCatalog) =>
    new Map(
      tagGroups(attack).flatMap(({ prefix, values }) =>
        values.map((value) => [looseOf(`${prefix}:${value}`), `${prefix}: ${value}`] as const),
      ),
    ),
);
