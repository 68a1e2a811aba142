// Texts that every matching document must spell somewhere: what lets a reader pass over most of a sample unparsed.
import type { Clause, ClauseValue, Pattern } from './clause';
import type { Compilation } from './compilation';
import { parseDecimal } from './fieldTypes/decimal';
import { cutQueryString } from './queryString';

/** A matching document holds at least one of these texts in its JSON, letter by letter or in `\u` escapes. */
export type NeedleSet = readonly string[];

/** More alternatives would not be rarer than no needles at all. */
const mostNeedles = 60;
const shortest = 3;
const longest = 64;

/**
 * The needle sets of a clause, each sound alone; the reader takes the one that its sample holds least of. Only exact
 * comparisons of whole strings count: numbers, dates and addresses have many spellings, analysed text loses its case.
 */
export function needleSets(clause: Clause, compilation: Compilation): readonly NeedleSet[] {
  switch (clause.kind) {
    case 'bool':
      if (clause.occur === 'must_not') return [];
      if (clause.occur === 'filter')
        return clause.clauses.flatMap((child) => needleSets(child, compilation));
      return union(clause.clauses.map((child) => needleSets(child, compilation)));
    case 'term':
    case 'match':
    case 'match_phrase':
      return isExact(clause.field, compilation)
        ? valueSets(clause.field, valueTexts(clause.value), compilation)
        : [];
    case 'wildcard':
      return isExact(clause.field, compilation) ? setOf(clause.pattern) : [];
    case 'query_string':
      return clause.field !== undefined && isExact(clause.field, compilation)
        ? queryStringSets(clause.field, clause.pattern, compilation)
        : [];
    case 'exists':
      return keySets(clause.field, compilation);
    case 'nested':
      return needleSets(clause.query, compilation);
    case 'match_all':
    case 'multi_match':
    case 'range':
      return [];
  }
}

/** Every alternative needs a needle; of several sets of one alternative the least common one goes on. */
function union(alternatives: readonly (readonly NeedleSet[])[]): readonly NeedleSet[] {
  const needles = new Set<string>();
  for (const sets of alternatives) {
    const [best] = [...sets].sort((a, b) => weight(a) - weight(b));
    if (best === undefined) return [];
    for (const needle of best) needles.add(needle);
  }
  return needles.size > mostNeedles ? [] : [[...needles]];
}

/** A guess at how often a set is met: short needles are common, and each one adds. */
function weight(set: NeedleSet): number {
  return set.reduce((sum, needle) => sum + 1 / (needle.length * needle.length), 0);
}

/** Values are compared as whole strings, as the document spells them. */
function isExact(field: string, { types, view }: Compilation): boolean {
  if (view.openPatterns.has(field) || field.includes('*')) return false;
  const known = types.find(field);
  if (known === undefined) return types.unknown === 'dynamic';
  if (known.normalizer !== undefined || known.flattenedKey !== undefined) return false;
  if (known.type === 'constant_keyword') return known.value === undefined;
  return known.type === 'keyword' || known.type === 'wildcard';
}

function valueTexts(value: ClauseValue): readonly string[] {
  return value === null ? [] : [String(value)];
}

/** Where no type is known, a number of the document counts as one, and `1e3` is 1000. */
function valueSets(
  field: string,
  texts: readonly string[],
  { types }: Compilation,
): readonly NeedleSet[] {
  const isNumber =
    types.find(field) === undefined && texts.some((text) => parseDecimal(text) !== undefined);
  return isNumber ? [] : setOf(texts);
}

/** One set of one needle: the longest piece that JSON spells plainly. */
function setOf(texts: readonly string[]): readonly NeedleSet[] {
  const [best = ''] = texts.flatMap(plainPieces).sort((a, b) => b.length - a.length);
  return best.length < shortest ? [] : [[best.slice(0, longest)]];
}

/** Printable ASCII without quotes, backslashes and slashes, which JSON may escape. */
function plainPieces(text: string): readonly string[] {
  return text.match(/[ !#-.0-[\]-~]+/g) ?? [];
}

function queryStringSets(
  field: string,
  pattern: Pattern,
  compilation: Compilation,
): readonly NeedleSet[] {
  const pieces = cutQueryString(pattern);
  if (pieces === undefined) return [];
  const setsOf = (piece: (typeof pieces.must)[number]): readonly NeedleSet[] => {
    switch (piece.kind) {
      case 'exists':
        return [];
      case 'words':
        return valueSets(field, [piece.text], compilation);
      case 'pattern':
        return setOf(piece.pattern);
    }
  };
  if (pieces.must.length > 0) return pieces.must.flatMap(setsOf);
  return pieces.should.length > 0 ? union(pieces.should.map(setsOf)) : [];
}

/** A document has the field only if it spells the field's last name part as (the end of) a key. */
function keySets(field: string, { types, view }: Compilation): readonly NeedleSet[] {
  if (view.openPatterns.has(field) || field.includes('*')) return [];
  const known = types.find(field);
  if (known === undefined || known.type === 'object' || known.type === 'nested') return [];
  if (known.value !== undefined || known.parent !== undefined) return [];
  return setOf([field.split('.').at(-1) ?? '']);
}
