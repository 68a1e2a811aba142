// Cuts KQL text into tokens, broken text too: for completion, which cannot wait for a query that parses.
import type { Span } from '../text/span';

export type KqlTokenKind =
  'field' | 'value' | 'operator' | 'keyword' | 'paren' | 'brace' | 'whitespace' | 'bad';

/** Spans count in the text. Tokens follow each other without gaps; blanks at the end of a term are a token apart. */
export interface KqlToken {
  readonly kind: KqlTokenKind;
  readonly span: Span;
}

/** All tokens of a query. Where the query is valid, its fields and values are the terms of its tree. */
export function kqlTokens(text: string): readonly KqlToken[] {
  const tokens: KqlToken[] = [];
  // The last token but whitespace decides what a word means.
  let last: KqlToken | undefined;
  let offset = 0;
  while (offset < text.length) {
    const token = tokenAt(text, offset, last);
    tokens.push(token);
    if (token.kind !== 'whitespace') last = token;
    offset = token.span.end;
  }
  return tokens;
}

const blank = '[ \\t\\r\\n\\xa0]';
const whitespace = new RegExp(`${blank}+`, 'y');
const binary = new RegExp(`(?:or|and)(?=${blank})`, 'iy');
const negation = new RegExp(`not(?=${blank})`, 'iy');
const comparison = new RegExp(`${blank}*[:<>]`, 'y');
const operator = /:|[<>]=?/y;
const quoted = /"(?:[^"\\]|\\[^])*"/y;
const openQuote = /"[^\r\n]*/y;
const unquoted = new RegExp(
  [
    '(?:[^\\\\():<>"*{} \\t\\r\\n\\xa0nN]+',
    `[nN](?![oO][tT]${blank})`,
    `${blank}+(?!${blank}|(?:[oO][rR]|[aA][nN][dD])${blank})`,
    '\\*',
    '\\\\(?:[trn\\\\():<>"*{}]|u[0-9a-fA-F]{4}|[oO][rR]|[aA][nN][dD]|[nN][oO][tT]))+',
  ].join('|'),
  'y',
);
const badEscape = /\\[^]?/y;

function tokenAt(text: string, offset: number, last: KqlToken | undefined): KqlToken {
  const end = (pattern: RegExp): number => matchEnd(pattern, text, offset);
  const token = (kind: KqlTokenKind, to: number): KqlToken => ({
    kind,
    span: { start: offset, end: to },
  });
  const char = text.charAt(offset);
  if (char === '(' || char === ')') return token('paren', offset + 1);
  if (char === '{' || char === '}') return token('brace', offset + 1);
  if (end(operator) > 0) return token('operator', end(operator));
  if (end(whitespace) > 0) return token('whitespace', end(whitespace));
  if (end(negation) > 0) return token('keyword', end(negation));
  if (endsOperand(text, last) && end(binary) > 0) return token('keyword', end(binary));
  const to = termEnd(text, offset);
  if (to > offset) return token(termKind(text, to, last), to);
  return token('bad', Math.max(end(badEscape), end(openQuote), offset + 1));
}

/** End of the quoted or unquoted term at `offset`, without blanks; `offset` where there is none. */
function termEnd(text: string, offset: number): number {
  const quotedEnd = matchEnd(quoted, text, offset);
  if (quotedEnd > 0) return quotedEnd;
  let end = Math.max(offset, matchEnd(unquoted, text, offset));
  while (end > offset && ' \t\r\n\xa0'.includes(text.charAt(end - 1))) end--;
  return end;
}

/** After an operator stands a value; any other term is a field if an operator follows. */
function termKind(text: string, end: number, last: KqlToken | undefined): KqlTokenKind {
  if (last?.kind === 'operator') return 'value';
  return matchEnd(comparison, text, end) > 0 ? 'field' : 'value';
}

/** Whether a clause or value is complete, so that and / or can follow. */
function endsOperand(text: string, last: KqlToken | undefined): boolean {
  if (last === undefined) return false;
  if (last.kind === 'paren' || last.kind === 'brace')
    return /[)}]/.test(text.charAt(last.span.start));
  return last.kind === 'value' || last.kind === 'field' || last.kind === 'bad';
}

/** Where a sticky pattern's match at `offset` ends; -1 where it does not match. */
function matchEnd(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
