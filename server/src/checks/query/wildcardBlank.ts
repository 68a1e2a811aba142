// wildcard-blank: a pattern that is cut at its blanks.
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { cutTypes, inValues } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const wildcardBlank: Check = {
  code: 'wildcard-blank',
  severity: 'warning',
  doc: 'A wildcard value with a blank on a field that is no keyword is cut at the blanks: any piece is enough.',
  languages: ['kuery'],
  run: (input) => inValues(input, findWildcardBlank),
};

function findWildcardBlank(place: ValuePlace): readonly Finding[] {
  const { value, field, clause } = place;
  if (value.kind !== 'wildcard' || !field) return [];
  // Inside a group Kibana knows no types.
  const isInGroup = clause.node.field !== undefined && termText(clause.node.field) !== clause.field;
  if (!cutTypes.includes(field.type) && !(isInGroup && field.type === 'keyword')) return [];
  const pieces = cutAtBlanks(value.parts);
  if (pieces.length < 2) return [];
  const written = pieces.map((piece) => `\`${piece.join('*')}\``);
  const everything = pieces.some((piece) => piece.length > 1 && piece.every((part) => part === ''));
  const consequence = everything
    ? 'one of them is `*` alone, so any value matches'
    : 'each of them is enough';
  const reason = isInGroup ? 'stands in a group' : `has type ${field.type}`;
  const message = `\`${clause.field ?? ''}\` ${reason}, so this value is cut at its blanks into ${written.join(' or ')}: ${consequence}.`;
  return [{ message, span: value.span }];
}

/** Pieces between blanks, each as the texts between its asterisks; neighbours without asterisk stay one piece. */
function cutAtBlanks(parts: readonly string[]): readonly (readonly string[])[] {
  const mark = '\u0000';
  const words = parts
    .join(mark)
    .split(/[ \t\r\n]+/)
    .filter((word) => word !== '');
  const pieces: string[] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    const joins = last !== undefined && !last.includes(mark) && !word.includes(mark);
    if (joins) pieces[pieces.length - 1] = `${last} ${word}`;
    else pieces.push(word);
  }
  return pieces.map((piece) => piece.split(mark));
}
