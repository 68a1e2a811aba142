// Edits of whole lines. Line breaks are written `\n`: `runChecks` gives fixes the kind that their file has.
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';

/** Takes a span out; with it its line where nothing else stands there. */
export function removeLines(text: string, { start, end }: Span): TextEdit {
  const lineStart = startOfLine(text, start);
  const lineEnd = endOfLine(text, end);
  const isAlone =
    isBlank(text.slice(lineStart, start)) && isBlank(text.slice(end, lineEnd).replace(/\r$/, ''));
  if (!isAlone) return { span: { start, end }, text: '' };
  return { span: { start: lineStart, end: Math.min(lineEnd + 1, text.length) }, text: '' };
}

/** Puts a line directly below a span. */
export function insertLineBelow(text: string, { end }: Span, line: string): TextEdit {
  const lineEnd = endOfLine(text, end);
  const at = lineEnd > 0 && text.charAt(lineEnd - 1) === '\r' ? lineEnd - 1 : lineEnd;
  return { span: { start: at, end: at }, text: `\n${line}` };
}

/** The blanks in front of an offset that begin its line; undefined where something else does. */
export function indentBefore(text: string, offset: number): string | undefined {
  const indent = text.slice(startOfLine(text, offset), offset);
  return isBlank(indent) ? indent : undefined;
}

/** Behind a byte order mark, which belongs to the file and to no line. */
function startOfLine(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return text.charAt(start) === '\uFEFF' ? start + 1 : start;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function isBlank(text: string): boolean {
  return /^[ \t]*$/.test(text);
}
