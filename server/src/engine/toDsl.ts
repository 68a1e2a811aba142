// Prints a converted query as the Elasticsearch search Kibana sends.
import type { JsonObject, JsonValue } from '../events/event';
import { assertNever } from '../text/assertNever';
import type { BoolClause, Clause, NestedClause, Pattern, RangeClause } from './clause';

export function toDsl(clause: Clause): JsonObject {
  switch (clause.kind) {
    case 'bool':
      return { bool: boolBody(clause) };
    case 'match_all':
      return { match_all: {} };
    case 'term':
      return { term: { [clause.field]: { value: clause.value } } };
    case 'wildcard':
      return { wildcard: { [clause.field]: { value: patternText(clause.pattern) } } };
    case 'query_string': {
      const fields = clause.field === undefined ? {} : { fields: [clause.field] };
      return { query_string: { ...fields, query: patternText(clause.pattern) } };
    }
    case 'match':
    case 'match_phrase':
      return { [clause.kind]: { [clause.field]: clause.value } };
    case 'multi_match':
      return { multi_match: { type: clause.type, query: clause.value, lenient: true } };
    case 'range':
      return { range: { [clause.field]: rangeBody(clause) } };
    case 'exists':
      return { exists: { field: clause.field } };
    case 'nested':
      return { nested: nestedBody(clause) };
    default:
      return assertNever(clause);
  }
}

function boolBody({ occur, clauses }: BoolClause): JsonObject {
  const all: readonly JsonValue[] = clauses.map(toDsl);
  switch (occur) {
    case 'filter':
      return { filter: all };
    case 'should':
      return { should: all, minimum_should_match: 1 };
    case 'must_not':
      return { must_not: all[0] ?? null };
  }
}

function rangeBody({ bounds, timeZone }: RangeClause): JsonObject {
  return { ...bounds, ...(timeZone === undefined ? {} : { time_zone: timeZone }) };
}

function nestedBody({ path, query, ignoreUnmapped }: NestedClause): JsonObject {
  const ignore = ignoreUnmapped === undefined ? {} : { ignore_unmapped: ignoreUnmapped };
  return { path, query: toDsl(query), score_mode: 'none', ...ignore };
}

/** The pattern in query_string's syntax: everything it could read as an operator is escaped; blanks are not. */
function patternText(pattern: Pattern): string {
  return pattern.map((part) => part.replace(/[-+=&|><!(){}[\]^"~*?:\\/]/g, '\\$&')).join('*');
}
