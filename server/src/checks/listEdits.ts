// Edits of TOML lists.
import type { TextEdit } from '../text/problem';
import type { TomlArray } from '../toml/ast';

/** Takes an item out together with the comma beside it. */
export function removeItem({ items }: TomlArray, index: number): TextEdit {
  const [previous, own, next] = [items[index - 1], items[index], items[index + 1]];
  const span = own?.span ?? { start: 0, end: 0 };
  if (previous) return { span: { start: previous.span.end, end: span.end }, text: '' };
  return { span: { start: span.start, end: next?.span.start ?? span.end }, text: '' };
}
