// From one clause of the search to a test of documents: what Elasticsearch would match.
import { fieldPath, someObject } from '../events/values';
import { assertNever } from '../text/assertNever';
import type { Span } from '../text/span';
import type { Clause, ClauseValue, NestedClause, QueryStringClause, RangeClause } from './clause';
import type { Compilation, DocumentTest } from './compilation';
import { ALWAYS, fail, fieldTest, findSemantics, leafFields, NEVER, NOWHERE } from './compilation';
import { compileExists } from './compileExists';
import { documentFieldsTest } from './documentFields';
import type { Answer, FieldSemantics, TextBound } from './fieldTypes/semantics';
import { NONE } from './fieldTypes/semantics';
import { compileFreePattern, compileFreeText } from './freeText';
import type { QueryStringPiece } from './queryString';
import { cutQueryString } from './queryString';

export function compileClause(clause: Clause, compilation: Compilation): DocumentTest {
  switch (clause.kind) {
    case 'bool': {
      const { occur, clauses } = clause;
      const isList = occur === 'should' && clauses.length > 1;
      const tests = isList
        ? compileAlternatives(clauses, compilation)
        : clauses.map((child) => compileClause(child, compilation));
      return compileBool(occur, tests);
    }
    case 'match_all':
      return ALWAYS;
    case 'term':
    case 'match':
    case 'match_phrase': {
      const isQuoted = clause.kind === 'match_phrase';
      const text = valueText(clause.value, clause.span, compilation);
      if (text === undefined) return NEVER;
      return compileField(clause, compilation, (field) => field.equal(text, isQuoted));
    }
    case 'wildcard':
      return compileField(clause, compilation, (field) => field.pattern(clause.pattern));
    case 'query_string':
      return compileQueryString(clause, compilation);
    case 'multi_match': {
      const text = valueText(clause.value, clause.span, compilation);
      if (text === undefined) return NEVER;
      return compileFreeText(text, clause.type === 'phrase', compilation);
    }
    case 'range':
      return compileRange(clause, compilation);
    case 'exists':
      return compileExists(clause.field, compilation);
    case 'nested':
      return compileNested(clause, compilation, () => compileClause(clause.query, compilation));
    default:
      return assertNever(clause);
  }
}

function compileBool(
  occur: 'filter' | 'should' | 'must_not',
  tests: readonly DocumentTest[],
): DocumentTest {
  const [first = NEVER] = tests;
  if (occur === 'must_not') return (source, now) => !first(source, now);
  if (tests.length === 1) return first;
  return occur === 'filter'
    ? (source, now) => tests.every((test) => test(source, now))
    : (source, now) => tests.some((test) => test(source, now));
}

/**
 * Long lists of values are common, so equalities with one field become one look-up in a set, which cannot fail. The rest
 * has a test each.
 */
function compileAlternatives(
  clauses: readonly Clause[],
  compilation: Compilation,
): readonly DocumentTest[] {
  const texts = new Map<string, string[]>();
  const rest: DocumentTest[] = [];
  const joins = new Map<string, boolean>();
  for (const clause of clauses) {
    const equality = asEquality(clause);
    if (equality === undefined || !joinsField(equality.field))
      rest.push(compileClause(clause, compilation));
    else append(texts, equality.field, equality.text);
  }
  const joined = [...texts].map(([field, wanted]) => {
    const answer = findSemantics(field, compilation)?.equalAny?.(wanted) ?? NONE;
    return fieldTest(field, answer, NOWHERE, compilation);
  });
  return [...joined, ...rest];

  /** Asked once a field: lists name one field hundreds of times. */
  function joinsField(field: string): boolean {
    const known = joins.get(field);
    if (known !== undefined) return known;
    const isJoined = canJoin(field, compilation);
    joins.set(field, isJoined);
    // In the order in which the query names them.
    if (isJoined) compilation.fields.add(field);
    return isJoined;
  }
}

function append(lists: Map<string, string[]>, key: string, text: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [text]);
  else list.push(text);
}

function canJoin(field: string, compilation: Compilation): boolean {
  if (compilation.view.openPatterns.has(field)) return false;
  return findSemantics(field, compilation)?.equalAny !== undefined;
}

function asEquality(clause: Clause): { readonly field: string; readonly text: string } | undefined {
  if (clause.kind === 'bool' && clause.occur === 'should' && clause.clauses.length === 1) {
    const [only] = clause.clauses;
    return only === undefined ? undefined : asEquality(only);
  }
  if (clause.kind !== 'term' && clause.kind !== 'match' && clause.kind !== 'match_phrase')
    return undefined;
  return clause.value === null ? undefined : { field: clause.field, text: String(clause.value) };
}

/** Elasticsearch refuses an absent value before it looks at any field. */
function valueText(value: ClauseValue, span: Span, compilation: Compilation): string | undefined {
  if (value !== null) return String(value);
  const message =
    'This would fail in Kibana: null is no value to search for (write not FIELD: * for "has no value", "null" in quotes for the text)';
  fail(compilation, { code: 'null-value', message }, span);
  return undefined;
}

interface FieldClause {
  readonly field: string;
  readonly span: Span;
}

/** One question put to the field, and to the fields only documents know where the name is a pattern for them. */
function compileField(
  { field, span }: FieldClause,
  compilation: Compilation,
  ask: (semantics: FieldSemantics) => Answer,
): DocumentTest {
  if (compilation.view.openPatterns.has(field)) return documentFieldsTest(field, compilation, ask);
  const semantics = findSemantics(field, compilation);
  if (semantics === undefined) {
    compilation.fields.add(field);
    return NEVER;
  }
  return fieldTest(field, ask(semantics), span, compilation);
}

/** A bound that is null is open; with no bound left the clause asks for existence. */
function compileRange(clause: RangeClause, compilation: Compilation): DocumentTest {
  const bounds: TextBound[] = [];
  for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) {
    const value = clause.bounds[bound];
    if (value !== undefined && value !== null) bounds.push({ bound, text: String(value) });
  }
  if (bounds.length === 0) return compileExists(clause.field, compilation);
  return compileField(clause, compilation, (field) => field.range(bounds));
}

/** Conditions on one object of a nested field; `compileInner` runs in its scope. */
export function compileNested(
  { path: name, ignoreUnmapped, span }: Pick<NestedClause, 'path' | 'ignoreUnmapped' | 'span'>,
  compilation: Compilation,
  compileInner: () => DocumentTest,
): DocumentTest {
  const outer = compilation.scope;
  if (compilation.types.find(name)?.type !== 'nested') {
    if (ignoreUnmapped === true) return NEVER;
    const message = `This would fail in Kibana: ${name} is not mapped as nested, so { } cannot be used on it`;
    fail(compilation, { code: 'nested-field', message }, span);
    return NEVER;
  }
  compilation.scope = name;
  compilation.readsWhole = true;
  const test = compileInner();
  compilation.scope = outer;
  const path = fieldPath(outer === undefined ? name : name.slice(outer.length + 1));
  return (source, now) => someObject(source, path, (object) => test(object, now));
}

function compileQueryString(clause: QueryStringClause, compilation: Compilation): DocumentTest {
  const pieces = cutQueryString(clause.pattern);
  if (pieces === undefined) {
    const message =
      'This would fail in Kibana: AND, OR and NOT in capitals are operators in a value with a wildcard, and here they lack a side';
    fail(compilation, { code: 'pattern-operator', message }, clause.span);
    return NEVER;
  }
  const fields = clause.field === undefined ? undefined : expandName(clause.field, compilation);
  const compile = (piece: QueryStringPiece): DocumentTest =>
    fields === undefined
      ? compileFreePiece(piece, compilation)
      : compileBool(
          'should',
          fields.map((field) => compilePiece(piece, { field, span: clause.span }, compilation)),
        );
  const must = pieces.must.map(compile);
  const should = pieces.should.map(compile);
  const mustNot = pieces.mustNot.map(compile);
  const needsShould = must.length === 0 && should.length > 0;
  return (source, now) =>
    must.every((test) => test(source, now)) &&
    (!needsShould || should.some((test) => test(source, now))) &&
    !mustNot.some((test) => test(source, now));
}

/** A pattern that the converter could not resolve (inside a group) is resolved by query_string itself. */
function expandName(name: string, { types, view }: Compilation): readonly string[] {
  if (!name.includes('*') || view.openPatterns.has(name)) return [name];
  return leafFields(name.split('*'), types);
}

function compilePiece(
  piece: QueryStringPiece,
  clause: FieldClause,
  compilation: Compilation,
): DocumentTest {
  switch (piece.kind) {
    case 'exists':
      return compileExists(clause.field, compilation);
    case 'words':
      return compileField(clause, compilation, (field) => field.equal(piece.text, false));
    case 'pattern':
      return compileField(clause, compilation, (field) => field.pattern(piece.pattern));
  }
}

function compileFreePiece(piece: QueryStringPiece, compilation: Compilation): DocumentTest {
  switch (piece.kind) {
    case 'exists':
      return ALWAYS;
    case 'words':
      return compileFreeText(piece.text, false, compilation);
    case 'pattern':
      return compileFreePattern(piece.pattern, compilation);
  }
}
