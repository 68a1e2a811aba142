// Elasticsearch takes documents in UTF-8 alone; what is none must not be read as if it were.
import { isUtf8 } from 'node:buffer';

/** What stands for bytes that cannot be decoded; a text may also hold it itself. */
const replacement = '\ufffd';

/** One sentence about the first byte (counted from 1) that is no UTF-8; undefined for a text that is UTF-8. */
export function notUtf8(bytes: Buffer): string | undefined {
  if (isUtf8(bytes)) return undefined;
  const text = bytes.toString('utf8');
  let at = 0;
  for (let from = 0; ;) {
    const next = text.indexOf(replacement, from);
    at += Buffer.byteLength(text.slice(from, next));
    if (bytes.toString('utf8', at, at + 3) !== replacement || bytes[at + 1] !== 0xbf) break;
    at += 3;
    from = next + 1;
  }
  const found = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return `not UTF-8: byte ${at + 1} (hex ${found}) begins no character`;
}
