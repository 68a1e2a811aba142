// The cross product of lists: how Elasticsearch combines a document's values of several fields.

/** One of each list, the first list slowest; at most `limit`. Of no lists there is one empty combination. */
export function* combinations<T>(
  lists: readonly (readonly T[])[],
  limit: number,
): Generator<readonly T[]> {
  const [first, ...rest] = lists;
  if (first === undefined) {
    yield [];
    return;
  }
  let left = limit;
  for (const value of first)
    for (const others of combinations(rest, left)) {
      yield [value, ...others];
      if (--left === 0) return;
    }
}
