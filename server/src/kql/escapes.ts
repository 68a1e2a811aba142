// Reads the escapes of KQL terms, and writes them back.

/** An unquoted term, decoded and trimmed: the pieces between its wildcards (one piece: no wildcard). */
export function decodeUnquoted(raw: string): readonly string[] {
  if (!/[\\*]/.test(raw)) return [raw.trim()];
  const parts: string[] = [];
  let part = '';
  for (const piece of raw.match(unquotedPiece) ?? []) {
    if (piece === '*') {
      parts.push(parts.length === 0 ? part.trimStart() : part);
      part = '';
    } else {
      part += decodePiece(piece);
    }
  }
  return parts.length === 0 ? [part.trim()] : [...parts, part.trimEnd()];
}

const unquotedPiece = /\\u[0-9a-fA-F]{4}|\\[^]|\*|[^\\*]+/g;

const controls: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };

/** `\or`, `\and`, `\NOT` and escaped punctuation are just what follows the backslash. */
function decodePiece(piece: string): string {
  if (!piece.startsWith('\\')) return piece;
  if (piece.length === 6) return String.fromCharCode(parseInt(piece.slice(2), 16));
  return controls[piece.charAt(1)] ?? piece.charAt(1);
}

/** A quoted term with its quotes. A backslash before any other character stays. */
export function decodePhrase(raw: string): string {
  const inner = raw.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u[0-9a-fA-F]{4}|[^])/g, (piece) =>
    /^\\(?:[trn\\"]|u.{4})$/.test(piece) ? decodePiece(piece) : piece,
  );
}

/** Unquoted text that reads back as these pieces around wildcards. The empty text is a tab, which is trimmed away. */
export function encodeUnquoted(parts: readonly string[]): string {
  const raw = parts.map(escapeMarks).join('*');
  return raw === '' ? '\\t' : raw.replace(wordOrEscape, escapeWord);
}

/** A quoted term. */
export function encodePhrase(value: string): string {
  return `"${value.replace(/[\\"\t\r\n]/g, escapeMark)}"`;
}

function escapeMarks(part: string): string {
  return part.replace(/[\\():<>"*{}\t\r\n]/g, escapeMark);
}

const controlNames: Readonly<Record<string, string>> = { '\t': 't', '\r': 'r', '\n': 'n' };

function escapeMark(mark: string): string {
  return `\\${controlNames[mark] ?? mark}`;
}

/** Escapes (to step over them), and what would be read as an operator between blanks or before one. */
const wordOrEscape = /\\[^]|(?<![^ \xa0])(?:and|or)(?![^ \xa0])|not(?![^ \xa0])/gi;

/** `\not` would be a line feed and "ot", so a small n is spelled as its number. */
function escapeWord(word: string): string {
  if (word.startsWith('\\')) return word;
  return word.startsWith('n') ? `\\u006e${word.slice(1)}` : `\\${word}`;
}
