// Strict UTF-8: the text of a file, and where its bytes are no text.
import type { Problem } from '../text/problem';

export interface DecodedFile {
  /** A byte order mark stays in as U+FEFF; bytes that are not UTF-8 read as U+FFFD. */
  readonly text: string;
  readonly problem: Problem | undefined;
}

/** The text of the bytes; the problem (code `toml-encoding`) points to the first place that is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): DecodedFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, problem: undefined };
  } catch {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const valid = validLength(bytes);
    const start = decoder.decode(bytes.subarray(0, valid)).length;
    const byte = (bytes[valid] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const problem: Problem = {
      code: 'toml-encoding',
      message: `Expected UTF-8, found the byte 0x${byte} at byte offset ${valid}.`,
      severity: 'error',
      span: { start, end: start + 1 },
    };
    return { text: decoder.decode(bytes), problem };
  }
}

/** Number of bytes before the first that is no part of a UTF-8 character (Unicode 16, table 3-7). */
function validLength(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Length of the character that begins at the offset; 0 if none does. */
function characterLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
