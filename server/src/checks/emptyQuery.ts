// empty-query: a query of blanks would match every event.
import { tableAt } from '../rule/tomlValues';
import type { Check, CheckInput, Finding } from './check';

export const emptyQuery: Check = {
  code: 'empty-query',
  severity: 'error',
  doc: 'The query has no content, so every event of the index would match. Only a rule with `filters` may do that.',
  run: findEmptyQuery,
};

function findEmptyQuery({ document }: CheckInput): readonly Finding[] {
  const { query } = document;
  if (!query?.node.closed || query.text.trim() !== '') return [];
  const hasFilters = tableAt(document.toml.root, 'rule')?.entries.has('filters') ?? false;
  const mayBeEmpty = query.language === 'kuery' || query.language === 'lucene';
  if (hasFilters && mayBeEmpty) return [];
  const consequence = mayBeEmpty ? 'it would match every event' : 'the rule would fail';
  return [{ message: `The query is empty: ${consequence}.`, span: query.node.span }];
}
