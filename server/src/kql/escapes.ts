// Reads the escapes of KQL terms, and writes them back.

/** An unquoted term, decoded and trimmed: the pieces between its wildcards (one piece: no wildcard). */
export function decodeUnquoted(raw: string): readonly string[] {
  if (!/[\\*]/.test(raw)) return [raw.trim()];
  const parts = [''];
  for (const piece of raw.match(unquotedPiece) ?? []) {
    if (piece === '*') parts.push('');
    else parts[parts.length - 1] += decodePiece(piece);
  }
  const last = parts.length - 1;
  if (last === 0) return [(parts[0] ?? '').trim()];
  return parts.map((part, i) => (i === 0 ? part.trimStart() : i === last ? part.trimEnd() : part));
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
