// control-character: a backslash that became a control character.
import type { RuleQuery } from '../../rule/ruleDocument';
import { toDecoded, toSourceSpan } from '../../text/offsetMap';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { eqlParts } from './eqlClauses';
import type { EqlClause } from './eqlClauses';
import { backslashFix, controlNames, inValues } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const controlCharacter: Check = {
  code: 'control-character',
  severity: 'warning',
  doc: 'A value holds a tab, line break or other control character, most likely from a backslash that was not doubled.',
  languages: ['kuery', 'eql'],
  run: (input) => {
    const { query } = input.document;
    return query?.eql
      ? findEach(eqlParts(input.document)?.clauses ?? [], (clause) => findInEql(clause, query))
      : inValues(input, (place) => findControl(place, input));
  },
};

function findInEql({ values }: EqlClause, query: RuleQuery): readonly Finding[] {
  return findEach(values, ({ value, span }) => {
    const control = typeof value === 'string' ? controls.exec(value)?.[0] : undefined;
    if (control === undefined) return nothing;
    const message = `This value holds ${nameOf(control)}${causeOf(control, 'EQL', query)}`;
    return [{ message, span }];
  });
}

/** What `\p{Cc}` is, which takes longer to look for. */
const controls = /[^ -~\u00a0-\uffff]/;

function findControl(place: ValuePlace, input: CheckInput): readonly Finding[] {
  const { value } = place;
  const texts = value.kind === 'wildcard' ? value.parts : [String(value.value)];
  const text = texts.find((part) => controls.test(part));
  const control = text === undefined ? undefined : controls.exec(text)?.[0];
  if (control === undefined) return nothing;
  const reader = readerOf(control, place, input);
  // A bare value over two lines is two values: missing-operator says so.
  const isLineEnd = control === '\n' || control === '\r';
  const isLayout = reader === undefined || (isLineEnd && reader === 'TOML' && !isPath(place));
  if (value.kind !== 'phrase' && isLayout) return nothing;
  const message = `This value holds ${nameOf(control)}${causeOf(control, reader, place.clause.query)}`;
  return [{ message, span: value.span, fixes: reader ? backslashFix(place) : [] }];
}

type Reader = 'KQL' | 'EQL' | 'TOML';

/** Who makes the character of an escape; undefined where it stands in the file itself. */
function readerOf(
  control: string,
  { raw, clause, value }: ValuePlace,
  { document }: CheckInput,
): Reader | undefined {
  const at = raw.indexOf(control);
  if (at < 0) return 'KQL';
  const { map } = clause.query.node;
  const start = toDecoded(map, value.span.start) + at;
  const source = toSourceSpan(map, { start, end: start + 1 });
  return document.toml.text.charAt(source.start) === '\\' ? 'TOML' : undefined;
}

/** A line break in a bare value that TOML made of `\n` in a path, not one that parts two values. */
export function isBrokenPath(place: ValuePlace, input: CheckInput): boolean {
  return readerOf('\n', place, input) === 'TOML' && isPath(place);
}

function isPath({ raw }: ValuePlace): boolean {
  return /[\\:][^]*[\r\n]\S/.test(raw);
}

function nameOf(control: string): string {
  if (control === '\t') return 'a tab';
  return control === '\n' || control === '\r' ? 'a line break' : 'a control character';
}

function causeOf(control: string, reader: Reader | undefined, { node }: RuleQuery): string {
  const name = controlNames[control];
  if (reader === undefined) return '.';
  if (name === undefined) return `: ${reader} reads an escape as one.`;
  if (reader === 'TOML')
    return `: TOML reads \`\\${name}\` as one. Write the query between \`'''\`, where a backslash is one.`;
  // In a basic string each of the two is written as two.
  const written = node.quote.startsWith('"') ? '\\\\\\\\' : '\\\\';
  return `: \`\\${name}\` is read as one. Write \`${written}\` for a backslash.`;
}
