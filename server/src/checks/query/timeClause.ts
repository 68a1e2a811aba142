// time-clause: a condition on the time where the rule has a history.
import type { KqlNode } from '../../kql/ast';
import { isLoneWildcard, termText } from '../../kql/terms';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { luceneClauses } from './luceneClauses';
import { isListed, nodesOf, soundQueries } from './queries';
import { queryFix, removeOperand } from './queryText';

export const timeClause: Check = {
  code: 'time-clause',
  severity: 'warning',
  doc: 'A time condition in the query of a `new_terms` rule cuts its history short.',
  languages: ['kuery', 'lucene'],
  run: findTimeClauses,
};

function findTimeClauses({ document }: CheckInput): readonly Finding[] {
  const { rule, query } = document;
  if (rule.type?.value !== 'new_terms' || !query) return [];
  const times = ['@timestamp', 'event.ingested', rule.timestampOverride?.value];
  const inKql = soundQueries(document).flatMap(({ root }) =>
    nodesOf(root).flatMap((node) => {
      if ((node.kind !== 'range' && node.kind !== 'is') || !node.field) return [];
      // That the time exists is true of every event.
      if (!times.includes(termText(node.field)) || isLoneWildcard(node.value)) return [];
      return [{ message, span: node.span, fixes: timeFix(root, node, query) }];
    }),
  );
  const inLucene = luceneClauses(document).flatMap(({ node, field }) =>
    field && node.kind !== 'exists' && times.includes(field.name)
      ? [{ message, span: node.span }]
      : [],
  );
  return [...inKql, ...inLucene];
}

const message =
  'A time condition holds for the history window too and cuts it short. The rule window is set by `from`.';

function timeFix(root: KqlNode, node: KqlNode, query: RuleQuery): readonly Fix[] {
  if (root.kind !== 'and' || isListed(node)) return [];
  const edit = removeOperand(query, root.children, root.children.indexOf(node));
  if (!edit || !root.children.includes(node)) return [];
  return queryFix(query, 'Remove the time condition', { edits: [edit], isSafe: false });
}
