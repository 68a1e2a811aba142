// empty-query: a query of blanks would match every event.
import { stringAt, tableAt, tablesAt } from '../rule/tomlValues';
import type { RuleDocument } from '../rule/ruleDocument';
import type { Check, CheckInput, Finding } from './check';
import { nothing } from './findEach';
import { isElasticRule, ruleHeader } from './ruleTables';

export const emptyQuery: Check = {
  code: 'empty-query',
  severity: 'error',
  doc: "The query has no content. Only a KQL rule with `filters` may do that, and none of Elastic's.",
  run: findEmptyQuery,
};

function findEmptyQuery({ document }: CheckInput): readonly Finding[] {
  const { query } = document;
  if (query && (!query.node.closed || query.text.trim() !== '')) return nothing;
  const rule = tableAt(document.toml.root, 'rule');
  const hasFilters = tablesAt(rule, 'filters').length > 0;
  if (!query) return hasFilters && !rule?.entries.has('query') ? withoutQuery(document) : nothing;
  const { span } = query.node;
  if (query.language === 'eql' || query.language === 'esql')
    return [{ message: 'The query is empty: the rule would fail.', span }];
  if (!hasFilters) return [{ message: 'The query is empty: it would match every event.', span }];
  return filtersWillDo(document) ? nothing : [{ message: refusal, span }];
}

const refusal =
  "The rule has `filters` and no query: the repository takes that only in KQL, and not of Elastic's own rules.";

/** Types that may do without a query beside filters; for the others missing-key speaks. */
const types: readonly unknown[] = ['query', 'new_terms', 'threshold', 'threat_match'];

function withoutQuery(document: RuleDocument): readonly Finding[] {
  if (!types.includes(document.rule.type?.value) || filtersWillDo(document)) return nothing;
  return [{ message: refusal, span: ruleHeader(document) }];
}

function filtersWillDo(document: RuleDocument): boolean {
  const language = stringAt(tableAt(document.toml.root, 'rule'), 'language')?.value ?? 'kuery';
  return language === 'kuery' && !isElasticRule(document);
}
