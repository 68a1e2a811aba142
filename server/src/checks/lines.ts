// Edits of whole lines.
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';

/** Takes a span out; with it its line where nothing else stands there. */
export function removeLines(text: string, { start, end }: Span): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const isAlone =
    text.slice(lineStart, start).trim() === '' &&
    text.slice(end, lineEnd < 0 ? text.length : lineEnd).trim() === '';
  if (!isAlone) return { span: { start, end }, text: '' };
  return { span: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, text: '' };
}

/** Puts a line directly below a span, in the file's own kind of line end. */
export function insertLineBelow(text: string, { end }: Span, line: string): TextEdit {
  const lineEnd = text.indexOf('\n', end);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const at =
    lineEnd < 0
      ? text.length
      : lineEnd > 0 && text.charAt(lineEnd - 1) === '\r'
        ? lineEnd - 1
        : lineEnd;
  return { span: { start: at, end: at }, text: eol + line };
}
