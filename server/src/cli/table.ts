// A table for the terminal: columns as wide as they need, long cells cut.

const widest = 60;

/** The place in a file; where a cell is too narrow, the front of the path is left out and not the line. */
export function placeText({
  file,
  line,
}: {
  readonly file: string;
  readonly line: number;
}): string {
  const text = `${file}:${line}`;
  return text.length > widest ? `...${text.slice(3 - widest)}` : text;
}

/** Header, a rule, and a line per row. Control characters are shown as escapes, so no event can steer the terminal. */
export function tableText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(clean));
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const ruler = widths.map((width) => '-'.repeat(width)).join('  ');
  const [first = [], ...others] = cells;
  return [line(first), ruler, ...others.map(line), ''].join('\n');
}

function clean(text: string): string {
  const shown = text.replace(
    // eslint-disable-next-line no-control-regex -- these are what must not reach the terminal
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > widest ? `${shown.slice(0, widest - 3)}...` : shown;
}
