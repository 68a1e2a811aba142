// Applies edits to a text.
import type { TextEdit } from './problem';

/** The text after edits that do not overlap; in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let edited = '';
  let at = 0;
  for (const { span, text: replacement } of sorted(edits)) {
    edited += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return edited + text.slice(at);
}

/** Groups of edits that touch none of the groups taken before them: what can be applied in one go. */
export function compatible(groups: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const group of groups) {
    const isFree = group.every((edit) => !taken.some((other) => touch(edit, other)));
    if (isFree) taken.push(...group);
  }
  return sorted(taken);
}

/** The one edit that leads from a text to another: what both begin and end with is left alone. */
export function differenceEdit(before: string, after: string): TextEdit {
  const limit = Math.min(before.length, after.length);
  let start = 0;
  while (start < limit && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < limit - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return {
    span: { start, end: before.length - end },
    text: after.slice(start, after.length - end),
  };
}

/** How the lines of the text end: with CRLF as soon as one does. */
export function lineEndOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The edits with the line ends of the text that they are for. */
export function withLineEnds(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (!text.includes('\r\n')) return edits;
  return edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') }));
}

function sorted(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Also edits side by side: each was made without knowing of the other. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}
