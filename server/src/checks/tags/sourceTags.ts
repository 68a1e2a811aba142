// source-tags: one of Elastic's rules that does not say what it is about, or whose data it reads.
import { requiredTags } from '../../catalog/requiredTags';
import { findDataSources } from '../../catalog/ruleCatalog';
import type { DataSource } from '../../catalog/ruleCatalog';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { isDeprecated, isElasticRule } from '../ruleTables';
import { addTags, placeOfTags, tagList, tagNames } from './tagList';

export const sourceTags: Check = {
  code: 'source-tags',
  severity: 'information',
  doc: "One of Elastic's rules has a tag that begins with `Domain:` and one that begins with `Data Source:`.",
  needsWholeFile: true,
  run: findMissing,
};

const kinds = [
  { prefix: 'Domain: ', valueOf: ({ domain }: DataSource) => domain },
  { prefix: 'Data Source: ', valueOf: ({ name }: DataSource) => name },
] as const;

/** Of rules that have hardly any tags yet nothing is said. */
function findMissing({ document }: CheckInput): readonly Finding[] {
  return findEach(kinds, (kind) => {
    // Most rules have one: nothing else is looked at then.
    if (document.rule.tags.some(({ value }) => value.startsWith(kind.prefix))) return nothing;
    if (isDeprecated(document) || !isElasticRule(document) || !hasSeveral(document)) return nothing;
    return withoutTag(document, kind);
  });
}

function withoutTag(
  document: RuleDocument,
  { prefix, valueOf }: (typeof kinds)[number],
): readonly Finding[] {
  const patterns = (document.rule.index?.value ?? []).map(({ value }) => value);
  // Of these index-tag speaks.
  if (patterns.some((each) => requiredTags(each).some((tag) => tag.startsWith(prefix))))
    return nothing;
  const values = patterns.flatMap((each) => findDataSources(each).map(valueOf));
  const message = `The rule has no tag that begins with \`${prefix.trim()}\`.`;
  const fixes = addOnly(document, prefix, new Set(values));
  return [{ message, span: placeOfTags(document), fixes }];
}

const subjects = /^(?:Domain|Data Source|OS|Tactic|Threat|Use Case): /;

function hasSeveral({ rule: { tags } }: RuleDocument): boolean {
  return new Set(tags.flatMap(({ value }) => subjects.exec(value)?.[0] ?? [])).size > 1;
}

/** Where all that the rule reads has the same tag. */
function addOnly(
  document: RuleDocument,
  prefix: string,
  values: ReadonlySet<string>,
): readonly Fix[] {
  const [value = ''] = values;
  const list = tagList(document);
  if (values.size !== 1 || value === '' || !list || tagNames(document).has(prefix + value))
    return [];
  return addTags(document, list, [prefix + value]);
}
