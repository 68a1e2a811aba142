// What the cursor is in, of a query in EQL or ES|QL: both are read word by word here, whole or half typed.
import { spanOf } from '../text/span';
import type { Span } from '../text/span';

export type WordLanguage = 'eql' | 'esql';

interface Typed {
  /** Of the word at the cursor what stands in front of it. */
  readonly prefix: string;
  /** The whole word, in the query text; between the quotes of a text. */
  readonly replace: Span;
}

export type WordPlace =
  /** The query begins here, a part of a sequence, or a command behind `|`. */
  | (Typed & { readonly kind: 'start' })
  /** The sources of an ES|QL query. */
  | (Typed & { readonly kind: 'source' })
  /** The metadata of an ES|QL query. */
  | (Typed & { readonly kind: 'metadata' })
  /** A field, or a word like `not`. */
  | (Typed & { readonly kind: 'field' })
  /** A value of the field; `isQuoted`: the cursor is between quotes. */
  | (Typed & { readonly kind: 'value'; readonly field: string; readonly isQuoted: boolean })
  /** Behind the fields that events of a sequence share. */
  | (Typed & { readonly kind: 'shared' })
  /** Behind a field: an operator. */
  | (Typed & { readonly kind: 'operator' })
  /** Behind a condition: what joins it with the next one. */
  | (Typed & { readonly kind: 'join' })
  | { readonly kind: 'none' };

type TokenKind = 'comment' | 'text' | 'word' | 'sign';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Pieces of a query from left to right; an unclosed one reaches to the end of its line, or of the query. */
const piece =
  /(?<comment>\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|(?<text>"""[^]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)|(?<word>`[^`\n]*`?|[\w@][\w@.]*~?)|(?<sign>[=!<>]=|[^\s])/g;

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(piece)].map(({ 0: found, index, groups = {} }) => {
    const kind = (['comment', 'text', 'word'] as const).find((name) => groups[name] !== undefined);
    return { kind: kind ?? 'sign', text: found, start: index, end: index + found.length };
  });
}

/** Behind them stands a value, in brackets or alone. */
const comparisons: ReadonlySet<string> = new Set(
  ': == != <= >= < > in in~ like like~ rlike regex regex~'.split(' '),
);

/** Behind them stands a field, a condition, or the like. */
const openers: ReadonlySet<string> = new Set(
  'where and or not by with until eval keep drop stats sort rename mv_expand dissect grok on as enrich + - * / ! ? = ( ,'.split(
    ' ',
  ),
);

/** What can be typed at an offset of the query text. */
export function wordPlaceAt(text: string, offset: number, language: WordLanguage): WordPlace {
  const tokens = tokensOf(text);
  const at = tokens.findIndex((token) => token.start < offset && offset <= token.end);
  const token = tokens[at];
  const isTyped = token !== undefined && goesOn(token, offset);
  if (isTyped && token.kind === 'comment') return { kind: 'none' };
  const behind = isTyped ? token.start : offset;
  const before = tokens.filter(({ kind, end }) => kind !== 'comment' && end <= behind);
  if (language === 'esql' && isInSources(before)) return inSources(text, offset);
  if (isTyped && token.kind === 'text') return inText(token, offset, before);
  const replace = isTyped ? spanOf(token.start, token.end) : spanOf(offset, offset);
  return betweenWords(before, { prefix: text.slice(replace.start, offset), replace }, language);
}

/** A word or text at an offset of the query text, as it is hovered over. */
export type NamedWord =
  | { readonly kind: 'word'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'value';
      readonly field: string | undefined;
      readonly text: string;
      readonly span: Span;
    };

/** Undefined for signs, comments and the sources of an ES|QL query. */
export function wordAt(
  text: string,
  offset: number,
  language: WordLanguage,
): NamedWord | undefined {
  const tokens = tokensOf(text);
  const found = tokens.find(
    ({ kind, start, end }) =>
      (kind === 'word' || kind === 'text') && start <= offset && offset <= end,
  );
  if (!found) return undefined;
  const before = tokens.filter(({ kind, end }) => kind !== 'comment' && end <= found.start);
  if (language === 'esql' && isInSources(before)) return undefined;
  const span = spanOf(found.start, found.end);
  if (found.kind === 'word') return { kind: 'word', name: unquoted(found.text), span };
  return { kind: 'value', field: fieldOfValue(before), text: valueOf(found.text), span };
}

/** A name in backticks without them. */
function unquoted(name: string): string {
  return name.replace(/^`(.*)`$/s, '$1');
}

/** The text between quotes; three of them take no escapes. */
function valueOf(written: string): string {
  if (written.startsWith('"""')) return written.replace(/^"""|"""$/g, '');
  return written.replace(/^["']|["']$/g, '').replace(/\\([\\"'])/g, '$1');
}

/** Typing at the offset goes on with the token. */
function goesOn({ kind, text, end }: Token, offset: number): boolean {
  if (kind === 'sign') return false;
  if (kind === 'word' || (kind === 'comment' && text.startsWith('//'))) return true;
  return offset < end || !isClosed(kind, text);
}

function isClosed(kind: TokenKind, text: string): boolean {
  if (kind === 'comment') return text.endsWith('*/');
  const quote = text.startsWith('"""') ? '"""' : text.charAt(0);
  return text.length >= 2 * quote.length && text.endsWith(quote);
}

/** Behind `from` and in front of `metadata` and the first command. */
function isInSources(before: readonly Token[]): boolean {
  const [first, ...others] = before;
  if (first?.text.toLowerCase() !== 'from') return false;
  return !others.some(({ text }) => text === '|' || text.toLowerCase() === 'metadata');
}

function inSources(text: string, offset: number): WordPlace {
  const prefix = /[^\s,"]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const rest = /^[^\s,"|]*/.exec(text.slice(offset))?.[0] ?? '';
  const replace = spanOf(offset - prefix.length, offset + rest.length);
  return { kind: 'source', prefix, replace };
}

function inText({ text, start, end }: Token, offset: number, before: readonly Token[]): WordPlace {
  const field = fieldOfValue(before);
  if (field === undefined) return { kind: 'none' };
  const quote = text.startsWith('"""') ? 3 : 1;
  if (offset < start + quote) return { kind: 'none' };
  // What is not closed yet takes the rest of its line in.
  const typedOn = /^[^\s"',)\]]*/.exec(text.slice(offset - start))?.[0].length ?? 0;
  const inner = spanOf(start + quote, isClosed('text', text) ? end - quote : offset + typedOn);
  const prefix = text.slice(quote, offset - start);
  return { kind: 'value', field, isQuoted: true, prefix, replace: inner };
}

function betweenWords(before: readonly Token[], typed: Typed, language: WordLanguage): WordPlace {
  const last = before.at(-1);
  const text = last?.text.toLowerCase() ?? '';
  if (last === undefined || text === '[') return { kind: 'start', ...typed };
  if (text === '|') return language === 'esql' ? { kind: 'start', ...typed } : { kind: 'none' };
  const field = fieldOfValue(before);
  if (field !== undefined && !/^(?:in~?)$/.test(text))
    return { kind: 'value', field, isQuoted: false, ...typed };
  if (text === 'metadata') return { kind: 'metadata', ...typed };
  if (openers.has(text)) return { kind: 'field', ...typed };
  if (last.kind === 'text' || text === ')' || isLiteral(text)) return { kind: 'join', ...typed };
  const isName = last.kind === 'word' && (text.includes('.') || !comparisons.has(text));
  if (isName && language === 'eql' && isShared(before)) return { kind: 'shared', ...typed };
  return { kind: isName ? 'operator' : 'none', ...typed };
}

/** The last field stands in the list behind `by`. */
function isShared(before: readonly Token[]): boolean {
  const head = before.findLast(({ kind, text }) =>
    kind !== 'word' || text.toLowerCase() === 'by' ? !/^[,?]$/.test(text) : false,
  );
  return head?.text.toLowerCase() === 'by';
}

function isLiteral(word: string): boolean {
  return /^(?:\d[\w.]*|true|false|null)$/.test(word);
}

/** The field with whose values a place is compared, alone or in a list: `a.b == `, `a.b in ("x", `. */
function fieldOfValue(before: readonly Token[]): string | undefined {
  let at = before.length - 1;
  const text = (index: number): string => before[index]?.text.toLowerCase() ?? '';
  if (text(at) === '(' || text(at) === ',') {
    while (at >= 0 && text(at) !== '(') {
      if (before[at]?.kind !== 'text' && text(at) !== ',' && !isLiteral(text(at))) return undefined;
      at--;
    }
    at--;
  }
  if (!comparisons.has(text(at))) return undefined;
  const name = text(at - 1) === 'not' ? before[at - 2] : before[at - 1];
  return name?.kind === 'word' ? unquoted(name.text) : undefined;
}
