// tag-case: a known tag in other letters.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { tagGroups } from '../../catalog/ruleCatalog';
import { oncePer } from '../../text/oncePer';
import type { Check } from '../check';
import { changeText } from '../ruleTables';

export const tagCase: Check = {
  code: 'tag-case',
  severity: 'warning',
  doc: 'A tag differs from a customary one only in capital and small letters, or in blanks.',
  run: ({ document, context: { attack } }) =>
    document.rule.tags.flatMap((tag) => {
      const known = knownTags(attack).get(loose(tag.value));
      if (known === undefined || known === tag.value) return [];
      return [
        {
          message: `The customary tag is \`${known}\`: Kibana would show two.`,
          span: tag.span,
          fixes: [changeText(tag.span, known)],
        },
      ];
    }),
};

function loose(tag: string): string {
  return tag.toLowerCase().replace(/\s+/g, '');
}

const knownTags = oncePer(
  (attack: AttackCatalog) =>
    new Map(
      tagGroups(attack).flatMap(({ prefix, values }) =>
        values.map((value) => [loose(`${prefix}:${value}`), `${prefix}: ${value}`] as const),
      ),
    ),
);
