// The sentence about a syntax error, in Kibana's words, from what a peggy parser would have taken.
import { assertNever } from './assertNever';

/** What the parser would have taken, as peggy records it. */
export type Expectation =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'class'; readonly parts: readonly string[] }
  | { readonly type: 'any' }
  | { readonly type: 'other'; readonly description: string };

/** `Expected A, B but C found.`; A and B sorted, punctuation in double quotes, C one character. */
export function expectedMessage(
  text: string,
  offset: number,
  expected: readonly Expectation[],
): string {
  const names = new Set(expected.flatMap(describe));
  return `Expected ${[...names].sort().join(', ')} but ${describeFound(text, offset)} found.`;
}

/** peggy makes one class of neighbouring alternatives of one character. */
function describe(expectation: Expectation): readonly string[] {
  switch (expectation.type) {
    case 'literal':
      return [`"${expectation.text}"`];
    case 'class':
      return expectation.parts.map((part) => `"${part}"`);
    case 'any':
      return ['any character'];
    case 'other':
      return [expectation.description];
    default:
      return assertNever(expectation);
  }
}

function describeFound(text: string, offset: number): string {
  const found = text.codePointAt(offset);
  return found === undefined ? 'end of input' : `"${String.fromCodePoint(found)}"`;
}
