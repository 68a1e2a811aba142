// The sentence about a syntax error, in Kibana's words, from what a peggy parser would have taken.

/** What the parser would have taken, as peggy records it. */
export type Expectation =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'other'; readonly description: string };

/** `Expected A, B but C found.`; A and B sorted, punctuation in double quotes, C one character. */
export function expectedMessage(
  text: string,
  offset: number,
  expected: readonly Expectation[],
): string {
  const names = new Set(expected.map(describe));
  return `Expected ${[...names].sort().join(', ')} but ${describeFound(text, offset)} found.`;
}

function describe(expectation: Expectation): string {
  return expectation.type === 'literal' ? `"${expectation.text}"` : expectation.description;
}

function describeFound(text: string, offset: number): string {
  const found = text.codePointAt(offset);
  return found === undefined ? 'end of input' : `"${String.fromCodePoint(found)}"`;
}
