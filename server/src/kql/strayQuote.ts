// Finds the line of a broken query that has one quote too few or too many.
import type { Span } from '../text/span';

/**
 * Values seldom reach over a line end. From a quote without its partner on, texts and what stands between them change
 * places, so every later mistake is one of the same. Undefined where every line has its quotes in pairs, and where no
 * quote follows: then nothing is turned around.
 */
export function strayQuoteLine(text: string): Span | undefined {
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(start, end);
    if (countQuotes(line) % 2 === 1) {
      if (!text.includes('"', end)) return undefined;
      const indent = line.length - line.trimStart().length;
      return { start: start + indent, end: start + line.trimEnd().length };
    }
    start = end + 1;
  }
  return undefined;
}

function countQuotes(line: string): number {
  return line.replace(/\\./g, '').split('"').length - 1;
}
