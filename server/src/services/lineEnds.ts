// Blanks at the ends of lines, and the line break at the end of the file.
import { lineEndOf } from '../text/edits';
import type { TextEdit } from '../text/problem';
import type { TomlDocument } from '../toml/ast';
import { opaqueSpans } from '../toml/comments';

/** Blanks before a line break or the end; the look behind lets each run of blanks be tried once. */
const trailing = /(?<![ \t])[ \t]+(?=\r?\n|$)/g;

/** What takes blanks at line ends away, except in strings, and ends the last line; the file is valid TOML. */
export function lineEndEdits(toml: TomlDocument): readonly TextEdit[] {
  const { text } = toml;
  const strings = opaqueSpans(toml);
  const edits: TextEdit[] = [];
  let next = 0;
  for (const { index: start, 0: blanks } of text.matchAll(trailing)) {
    while ((strings[next]?.end ?? Infinity) <= start) next++;
    if ((strings[next]?.start ?? Infinity) <= start) continue;
    edits.push({ span: { start, end: start + blanks.length }, text: '' });
  }
  if (text !== '' && !text.endsWith('\n'))
    edits.push({
      span: { start: text.length, end: text.length },
      text: lineEndOf(text),
    });
  return edits;
}
