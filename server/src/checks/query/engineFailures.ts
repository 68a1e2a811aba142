// Passes on the engine's verdict: what Elasticsearch or Kibana would refuse. A run and a check report it under one code.
import type { KqlTerm } from '../../kql/ast';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { contains } from '../../text/span';
import type { Span } from '../../text/span';
import type { CheckInput, Finding, QueryFailure } from '../check';
import { both, findEach, nothing } from '../findEach';
import { clausesOf, luceneQueries, soundQueries } from './queries';
import type { Clause } from './queries';

type MakeFixes = (clause: Clause) => readonly Fix[];

export function findFailures(
  { document, context }: CheckInput,
  code: string,
  makeFixes: MakeFixes = () => [],
): readonly Finding[] {
  const inKql = findEach(soundQueries(document), (kql) => {
    const all = context.queryFailures(kql.query);
    if (all.length === 0) return nothing;
    const failures = all.filter((failure) => failure.code === code).filter(isFirst);
    const clauses = clausesOf(kql);
    return failures.map((failure) => {
      const span = failure.span ?? kql.query.node.span;
      const clause = clauses.find(({ node }) => contains(node.span, span));
      const fixes = clause ? makeFixes(clause) : [];
      const isField = clause?.node.field && contains(clause.node.field.span, span);
      const place = isField ? span : (placeOf(clause) ?? span);
      return { message: messageOf(failure), span: place, fixes };
    });
  });
  return both(inKql, findEach(luceneQueries(document), inLucene));

  function inLucene(query: RuleQuery): readonly Finding[] {
    return context
      .queryFailures(query)
      .filter((failure) => failure.code === code)
      .map((failure) => ({ message: messageOf(failure), span: failure.span ?? query.node.span }));
  }
}

/** What is wrong with a field is said once, not once per value of its list. */
function isFirst(failure: QueryFailure, at: number, all: readonly QueryFailure[]): boolean {
  const { span, message } = failure;
  return all.findIndex((other) => other.message === message && isSameSpan(other.span, span)) === at;
}

function isSameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}

function messageOf({ message }: QueryFailure): string {
  return /\.\)?$/.test(message) ? message : `${message}.`;
}

/** What is wrong is the value, where there is one. */
export function placeOf(clause: Clause | undefined): KqlTerm['span'] | undefined {
  return clause?.node.value.span;
}
