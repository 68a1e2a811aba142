// Which row a key of the keyboard leads to.

const pageSize = 10;

/** The next position among `count` rows, from the one at `at`; undefined for keys that do not move. */
export function nextRow(key: string, at: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + pageSize, last);
    case 'PageUp':
      return Math.max(at - pageSize, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case ' ':
      return at;
    default:
      return undefined;
  }
}
