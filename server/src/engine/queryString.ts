// What Lucene's query parser (behind `query_string`) makes of a KQL wildcard pattern: it cuts it at blanks.
import type { Pattern } from './clause';

/** A piece of the pattern: words kept together as one text, a pattern, or a lone `*`, which asks for existence. */
export type QueryStringPiece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | { readonly kind: 'exists' };

/**
 * All of `must`, none of `mustNot`, and at least one of `should` where nothing must. Undefined if the parser refuses the
 * text, which only the words AND, OR and NOT can cause (Kibana escapes every other operator).
 */
export interface QueryStringPieces {
  readonly must: readonly QueryStringPiece[];
  readonly should: readonly QueryStringPiece[];
  readonly mustNot: readonly QueryStringPiece[];
}

type Token = QueryStringPiece | { readonly kind: 'AND' | 'OR' | 'NOT' };

export function cutQueryString(pattern: Pattern): QueryStringPieces | undefined {
  const tokens = joinWords(tokensOf(pattern));
  const clauses: { piece: QueryStringPiece; occur: 'must' | 'should' | 'mustNot' }[] = [];
  for (let i = 0; i < tokens.length; i++) {
    let token = tokens[i];
    const isAnd = token?.kind === 'AND';
    if (isAnd || token?.kind === 'OR') {
      if (clauses.length === 0) return undefined;
      token = tokens[++i];
    }
    const isNot = token?.kind === 'NOT';
    if (isNot) token = tokens[++i];
    if (token === undefined || isOperator(token)) return undefined;
    const previous = clauses[clauses.length - 1];
    if (isAnd && previous?.occur === 'should') previous.occur = 'must';
    clauses.push({ piece: token, occur: isNot ? 'mustNot' : isAnd ? 'must' : 'should' });
  }
  const pick = (occur: string): readonly QueryStringPiece[] =>
    clauses.filter((clause) => clause.occur === occur).map(({ piece }) => piece);
  return { must: pick('must'), should: pick('should'), mustNot: pick('mustNot') };
}

function isOperator(token: Token): token is { readonly kind: 'AND' | 'OR' | 'NOT' } {
  return token.kind === 'AND' || token.kind === 'OR' || token.kind === 'NOT';
}

/** Lucene's blanks; a no-break space is none. */
const BLANKS = /[ \t\n\r\u3000]+/;

function tokensOf(pattern: Pattern): readonly Token[] {
  const pieces: string[][] = [];
  let current: string[] = [''];
  for (const [i, part] of pattern.entries()) {
    if (i > 0) current.push('');
    for (const [j, text] of part.split(BLANKS).entries()) {
      if (j > 0) {
        pieces.push(current);
        current = [''];
      }
      current[current.length - 1] = text;
    }
  }
  pieces.push(current);
  return pieces.filter((piece) => piece.length > 1 || piece[0] !== '').map(toToken);
}

function toToken(piece: readonly string[]): Token {
  const [text = ''] = piece;
  if (piece.length > 1) {
    const isStar = piece.length === 2 && piece.every((part) => part === '');
    return isStar ? { kind: 'exists' } : { kind: 'pattern', pattern: piece };
  }
  return text === 'AND' || text === 'OR' || text === 'NOT'
    ? { kind: text }
    : { kind: 'words', text };
}

/**
 * Neighbouring words are one text for the field's analysis. Alone stays a word after an operator, and one before AND, OR
 * or a lone `*`.
 */
function joinWords(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const previous = tokens[i - 1];
    if (token.kind !== 'words' || (previous !== undefined && isOperator(previous))) {
      joined.push(token);
      continue;
    }
    const words = [token.text];
    for (let next = joinable(tokens, i + 1); next !== undefined; next = joinable(tokens, i + 1)) {
      words.push(next);
      i++;
    }
    joined.push({ kind: 'words', text: words.join(' ') });
  }
  return joined;
}

function joinable(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  const after = tokens[at + 1]?.kind;
  if (token?.kind !== 'words' || after === 'AND' || after === 'OR' || after === 'exists')
    return undefined;
  return token.text;
}
