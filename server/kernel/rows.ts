// AssemblyScript: from a block of whole lines to rows: the lines that may matter, each with its wanted values.
import { findLine, firstLineBreak, foundLine, lineBreaks, passLine } from './scan';
import { read } from './shapes';
import { documentEnd, FULL, isHitDocument } from './walk';

/** Layout of a row's head: i32 line start, line end, line breaks before it, verdict of `walk`, 1 for a hit, 0 for ASCII. */
const HEAD_SIZE: usize = 24;
const VALUE_SIZE: usize = 24;

/** Where `scanRows` left off: the end of the block, or earlier when the output was full. */
export let rowsResume: usize = 0;

/**
 * Rows of the lines in [from, end): of those that hold a needle where `filtered`, else of all. Writes heads, each
 * followed by its values, from `out` to `outEnd`; returns where they end. The range must consist of whole lines, with
 * 512 readable bytes behind it. A row that does not fit is left for the next call, and where it is the only one, its
 * verdict is FULL.
 */
export function scanRows(from: usize, end: usize, filtered: bool, out: usize, outEnd: usize): usize {
  const start = out;
  let at = from;
  while (at < end) {
    if (out + HEAD_SIZE > outEnd) break;
    if (filtered && !findLine(at, end)) {
      at = end;
      break;
    }
    const lineStart = filtered ? foundLine : at;
    const verdict = read(lineStart, out + HEAD_SIZE, outEnd);
    const lineEnd = verdict < 0 ? firstLineBreak(lineStart, end) : documentEnd;
    if (verdict == FULL && out != start) {
      // The line is found again by the next call.
      at = lineStart;
      break;
    }
    store<u32>(out, <u32>lineStart);
    store<u32>(out, <u32>lineEnd, 4);
    store<i32>(out, lineBreaks, 8);
    store<i32>(out, verdict, 12);
    store<i32>(out, isHitDocument, 16);
    store<i32>(out, hasHighByte(lineStart, lineEnd) ? 1 : 0, 20);
    out += HEAD_SIZE + <usize>max(verdict, 0) * VALUE_SIZE;
    at = lineEnd + 1;
    passLine();
  }
  rowsResume = at;
  return out;
}

/** Some byte of the line is no ASCII. May take bytes of the next line for its own, up to 63. */
function hasHighByte(from: usize, end: usize): bool {
  let bits = i8x16.splat(0);
  for (let at = from; at < end; at += 64) {
    const first = v128.or(v128.load(at), v128.load(at, 16));
    bits = v128.or(bits, v128.or(first, v128.or(v128.load(at, 32), v128.load(at, 48))));
  }
  return i8x16.bitmask(bits) != 0;
}
