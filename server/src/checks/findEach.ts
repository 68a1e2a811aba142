// Asks the same question about many things: the one loop of all walks.
import type { Finding } from './check';

/** Most questions have this answer: it costs no memory. */
export const nothing: readonly Finding[] = [];

/** What `find` has to say about each of the items, in order. */
export function findEach<T>(
  items: Iterable<T>,
  find: (item: T) => readonly Finding[],
): readonly Finding[] {
  let all: Finding[] | undefined;
  for (const item of items) {
    const found = find(item);
    if (found.length > 0) (all ??= []).push(...found);
  }
  return all ?? nothing;
}
