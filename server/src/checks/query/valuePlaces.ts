// What the checks of single values have in common.
import type { KqlTerm } from '../../kql/ast';
import { printTerm } from '../../kql/print';
import { strayQuoteLine } from '../../kql/strayQuote';
import type { RuleQuery } from '../../rule/ruleDocument';
import { keepLast } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { CheckInput, CheckedField, Finding } from '../check';
import { findEach } from '../findEach';
import { allClauses } from './queries';
import type { Clause } from './queries';
import { queryFix, queryTextAt } from './queryText';

export interface ValuePlace {
  readonly clause: Clause;
  readonly value: KqlTerm;
  /** The value as it is written. */
  readonly raw: string;
  readonly field: CheckedField | undefined;
}

/** Asks about every value that is compared with a field. */
export function inValues(
  input: CheckInput,
  find: (place: ValuePlace) => readonly Finding[],
): readonly Finding[] {
  return findEach(placesIn(input), find);
}

/** Several checks ask for the same. */
const placesIn = keepLast(readPlaces);

function readPlaces({ document, context: { fields } }: CheckInput): readonly ValuePlace[] {
  const places: ValuePlace[] = [];
  for (const clause of allClauses(document)) {
    const { field, isPattern, node, query } = clause;
    if (field === undefined || (node.value.kind === 'phrase' && isTurned(query))) continue;
    const raw = queryTextAt(query, node.value.span);
    const type = isPattern ? undefined : fields.find(field);
    places.push({ clause, value: node.value, raw, field: type });
  }
  return places;
}

/** Behind a quote without its partner what looks like a quoted value stands between two of them. */
const isTurned = keepLast(
  ({ text, parsed }: RuleQuery) =>
    (parsed?.problems.length ?? 0) > 0 && strayQuoteLine(text) !== undefined,
);

export function replaceValue(
  { clause, value }: ValuePlace,
  title: string,
  { text, isSafe = false }: { readonly text: string; readonly isSafe?: boolean },
): readonly Fix[] {
  return queryFix(clause.query, title, { edits: [{ span: value.span, text }], isSafe });
}

/** Types on which the value is cut at blanks; on others a wildcard fails or is one pattern. */
export const cutTypes: readonly string[] = [
  'wildcard',
  'constant_keyword',
  'text',
  'match_only_text',
  'flattened',
];

export function takesWildcards({ type }: CheckedField): boolean {
  return type === 'keyword' || cutTypes.includes(type);
}

export const controlNames: Readonly<Record<string, string>> = {
  '\t': 't',
  '\n': 'n',
  '\r': 'r',
  '\b': 'b',
  '\f': 'f',
};

/** Backslashes and letters for control characters; none for those without a letter. */
export function backslashFix(place: ValuePlace): readonly Fix[] {
  const { value } = place;
  const spell = (text: string): string =>
    text.replace(/[\t\n\r\b\f]/g, (control) => `\\${controlNames[control] ?? ''}`);
  const term: KqlTerm =
    value.kind === 'wildcard'
      ? { ...value, parts: value.parts.map(spell) }
      : { ...value, value: spell(String(value.value)) };
  const text = printTerm(term);
  return /\p{Cc}/u.test(text) ? [] : replaceValue(place, 'Double the backslashes', { text });
}
