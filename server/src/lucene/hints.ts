// Plain advice to follow the sentence about a Lucene syntax error.

const hints: Readonly<Record<string, string>> = {
  '/': 'A slash begins a regular expression; write \\/ or use double quotes.',
  '"': 'The quote is never closed.',
  ':': 'A value with a colon in it needs double quotes, or \\: for the colon.',
  '\\': 'A backslash must be doubled, unless it escapes the character after it.',
  ')': 'A clause is missing before it, or there is no opening parenthesis.',
  '^': 'A boost is a number behind a clause.',
  '~': 'A tilde stands behind a word or a quoted text.',
  ']': 'A range is written [a TO b], {a TO b} or mixed.',
  '}': 'A range is written [a TO b], {a TO b} or mixed.',
};

/** What to do about the mistake at `offset`, if it is a known one. */
export function hintFor(text: string, offset: number): string | undefined {
  return hints[text.charAt(offset)];
}
