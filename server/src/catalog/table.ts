// Fast access to the bundled tables: TSV with a header line, found by their first column, cells cut on demand.

/** Calls back with the first cell and the line of every row. The header is left out. */
export function forEachRow(text: string, visit: (first: string, line: string) => void): void {
  // A plain scan: the tables have thousands of rows, and the first lookup of a session pays for it.
  let from = text.indexOf('\n') + 1;
  while (from < text.length) {
    let end = text.indexOf('\n', from);
    if (end < 0) end = text.length;
    const line = text.slice(from, end);
    const tab = line.indexOf('\t');
    if (line !== '') visit(tab < 0 ? line : line.slice(0, tab), line);
    from = end + 1;
  }
}

/** Lines of a table by the text of their first cell, in file order. */
export function indexTable(text: string): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  forEachRow(text, (first, line) => index.set(first, line));
  return index;
}

/** Lines of a table in file order. */
export function tableLines(text: string): readonly string[] {
  const lines: string[] = [];
  forEachRow(text, (_, line) => lines.push(line));
  return lines;
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
