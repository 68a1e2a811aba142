// What the author of a mistaken EQL query most likely means, from the token that was found and the one before it.
import { nearest } from '../text/nearest';
import type { EqlToken } from './lexer';

/** One sentence, or nothing. */
export function hintFor(found: EqlToken, before: EqlToken | undefined): string | undefined {
  if (found.kind === 'sign') return hintForSign(found, before);
  if (found.kind === 'word') return hintForWord(found.text, before);
  if (found.kind === 'text' && before?.kind === 'text')
    return 'Values of a list are parted by commas.';
  if (found.kind === 'end' && before && isOperator(before))
    return `Nothing follows \`${before.text}\`.`;
  return undefined;
}

function hintForSign({ text, start }: EqlToken, before: EqlToken | undefined): string | undefined {
  switch (text) {
    case '=':
      return before?.end === start && before.text === '=='
        ? 'EQL compares with `==`.'
        : 'EQL compares with `==`, or with `:` where case does not count.';
    case '>':
      return before?.text === '<' ? 'EQL writes `!=`.' : undefined;
    case '|':
      return before?.text === '|' ? 'EQL writes `or`.' : undefined;
    case '[':
      return 'A list stands in round brackets.';
    case ',':
      return before?.text === ',' ? 'There is nothing between the commas.' : listHint;
    case ')':
      if (before?.text === ',') return 'No comma stands behind the last value.';
      if (before?.text === '(') return 'There is nothing between the brackets.';
      return before && isOperator(before) ? `Nothing follows \`${before.text}\`.` : undefined;
    case ']':
      return before && isOperator(before) ? `Nothing follows \`${before.text}\`.` : undefined;
    case ':':
      return before?.text === ':' ? undefined : 'A name with special signs stands in backquotes.';
    default:
      return undefined;
  }
}

const listHint = 'A list of values stands behind `in` or `:`.';

function hintForWord(text: string, before: EqlToken | undefined): string | undefined {
  const lower = text.toLowerCase();
  if (lower !== text && operators.includes(lower))
    return `EQL writes \`${lower}\`, in small letters.`;
  if (text === 'is') return 'EQL writes `== null` or `!= null`.';
  if (before?.text === '!=' || before?.text === '==') return undefined;
  if (operators.includes(text) && before && isOperator(before))
    return `Two operators follow each other.`;
  const guess = nearest(text, operators);
  return guess === undefined ? undefined : `Did you mean \`${guess}\`?`;
}

const operators = ['and', 'or', 'not', 'in', 'like', 'regex'];

function isOperator({ kind, text }: EqlToken): boolean {
  return kind === 'word' ? operators.includes(text) : kind === 'sign' && !/^[)\]]$/.test(text);
}
