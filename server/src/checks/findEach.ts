// Asks the same question about many things: the one loop of all walks.
import type { Finding } from './check';

/** Most questions have this answer: it costs no memory. */
export const nothing: readonly Finding[] = [];

/** What `find` has to say about each of the items, in order; it is given the place in the list too. */
export function findEach<T>(
  items: readonly T[],
  find: (item: T, at: number) => readonly Finding[],
): readonly Finding[] {
  let all: Finding[] | undefined;
  // Lists alone, by their places: a loop over anything that can be walked takes twice as long.
  for (let at = 0; at < items.length; at++) {
    const found = find(items[at] as T, at);
    if (found.length > 0) (all ??= []).push(...found);
  }
  return all ?? nothing;
}

/** Both lists as one; mostly one of them is empty, and the other is passed on as it is. */
export function both(first: readonly Finding[], second: readonly Finding[]): readonly Finding[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}
