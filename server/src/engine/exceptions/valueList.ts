// An entry that compares a field with a value list: terms, ranges of addresses, or words of text.
import type { Clause } from '../clause';
import { compileClause } from '../compileClause';
import type { Compilation, DocumentTest } from '../compilation';
import { NEVER, NOWHERE } from '../compilation';
import { allWords } from '../dsl/fullTextQueries';
import { termsTest } from '../dsl/termQueries';

export interface ValueList {
  readonly id: string;
  /** Elasticsearch type of its values. */
  readonly type: string;
  readonly values: readonly string[];
}

/** Types that Kibana turns into a query; it compares the hits with lists of other types after the search. */
export const queriedListTypes: ReadonlySet<string> = new Set(['keyword', 'ip', 'ip_range', 'text']);

/** True where any value of the list matches; never for an empty list. */
export function compileValueList(
  field: string,
  { type, values }: ValueList,
  compilation: Compilation,
): DocumentTest {
  if (values.length === 0) return NEVER;
  switch (type) {
    case 'ip_range': {
      const clauses = values.map((value) => addressRange(field, value));
      return compileClause({ kind: 'bool', occur: 'should', clauses, span: NOWHERE }, compilation);
    }
    case 'text':
      return compileTexts(field, values, compilation);
    default:
      return termsTest({ field, span: NOWHERE, caseInsensitive: false }, values, compilation);
  }
}

/** `first-last`, or a block such as 10.0.0.0/8, or one address. */
function addressRange(field: string, value: string): Clause {
  const [first = '', last] = value.split('-').map((part) => part.trim());
  if (last === undefined) return { kind: 'match', field, value, span: NOWHERE };
  const bounds = { gte: first, lte: last };
  return { kind: 'range', field, bounds, timeZone: undefined, span: NOWHERE };
}

/** All words of a value, in whatever order. */
function compileTexts(
  field: string,
  values: readonly string[],
  compilation: Compilation,
): DocumentTest {
  const tests = values.map((text) => allWords({ field, text, span: NOWHERE }, compilation));
  return (source, now) => tests.some((test) => test(source, now));
}
