// Term-level queries: `term`, `terms`, `prefix`, `wildcard`. They compare with what is indexed, without analysis.
import type { Span } from '../../text/span';
import type { Compilation, DocumentTest } from '../compilation';
import { fieldTest, findSemantics, NEVER } from '../compilation';
import type { Answer, TypeError, ValuesAnswer } from '../fieldTypes/semantics';
import { noWildcards, NONE, typeError, values } from '../fieldTypes/semantics';
import { indexedTerms } from '../fieldTypes/indexedTerms';
import type { IndexedTerms } from '../fieldTypes/indexedTerms';
import { mapGlob, matchesGlob, parseGlob } from '../glob';
import type { Glob } from '../glob';
import { isContainer } from '../dataView';
import { isOwnType } from '../matcher';
import type { KnownField } from '../matcher';
import { compileRegexp } from '../regexp/regexpMatcher';
import { malformed } from './dslFailures';

/** Where a query stands and what it asks. */
export interface TermQuery {
  readonly field: string;
  readonly span: Span;
  readonly caseInsensitive: boolean;
}

/** Any indexed term equals any of the texts. */
export function termsTest(
  query: TermQuery,
  texts: readonly string[],
  compilation: Compilation,
): DocumentTest {
  const { field, caseInsensitive } = query;
  return ask(query, compilation, (known) => {
    // A field without a known type also holds numbers, which are compared as such.
    const isTyped = known !== undefined || caseInsensitive;
    const terms = isTyped ? indexedTerms(known) : undefined;
    if (terms !== undefined) return anyTerm(terms, equalTo(terms, texts, caseInsensitive));
    const isFolded = caseInsensitive && known?.type !== 'boolean';
    return isFolded ? foldedEqual(field, known, texts) : equalAny(field, texts, compilation);
  });
}

/** Any indexed term matches the pattern (`*`, `?`, backslash); Elasticsearch's `wildcard` query. */
export function wildcardTest(
  query: TermQuery,
  pattern: string,
  compilation: Compilation,
): DocumentTest {
  return globTest({ ...query, refusesKeys: true }, parseGlob(pattern), compilation);
}

export function prefixTest(
  query: TermQuery,
  prefix: string,
  compilation: Compilation,
): DocumentTest {
  return globTest(query, [Array.from(prefix), []], compilation);
}

/** Any indexed term as a whole matches the Lucene regular expression. */
export function regexpTest(
  query: TermQuery,
  pattern: string,
  compilation: Compilation,
): DocumentTest {
  const { field } = query;
  const normalize = indexedTerms(compilation.types.find(field))?.normalize ?? same;
  const compiled = compileRegexp(normalize(pattern));
  if (!compiled.ok)
    return malformed(`/${pattern}/ is refused, ${compiled.message}`, query.span, compilation);
  return ask(query, compilation, (known) => {
    if (known?.type === 'constant_keyword' && known.value !== undefined)
      return compiled.test(known.value) ? { kind: 'all' } : NONE;
    const terms = indexedTerms(known);
    if (terms === undefined) return noTerms(field, known);
    const answer = anyTerm(terms, compiled.test);
    return known?.flattenedKey === undefined
      ? answer
      : onFlattenedKey(answer, { name: field, field: known });
  });
}

interface GlobQuery extends TermQuery {
  /** Keys of flattened fields do not take it, whatever the pattern. */
  readonly refusesKeys?: boolean;
}

function globTest(query: GlobQuery, glob: Glob, compilation: Compilation): DocumentTest {
  return ask(query, compilation, (known) => {
    const fold = query.caseInsensitive ? asciiLowerCase : same;
    if (known?.type === 'constant_keyword' && known.value !== undefined)
      return matchesGlob(mapGlob(glob, fold), fold(known.value)) ? { kind: 'all' } : NONE;
    const terms = indexedTerms(known);
    if (terms === undefined) return noTerms(query.field, known);
    const wanted = mapGlob(glob, (text) => fold(terms.normalize(text)));
    const answer = anyTerm(terms, (term) => matchesGlob(wanted, fold(term)));
    return known?.flattenedKey !== undefined && query.refusesKeys === true
      ? onFlattenedKey(answer, { name: query.field, field: known })
      : answer;
  });
}

/** A field that no index maps never matches. Objects hold no terms. */
function ask(
  { field, span }: TermQuery,
  compilation: Compilation,
  answer: (known: KnownField | undefined) => Answer,
): DocumentTest {
  if (findSemantics(field, compilation) === undefined) {
    compilation.fields.add(field);
    return NEVER;
  }
  return fieldTest(field, answer(compilation.types.find(field)), span, compilation);
}

function anyTerm(terms: IndexedTerms, accept: (term: string) => boolean): ValuesAnswer {
  return values((value) => terms.of(value).some(accept));
}

function equalTo(
  terms: IndexedTerms,
  texts: readonly string[],
  caseInsensitive: boolean,
): (term: string) => boolean {
  const fold = caseInsensitive ? asciiLowerCase : same;
  const wanted = new Set(texts.map((text) => fold(terms.normalize(text))));
  return (term) => wanted.has(fold(term));
}

/** Without regard to case, of a field that indexes no text. */
function foldedEqual(
  name: string,
  known: KnownField | undefined,
  texts: readonly string[],
): Answer {
  if (known === undefined || isContainer(known)) return NONE;
  if (known.value === undefined) {
    const fact = `${name} has type ${known.type}, which is not compared without regard to case`;
    return typeError('value-type', fact);
  }
  const constant = asciiLowerCase(known.value);
  return texts.some((text) => asciiLowerCase(text) === constant) ? { kind: 'all' } : NONE;
}

/** Equality by the field's own type: numbers, dates, addresses, booleans, constants. */
function equalAny(name: string, texts: readonly string[], compilation: Compilation): Answer {
  const semantics = findSemantics(name, compilation);
  return semantics === undefined ? NONE : joined(texts.map((text) => semantics.equal(text, false)));
}

/** True where any of the answers is; the first error is the error of all. */
function joined(answers: readonly Answer[]): Answer {
  const error = answers.find((answer): answer is TypeError => answer.kind === 'error');
  if (error !== undefined) return error;
  if (answers.some(({ kind }) => kind === 'all')) return { kind: 'all' };
  const parts = answers.filter((answer): answer is ValuesAnswer => answer.kind === 'values');
  if (parts.length === 0) return NONE;
  const [note] = parts.flatMap((part) => part.note ?? []);
  return {
    kind: 'values',
    test: (value, now) => parts.some((part) => part.test(value, now)),
    usesNow: parts.some(({ usesNow }) => usesNow === true),
    ...(note === undefined ? {} : { note }),
  };
}

function noTerms(name: string, known: KnownField | undefined): Answer {
  return known === undefined || isContainer(known) ? NONE : noWildcards(name, known.type);
}

/** A key's terms share one index with all other keys, so a `prefix` is all that is allowed. */
function onFlattenedKey(
  answer: ValuesAnswer,
  { name, field }: { readonly name: string; readonly field: KnownField },
): Answer {
  const fact = `${name} is a key of a flattened field, which takes a prefix query but no wildcard or regexp`;
  if (isOwnType(field)) return typeError('wildcard-type', fact);
  // A mapping that we only know from the catalogue must not make a rule fail.
  return {
    ...answer,
    note: `${fact}: the pattern is matched here, but Elasticsearch may refuse it.`,
  };
}

function same(text: string): string {
  return text;
}

/** Lucene folds the case of ASCII letters only. */
function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
