// absent-new-term: a new-terms field that no event of the query has.
import type { KqlNode } from '../../kql/ast';
import { isLoneWildcard, termText } from '../../kql/terms';
import { partsOf } from '../query/conjunctions';
import { soundQueries } from '../query/queries';
import type { Check, CheckInput, Finding } from '../check';

export const absentNewTerm: Check = {
  code: 'absent-new-term',
  severity: 'warning',
  doc: 'The query of a `new_terms` rule wants events without a new-terms field: no term is ever new.',
  run: findAbsent,
};

function findAbsent({ document }: CheckInput): readonly Finding[] {
  const { rule } = document;
  const [query] = soundQueries(document);
  if (rule.type?.value !== 'new_terms' || !query) return [];
  const parts = partsOf(query.root);
  return (rule.newTerms?.fields?.value ?? []).flatMap(({ value: field, span }) => {
    const part = parts.find((each) => isAbsence(each, field));
    if (!part) return [];
    return [
      {
        message: `The query wants events without \`${field}\`: the rule never alerts.`,
        span,
        related: [{ span: part.span, message: 'The condition' }],
      },
    ];
  });
}

/** `not field: *` */
function isAbsence(node: KqlNode, field: string): boolean {
  if (node.kind !== 'not' || node.child.kind !== 'is') return false;
  const { field: named, value } = node.child;
  return named?.kind === 'literal' && termText(named) === field && isLoneWildcard(value);
}
