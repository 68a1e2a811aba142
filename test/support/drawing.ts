// Drawn sources: `<|>` marks the cursor; a line of carets, severity and code under a source line marks a problem.
import type { Problem } from '../../server/src/text/problem';
import { lineStarts, positionAt } from '../../server/src/text/lineIndex';

const cursorMark = '<|>';
const annotation = /^\s*\^+ (?:error|warning|information|hint) [a-z-]+$/;

/** A text and the offset of its one cursor mark. Throws where the mark is absent or not alone. */
export function readCursor(source: string): { readonly text: string; readonly offset: number } {
  const parts = source.split(cursorMark);
  if (parts.length !== 2)
    throw new Error(`a source has one ${cursorMark}, not ${parts.length - 1}`);
  return { text: parts.join(''), offset: parts[0]?.length ?? 0 };
}

/** The source without its annotation lines. */
export function eraseProblems(source: string): string {
  return source
    .split('\n')
    .filter((line) => !annotation.test(line))
    .join('\n');
}

/**
 * Draws problems into a text. Of a problem over several lines the part on the first line is drawn; an empty one, or one
 * at the end of a line, gets one caret. To compare with a drawn source, so that a difference reads as a drawing.
 */
export function drawProblems(text: string, problems: readonly Problem[]): string {
  const starts = lineStarts(text);
  const lines = text.split('\n');
  return lines.flatMap((line, index) => [line, ...annotationsOf(line, index)]).join('\n');

  function annotationsOf(line: string, index: number): readonly string[] {
    return problems.flatMap(({ span, severity, code }) => {
      const start = positionAt(starts, span.start);
      if (start.line !== index) return [];
      const end = Math.min(span.end - (starts[index] ?? 0), line.length);
      const carets = '^'.repeat(Math.max(1, end - start.character));
      return [`${' '.repeat(start.character)}${carets} ${severity} ${code}`];
    });
  }
}
