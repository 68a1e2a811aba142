// tag-case: a known tag in other letters.
import type { AttackCatalog } from '../../catalog/attackCatalog';
import { tagGroups } from '../../catalog/ruleCatalog';
import { oncePer, oncePerText } from '../../text/oncePer';
import { nearest } from '../../text/nearest';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { changeText } from '../ruleTables';

export const tagCase: Check = {
  code: 'tag-case',
  severity: 'warning',
  doc: 'A tag differs from a customary one only in capital and small letters, in blanks, or by a slip.',
  run: ({ document, context: { attack } }) => {
    const customaryOf = customaryTags(attack);
    return findEach(document.rule.tags, ({ value, span }) => {
      const customary = customaryOf(value);
      if (customary === undefined) return nothing;
      const { tag, isSlip } = customary;
      const message = isSlip
        ? `No customary tag is called \`${value}\`. Did you mean \`${tag}\`?`
        : `The customary tag is \`${tag}\`: Kibana would show two.`;
      return [{ message, span, fixes: [changeText(span, tag)] }];
    });
  },
};

/** What stands for another tag. */
interface CustomaryTag {
  readonly tag: string;
  /** Letters are wrong, not their case or the blanks alone. */
  readonly isSlip: boolean;
}

/** Many rules have the same tags. Undefined for a tag that is customary itself, and one that is like none. */
const customaryTags = oncePer((attack: AttackCatalog) => {
  const customary = knownTags(attack);
  return oncePerText((written): CustomaryTag | undefined => {
    const same = customary.get(looseOf(written));
    if (same !== undefined) return same === written ? undefined : { tag: same, isSlip: false };
    const meant = meantBySlip(written, customary);
    return meant === undefined ? undefined : { tag: meant, isSlip: true };
  });
});

/** Names of products, threats and numbers are many and alike. */
const open = /^(?:data source|threat|vuln|service|profile|promotion|mitre atlas):/i;

function meantBySlip(written: string, customary: ReadonlyMap<string, string>): string | undefined {
  if (open.test(written)) return undefined;
  const loose = looseOf(written);
  const prefix = loose.slice(0, loose.indexOf(':') + 1);
  if (prefix === '') return undefined;
  const beside = [...customary.keys()].filter((key) => key.startsWith(prefix));
  return customary.get(nearest(loose, beside, 1) ?? '');
}

function looseOf(tag: string): string {
  return tag.toLowerCase().replace(/\s+/g, '');
}

const knownTags = oncePer(
  (attack: AttackCatalog) =>
    new Map(
      tagGroups(attack).flatMap(({ prefix, values }) =>
        values.map((value) => [looseOf(`${prefix}:${value}`), `${prefix}: ${value}`] as const),
      ),
    ),
);
