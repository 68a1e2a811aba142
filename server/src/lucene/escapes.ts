// Reads the escapes of Lucene terms: a backslash takes the next character as it is, `\u` and four digits is its number.
import type { LucenePatternPart } from './ast';

export function decodeEscapes(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex?: string, char?: string) =>
    hex === undefined ? (char ?? '') : String.fromCharCode(parseInt(hex, 16)),
  );
}

/** A word as a pattern: text and the unescaped `*` and `?` between. */
export function decodePattern(raw: string): readonly LucenePatternPart[] {
  return (raw.match(/[*?]|(?:\\[^]|[^*?\\])+/g) ?? []).map((piece) => {
    if (piece === '*') return { kind: 'many' };
    return piece === '?' ? { kind: 'one' } : { kind: 'text', text: decodeEscapes(piece) };
  });
}
