// tag-case: a known tag in other letters.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { tagGroups } from '../../catalog/ruleCatalog';
import { oncePer, oncePerText } from '../../text/oncePer';
import { nearest } from '../../text/nearest';
import type { Located } from '../../rule/rule';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { changeText } from '../ruleTables';

export const tagCase: Check = {
  code: 'tag-case',
  severity: 'warning',
  doc: 'A tag differs from a customary one only in capital and small letters, in blanks, or by a slip.',
  run: ({ document, context: { attack } }) => {
    const customary = knownTags(attack);
    return findEach(document.rule.tags, (tag) => {
      const known = customary.get(looseOf(tag.value));
      if (known === tag.value) return nothing;
      if (known === undefined) return findSlip(tag, customary);
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

/** Names of products, threats and numbers are many and alike. */
const open = /^(?:data source|threat|vuln|service|profile|promotion|mitre atlas):/i;

function findSlip(
  tag: Located<string>,
  customary: ReadonlyMap<string, string>,
): readonly Finding[] {
  if (open.test(tag.value)) return nothing;
  const loose = looseOf(tag.value);
  const prefix = loose.slice(0, loose.indexOf(':') + 1);
  if (prefix === '') return nothing;
  const beside = [...customary.keys()].filter((key) => key.startsWith(prefix));
  const known = customary.get(nearest(loose, beside, 1) ?? '');
  if (known === undefined) return nothing;
  const message = `No customary tag is called \`${tag.value}\`. Did you mean \`${known}\`?`;
  return [{ message, span: tag.span, fixes: [changeText(tag.span, known)] }];
}

const looseOf = oncePerText((tag) => tag.toLowerCase().replace(/\s+/g, ''));

const knownTags = oncePer(
  (attack: AttackCatalog) =>
    new Map(
      tagGroups(attack).flatMap(({ prefix, values }) =>
        values.map((value) => [looseOf(`${prefix}:${value}`), `${prefix}: ${value}`] as const),
      ),
    ),
);
