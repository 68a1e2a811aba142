// The conditions of a Lucene query as questions to one field, as query_string puts them to each type.
import type {
  LucenePhrase,
  LuceneRange,
  LuceneRegex,
  LuceneText,
  LuceneWildcard,
} from '../lucene/ast';
import { assertNever } from '../text/assertNever';
import { isWithinEdits } from './editDistance';
import type { Answer, FieldSemantics, TermSemantics, TextBound } from './fieldTypes/semantics';
import { typeError, values } from './fieldTypes/semantics';
import type { KnownField } from './matcher';
import { compileRegexp } from './regexp/regexpMatcher';
import { hasSloppyPhrase } from './sloppyPhrase';
import { wildcardTest } from './wildcard';
import type { WildcardPart } from './wildcard';

export type LuceneLeaf = LuceneText | LucenePhrase | LuceneWildcard | LuceneRegex | LuceneRange;

/** A field that is asked; `known` is undefined for one that no layer knows. */
export interface AskedField {
  readonly name: string;
  readonly known: KnownField | undefined;
  readonly semantics: FieldSemantics;
}

/**
 * The field's answer; undefined where the text holds no word for it: query_string then takes the condition as not
 * written.
 */
export function askField(leaf: LuceneLeaf, field: AskedField): Answer | undefined {
  const { terms } = field.semantics;
  switch (leaf.kind) {
    case 'text':
      if (leaf.fuzzy !== undefined) return askFuzzy(leaf.text, leaf.fuzzy, field);
      if (isWordless(leaf.text, terms)) return undefined;
      return field.semantics.equal(leaf.text, false);
    case 'phrase':
      if (isWordless(leaf.text, terms)) return undefined;
      return askPhrase(leaf, field);
    case 'wildcard':
      return askWildcard(leaf, field);
    case 'regex':
      return askRegexp(leaf, field);
    case 'range':
      return askRange(leaf, field);
    default:
      return assertNever(leaf);
  }
}

function isWordless(text: string, terms: TermSemantics | undefined): boolean {
  return terms?.analyze?.(text).length === 0;
}

/** `~` alone and AUTO allow by length: none up to 2 code points, one up to 5, then two. */
function editsAllowed(text: string, fuzzy: string): number {
  if (fuzzy !== '' && !/^auto$/i.test(fuzzy)) return Number(fuzzy);
  const { length } = Array.from(text);
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
}

function askFuzzy(text: string, fuzzy: string, field: AskedField): Answer {
  const { terms } = field.semantics;
  if (terms === undefined || isKey(field)) return refuse('fuzzy searches', field);
  const wanted = terms.normalize(text);
  const most = editsAllowed(text, fuzzy);
  return terms.some((term) => isWithinEdits(wanted, term, most));
}

function askPhrase({ text, slop = '' }: LucenePhrase, { name, semantics }: AskedField): Answer {
  const words = semantics.terms?.analyze?.(text) ?? [];
  const most = /^[+-]?\d+(?:\.\d+)?$/.test(slop) ? Math.trunc(Number(slop)) : 0;
  if (semantics.terms === undefined || words.length < 2 || most === 0)
    return semantics.equal(text, true);
  if (most < 0)
    return typeError('value-type', `the slop of a phrase in ${name} cannot be negative`);
  return semantics.terms.all((tokens) => hasSloppyPhrase(tokens, words, most));
}

function askWildcard(leaf: LuceneWildcard, field: AskedField): Answer | undefined {
  const [first] = leaf.parts;
  if (isPrefix(leaf) && first?.kind === 'text') return askPrefix(first.text, field);
  const { terms } = field.semantics;
  if (terms === undefined) return refuse('wildcards', field);
  return terms.some(wildcardTest(partsOf(leaf, (text) => terms.normalize(text))));
}

/** A text and one `*` behind it. */
export function isPrefix({ parts }: LuceneWildcard): boolean {
  return parts.length === 2 && parts[0]?.kind === 'text' && parts[1]?.kind === 'many';
}

export function partsOf(
  { parts }: LuceneWildcard,
  normalize: (text: string) => string,
): readonly WildcardPart[] {
  return parts.map((part) => (part.kind === 'text' ? { text: normalize(part.text) } : part.kind));
}

/** `analyze_wildcard`: of several words only the last is taken as the beginning of one. */
function askPrefix(text: string, field: AskedField): Answer | undefined {
  const { terms } = field.semantics;
  if (terms?.analyze === undefined) return field.semantics.pattern([text, '']);
  const words = [...terms.analyze(text)];
  const last = words.pop();
  if (last === undefined) return undefined;
  return terms.some((term) => words.includes(term) || term.startsWith(last));
}

function askRegexp({ pattern }: LuceneRegex, field: AskedField): Answer {
  const { terms } = field.semantics;
  if (terms === undefined || isKey(field)) return refuse('regular expressions', field);
  const compiled = compileRegexp(terms.analyze === undefined ? terms.normalize(pattern) : pattern);
  if (compiled.ok) return terms.some(compiled.test);
  return typeError(
    'value-type',
    `/${pattern}/ is no regular expression that Lucene can read: ${compiled.message}`,
  );
}

function askRange({ lower, upper }: LuceneRange, field: AskedField): Answer {
  const { terms, exists } = field.semantics;
  const normalize = (text: string): string => terms?.normalize(text) ?? text;
  const bounds: TextBound[] = [];
  if (lower.value !== undefined)
    bounds.push({ bound: lower.inclusive ? 'gte' : 'gt', text: normalize(lower.value) });
  if (upper.value !== undefined)
    bounds.push({ bound: upper.inclusive ? 'lte' : 'lt', text: normalize(upper.value) });
  if (bounds.length > 0 || field.known?.flattenedKey !== undefined)
    return field.semantics.range(bounds);
  return terms?.some(() => true) ?? values(exists);
}

function isKey({ known }: AskedField): boolean {
  return known?.flattenedKey !== undefined;
}

function refuse(what: string, field: AskedField): Answer {
  const { name, known, semantics } = field;
  if (isKey(field))
    return typeError('value-type', `${name} is a key of a flattened field, which takes no ${what}`);
  const answer = semantics.pattern(['', '']);
  if (answer.kind !== 'error' || known === undefined) return answer;
  return typeError(
    answer.code,
    `${name} has type ${known.type}, and ${what} work on keyword, wildcard and text fields only`,
  );
}
