// Fast access to the bundled tables: TSV with a header line, found by their first column, cells cut on demand.

/** Lines of a table by the text of their first column, in file order. The header is left out. */
export function indexTable(text: string): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const line of tableLines(text)) index.set(firstCell(line), line);
  return index;
}

/** Lines of a table without its header. */
export function tableLines(text: string): readonly string[] {
  return text.split('\n').filter((line, i) => i > 0 && line !== '');
}

/** The n-th cell (from 0) of a line; empty where the line is shorter. */
export function cell(line: string, n: number): string {
  let from = 0;
  for (let i = 0; i < n; i++) {
    const tab = line.indexOf('\t', from);
    if (tab < 0) return '';
    from = tab + 1;
  }
  const end = line.indexOf('\t', from);
  return end < 0 ? line.slice(from) : line.slice(from, end);
}

/** A comma-separated cell as a list; an empty cell is the empty list. */
export function listCell(line: string, n: number): readonly string[] {
  const text = cell(line, n);
  return text === '' ? [] : text.split(',');
}

/** A value made on first use and kept. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function firstCell(line: string): string {
  const tab = line.indexOf('\t');
  return tab < 0 ? line : line.slice(0, tab);
}
