// Mistakes that keep Kibana from reading a KQL query, or make it read something else.
import { clauses, drawn, queryOf, replaced, sourceAt, valueClauses } from '../mistake';
import type { MistakeKind, Mutant, Original, ValueClause } from '../mistake';

const syntax = ['kql-syntax'];

/** Changes the first place of the query's source that fits. */
function inQuery(
  name: string,
  codes: readonly string[],
  change: { readonly from: RegExp; readonly to: string },
): MistakeKind {
  return {
    name: `syntax: ${name}`,
    codes,
    mutate(original) {
      const inner = queryOf(original)?.query.node.inner;
      return (
        inner &&
        replaced(original, inner, sourceAt(original, inner).replace(change.from, change.to))
      );
    },
  };
}

/** Changes the text between a field and its value, and perhaps the value. */
function inClause(
  name: string,
  codes: readonly string[],
  write: (parts: { field: string; value: string; clause: ValueClause }) => string | undefined,
): MistakeKind {
  return { name: `syntax: ${name}`, codes, mutate: (original) => changeClause(original, write) };
}

function changeClause(
  original: Original,
  write: (parts: { field: string; value: string; clause: ValueClause }) => string | undefined,
): Mutant | undefined {
  const candidates = valueClauses(original).flatMap((clause) => {
    const { field, value, span } = clause.node;
    const text =
      field &&
      write({
        field: sourceAt(original, field.span),
        value: sourceAt(original, value.span),
        clause,
      });
    return text === undefined ? [] : [{ span, text }];
  });
  const chosen = drawn(original.random, candidates);
  return chosen && replaced(original, chosen.span, chosen.text);
}

/** The first word outside quotes. */
const word = (operator: string): RegExp =>
  new RegExp(`(?<=^[^"]*(?:"[^"]*"[^"]*)*\\s)${operator}(?=[\\s(])`, '');

export const querySyntaxMistakes: readonly MistakeKind[] = [
  inQuery('closing bracket missing', syntax, { from: /\)(?=[^)"]*$)/, to: '' }),
  inQuery('opening bracket missing', syntax, { from: /\(/, to: '' }),
  inQuery('bracket too many', syntax, { from: /\s*$/, to: ')\n' }),
  inQuery('operator at the end', syntax, { from: /\s*$/, to: ' and\n' }),
  inQuery('operator at the beginning', [...syntax, 'unknown-field', 'kql-dialect'], {
    from: /^\s*/,
    to: '\nand ',
  }),
  inQuery('operator twice', [...syntax, 'unknown-field', 'kql-dialect'], {
    from: word('and'),
    to: 'and and',
  }),
  inQuery('comma between the values of a list', [...syntax, 'missing-operator'], {
    from: /(?<=\([^()]*)\s+or\s+(?=[^()]*\))/,
    to: ', ',
  }),
  inQuery('&& in place of and', [...syntax, 'missing-operator', 'free-text', 'kql-dialect'], {
    from: word('and'),
    to: '&&',
  }),
  inQuery('comment in the query', [...syntax, 'query-comment'], {
    from: /\s*$/,
    to: ' // only admins\n',
  }),
  inQuery('AND in capitals', ['kql-dialect', 'missing-operator', ...syntax], {
    from: word('and'),
    to: 'AND',
  }),
  inQuery('OR in capitals', ['kql-dialect', 'missing-operator', ...syntax], {
    from: word('or'),
    to: 'OR',
  }),
  inQuery('NOT in capitals', ['kql-dialect', 'missing-operator', ...syntax], {
    from: word('not'),
    to: 'NOT',
  }),
  inClause('quote not closed', syntax, ({ field, value }) =>
    value.startsWith('"') ? `${field}: ${value.slice(0, -1)}` : undefined,
  ),
  inClause('value missing', syntax, ({ field }) => `${field}:`),
  inClause(
    'equals sign in place of the colon',
    [...syntax, 'missing-operator', 'free-text'],
    ({ field, value }) => `${field} = ${value}`,
  ),
  inClause(
    'two equals signs',
    [...syntax, 'missing-operator', 'free-text'],
    ({ field, value }) => `${field} == ${value}`,
  ),
  inClause(
    '!= for not',
    [...syntax, 'missing-operator', 'free-text'],
    ({ field, value }) => `${field} != ${value}`,
  ),
  inClause('two colons', syntax, ({ field, value }) => `${field}:: ${value}`),
  inClause('colon before an operator', syntax, ({ field }) => `${field}: > 5`),
  inClause(
    'not in front of the value',
    [...syntax, 'kql-dialect', 'negated-list'],
    ({ field, value }) => (value.startsWith('"') ? `${field}: not ${value}` : undefined),
  ),
  inClause('single quotes', ['stray-quote'], ({ field, value }) =>
    /^"[\w.-]+"$/.test(value) ? `${field}: '${value.slice(1, -1)}'` : undefined,
  ),
  inClause('typographic quotes', ['stray-quote'], ({ field, value }) =>
    /^"[\w. -]+"$/.test(value) ? `${field}: \u201c${value.slice(1, -1)}\u201d` : undefined,
  ),
  inClause('regular expression', ['regular-expression'], ({ field, value }) =>
    /^"[\w.-]+"$/.test(value) ? `${field}: /${value.slice(1, -1)}.*/` : undefined,
  ),
  inClause('field without value', ['free-text', ...syntax], ({ field }) => field),
  {
    name: 'syntax: operator between two conditions missing',
    codes: [...syntax, 'missing-operator'],
    mutate(original) {
      const [first, second] = clauses(original);
      if (!first || !second) return undefined;
      const between = { start: first.node.span.end, end: second.node.span.start };
      return /^\s+and\s+$/.test(sourceAt(original, between))
        ? replaced(original, between, ' ')
        : undefined;
    },
  },
];
