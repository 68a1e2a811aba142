// Sorts the strings of a TOML list and leaves out what stands twice; comments stay with what they are about.
import { removeItems } from '../checks/listEdits';
import type { TextEdit } from '../text/problem';
import type { TomlArray, TomlString } from '../toml/ast';

/** The edits; none where the list is in order, or where it cannot be told what a comment is about. */
export function sortedList(text: string, list: TomlArray): readonly TextEdit[] {
  const items = list.items.filter((item) => item.kind === 'string');
  if (!list.closed || items.length !== list.items.length || items.length < 2) return [];
  const places = inOrder(items);
  if (places.length === items.length && places.every((place, at) => place === at)) return [];
  return hasComments(text, list) ? sortLines(text, list, items) : sortInPlace(text, items, places);
}

/** Positions of the different items, in the order of their values. */
function inOrder(items: readonly TomlString[]): readonly number[] {
  const first = new Map<string, number>();
  for (const [at, { value }] of items.entries()) if (!first.has(value)) first.set(value, at);
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, at]) => at);
}

function hasComments(text: string, { items, span }: TomlArray): boolean {
  let at = span.start;
  for (const item of items) {
    if (text.slice(at, item.span.start).includes('#')) return true;
    at = item.span.end;
  }
  return text.slice(at, span.end).includes('#');
}

/** Each place of the list gets another item, and the last ones none. */
function sortInPlace(
  text: string,
  items: readonly TomlString[],
  places: readonly number[],
): readonly TextEdit[] {
  const written = items.map(({ span }) => text.slice(span.start, span.end));
  const changed = items.flatMap(({ span }, at): readonly TextEdit[] => {
    const other = written[places[at] ?? at] ?? '';
    return other === written[at] || at >= places.length ? [] : [{ span, text: other }];
  });
  return [...changed, ...removeItems(text, items, (at) => at >= places.length)];
}

/** The lines of one item. */
interface ItemLines {
  readonly value: string;
  /** Comments above it, each with its line break. */
  readonly above: string;
  /** Itself, with the blanks in front of it. */
  readonly line: string;
  /** Comment in its line, with the blanks in front of it. */
  readonly behind: string;
}

/** Items that have a line of their own move with the comments above them and behind them. */
function sortLines(
  text: string,
  list: TomlArray,
  items: readonly TomlString[],
): readonly TextEdit[] {
  const start = text.indexOf('\n', list.span.start) + 1;
  const lines: ItemLines[] = [];
  let [at, comma] = [start, ','];
  for (const { span, value } of items) {
    const lineStart = text.lastIndexOf('\n', span.start) + 1;
    const rest = /^[ \t]*(,?)([ \t]*(?:#[^\r\n]*)?)\r?(?:\n|$)/.exec(text.slice(span.end));
    const indent = text.slice(lineStart, span.start);
    if (lineStart < at || !rest || comma === '' || indent.trim() !== '') return [];
    const above = text.slice(at, lineStart);
    lines.push({ value, above, line: text.slice(lineStart, span.end), behind: rest[2] ?? '' });
    comma = rest[1] ?? '';
    at = span.end + rest[0].length;
  }
  const sorted = withoutRepetitions(lines).sort((a, b) => (a.value < b.value ? -1 : 1));
  const written = sorted.map(({ above, line, behind }, index) => {
    const end = index < sorted.length - 1 ? ',' : comma;
    return `${above}${line}${end}${behind}\n`;
  });
  return [{ span: { start, end: at }, text: written.join('') }];
}

/** Comments on what stands twice go above the first one. */
function withoutRepetitions(lines: readonly ItemLines[]): ItemLines[] {
  const first = new Map<string, ItemLines>();
  for (const line of lines) {
    const earlier = first.get(line.value);
    const behind = line.behind.trim();
    const indent = /^[ \t]*/.exec(line.line)?.[0] ?? '';
    const above = earlier && earlier.above + line.above + (behind && `${indent}${behind}\n`);
    first.set(line.value, earlier ? { ...earlier, above: above ?? '' } : line);
  }
  return [...first.values()];
}
