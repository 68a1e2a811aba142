// Draws the scopes of a text under it: a letter for each character.
import type { Token } from './grammars';

const letters: readonly (readonly [string, string])[] = [
  ['constant.character.escape', 'e'],
  ['constant.character.wildcard', '*'],
  ['string.quoted.double', 's'],
  ['string', 't'],
  ['comment', '#'],
  ['support.type.property-name.table', 'T'],
  ['support.type.property-name', 'k'],
  ['entity.other.attribute-name.table', 'T'],
  ['variable.other.property', 'f'],
  ['entity.name.type.category', 'c'],
  ['keyword.operator.wordlike', 'w'],
  ['keyword.control', 'K'],
  ['keyword.operator', 'o'],
  ['constant.numeric', 'n'],
  ['constant.language', 'l'],
  ['support.function', 'F'],
  ['support.constant.property-value', 'v'],
];

/** Lines under the text: the letter of the innermost scope that has one, `.` where none has; blanks stay blanks. */
export function drawScopes(text: string, tokens: readonly Token[]): readonly string[] {
  return text.split('\n').map((_, line) =>
    tokens
      .filter((token) => token.line === line)
      .map((token) => token.text.replace(/\S/g, letterOf(token)))
      .join('')
      .trimEnd(),
  );
}

function letterOf({ scopes }: Token): string {
  for (const scope of scopes.flatMap((names) => names.split(' ')).reverse()) {
    const found = letters.find(([prefix]) => `${scope}.`.startsWith(`${prefix}.`));
    if (found) return found[1];
  }
  return '.';
}
