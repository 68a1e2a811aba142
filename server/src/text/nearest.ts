// "Did you mean": the known word that is closest to a mistyped one.

/**
 * The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; case counts half), if it
 * is near enough to be a likely typo: by default a third of the word's length, at least 1. Ties go to the earlier
 * candidate.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  let best: string | undefined;
  let bestDistance = limit + 0.25;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Up to `limit` candidates nearest to a word, best first; a candidate is near if half of the word would do. */
export function nearestOf(
  word: string,
  candidates: Iterable<string>,
  limit: number,
): readonly string[] {
  const most = Math.max(1, Math.floor(word.length / 2));
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance = editDistance(word, candidate, most);
    if (distance <= most) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

/**
 * Optimal string alignment distance; a change of case alone costs 0.5. A distance above the limit may come as Infinity,
 * which is found sooner.
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  const width = b.length + 1;
  // Further from the diagonal than that, insertions alone cost more than the limit.
  const band = Math.min(Math.floor(limit), a.length + width);
  if (rows[0].length <= width) rows = newRows(2 * width);
  let [beforePrevious, previous, current] = rows;
  for (let j = 0; j <= width; j++) previous[j] = j;
  let previousLeast = 0;
  for (let i = 1; i <= a.length; i++) {
    const x = a.charCodeAt(i - 1);
    const from = Math.max(1, i - band);
    const to = Math.min(b.length, i + band);
    let cost = from > 1 ? Infinity : i;
    let least = cost;
    current[from - 1] = cost;
    for (let j = from; j <= to; j++) {
      const y = b.charCodeAt(j - 1);
      const replaced = (previous[j - 1] ?? 0) + (x === y ? 0 : replaceCost(x, y));
      cost = Math.min((previous[j] ?? 0) + 1, cost + 1, replaced);
      if (i > 1 && j > 1 && x === b.charCodeAt(j - 2) && y === a.charCodeAt(i - 2))
        cost = Math.min(cost, (beforePrevious[j - 2] ?? 0) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    current[to + 1] = Infinity;
    // A swap leads over one row.
    if (least > limit && previousLeast > limit) return Infinity;
    previousLeast = least;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[b.length] ?? 0;
}

type Rows = readonly [Float64Array, Float64Array, Float64Array];

function newRows(length: number): Rows {
  return [new Float64Array(length), new Float64Array(length), new Float64Array(length)];
}

/** Thousands of words are compared one after the other: they share the memory. Every cell is written before it is read. */
let rows = newRows(64);

/** Of two different UTF-16 units. */
function replaceCost(x: number, y: number): number {
  if (x < 128 && y < 128) return (x ^ y) === 32 && (x | 32) >= 97 && (x | 32) <= 122 ? 0.5 : 1;
  return String.fromCharCode(x).toLowerCase() === String.fromCharCode(y).toLowerCase() ? 0.5 : 1;
}
