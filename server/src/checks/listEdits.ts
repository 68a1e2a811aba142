// Edits of what commas separate: items of TOML lists, and pairs of inline tables. Comments stay.
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';
import type { TomlArray } from '../toml/ast';
import { indentBefore, insertLineBelow, removeLines } from './lines';

interface Spanned {
  readonly span: Span;
}

/** Takes items out together with a comma each. */
export function removeItems(
  text: string,
  items: readonly Spanned[],
  isMeant: (index: number) => boolean,
): readonly TextEdit[] {
  let isKeptBefore = false;
  return items.flatMap(({ span: own }, index) => {
    if (!isMeant(index)) {
      isKeptBefore = true;
      return [];
    }
    const [previous, next] = [items[index - 1]?.span, items[index + 1]?.span];
    // From the item before, or else up to the next one, unless a comment stands there.
    if (isKeptBefore && previous && !text.slice(previous.end, own.start).includes('#'))
      return [{ span: { start: previous.end, end: own.end }, text: '' }];
    if (!isKeptBefore && next && !text.slice(own.end, next.start).includes('#'))
      return [{ span: { start: own.start, end: next.start }, text: '' }];
    return removeWithComma(text, own);
  });
}

export function removeItem(text: string, { items }: TomlArray, index: number): readonly TextEdit[] {
  return removeItems(text, items, (other) => other === index);
}

/** The item and the comma behind it, if there is one. */
function removeWithComma(text: string, { start, end }: Span): readonly TextEdit[] {
  const [gap = ''] = /^(?:\s|#.*)*/.exec(text.slice(end)) ?? [];
  const comma = end + gap.length;
  if (text.charAt(comma) !== ',') return [removeLines(text, { start, end })];
  if (gap.includes('#'))
    return [
      { span: { start, end }, text: '' },
      { span: { start: comma, end: comma + 1 }, text: '' },
    ];
  const [blanks = ''] = /^[ \t]*(?=#)/.exec(text.slice(comma + 1)) ?? [];
  return [removeLines(text, { start, end: comma + 1 + blanks.length })];
}

/** Puts items, as they are written in TOML, at the end of a closed list: in lines of their own where the last one has. */
export function appendItems(
  text: string,
  { items, span }: TomlArray,
  written: readonly string[],
): readonly TextEdit[] {
  const last = items.at(-1)?.span;
  if (!last) return [insertion(span.end - 1, written.join(', '))];
  const indent = indentBefore(text, last.start);
  restOfLine.lastIndex = last.end;
  const rest = restOfLine.exec(text);
  if (indent === undefined || !rest) {
    const separator = indent === undefined ? ', ' : `,\n${indent}`;
    return [insertion(last.end, written.map((item) => separator + item).join(''))];
  }
  // What stands behind the last item, in its line, is about it.
  const hasComma = rest[1] !== undefined;
  const lines = written.map((item) => indent + item).join(',\n') + (hasComma ? ',' : '');
  const below = insertLineBelow(text, last, lines);
  return hasComma ? [below] : [insertion(last.end, ','), below];
}

/** Behind an item nothing stands but its comma and a comment. */
const restOfLine = /([ \t]*,)?[ \t]*(?:#.*)?\r?$/my;

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
