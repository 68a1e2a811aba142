// Which executions see what, and the walk through them: empty stretches cost nothing, however long they are.
import type { Executions } from './executions';
import { alwaysThere } from './eventTime';
import { firstAtLeast, forwardParts, ownTime } from './executions';
import type { Match } from './match';
import type { RuleSettings } from './ruleSettings';

/** Something that the executions `first <= k < end` see. */
export interface Stay {
  readonly first: number;
  readonly end: number;
}

export interface MatchStay<T extends Timed> extends Stay {
  readonly item: T;
}

export interface Timed {
  readonly match: Match;
}

/** The executions that find an item in their rule window; several rows of them only where windows go back. */
export function windowStays<T extends Timed>(
  items: readonly T[],
  executions: Executions,
  { from, to }: RuleSettings,
): readonly MatchStay<T>[] {
  return forwardParts(executions, [from, to]).flatMap((part) =>
    items.flatMap((item) => {
      const { time, arrives } = item.match;
      const found = arrives === alwaysThere ? 0 : firstAtLeast(part, ownTime, arrives);
      const first = part.start + Math.max(found, firstAtLeast(part, to, time));
      const end = part.start + firstAtLeast(part, from, time + 1);
      return first < end ? [{ item, first, end }] : [];
    }),
  );
}

/**
 * Visits the executions that see something: `seen` is what entered, behind what the visit before gave back and is still
 * seen. An execution with nothing of either is passed over.
 */
export function walkStays<T extends Stay>(
  stays: readonly T[],
  visit: (k: number, seen: readonly T[]) => readonly T[],
): void {
  const queue = [...stays].sort((a, b) => a.first - b.first);
  let kept: readonly T[] = [];
  let next = 0;
  let last = -1;
  for (;;) {
    const k = kept.length > 0 ? last + 1 : queue[next]?.first;
    if (k === undefined) return;
    const entered: T[] = [];
    for (let head = queue[next]; head && head.first <= k; head = queue[++next]) entered.push(head);
    kept = visit(k, [...kept, ...entered]).filter(({ end }) => end > k + 1);
    last = k;
  }
}
