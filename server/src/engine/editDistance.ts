// How many edits are between two texts: Lucene's fuzzy search counts a swap of neighbours as one (optimal string
// alignment) and works on code points.

/** True if at most `most` insertions, deletions, replacements or swaps lead from one text to the other. */
export function isWithinEdits(a: string, b: string, most: number): boolean {
  if (a === b) return true;
  if (most === 0) return false;
  const from = Array.from(a);
  const to = Array.from(b);
  if (Math.abs(from.length - to.length) > most) return false;
  let before: readonly number[] = [];
  let last: readonly number[] = to.map((_, j) => j).concat(to.length);
  for (const [i, char] of from.entries()) {
    const row = [i + 1];
    for (const [j, other] of to.entries()) {
      const isSwap = i > 0 && j > 0 && char === to[j - 1] && from[i - 1] === other;
      const swap = isSwap ? (before[j - 1] ?? Infinity) + 1 : Infinity;
      const replace = (last[j] ?? Infinity) + (char === other ? 0 : 1);
      row.push(Math.min(swap, replace, (last[j + 1] ?? Infinity) + 1, (row[j] ?? Infinity) + 1));
    }
    if (Math.min(...row) > most) return false;
    before = last;
    last = row;
  }
  return (last[to.length] ?? Infinity) <= most;
}
