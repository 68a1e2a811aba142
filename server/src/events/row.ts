// An event as a run meets it: read value by value, and only where somebody asks.
import type { Event } from './event';

/** An event under the cursor of a scan: good until the next one comes. Paths go by their place in the scan's list. */
export interface Row extends Event {
  /** `source` holds the values at the paths alone. */
  readonly isExtract: boolean;
  /**
   * A small positive number that rows of the same `Terms` share only if they have equal values at the paths (at least
   * one); 0 where there is none.
   */
  key(paths: readonly number[]): number;
  /**
   * Epoch milliseconds of the one value at a path of times; undefined where the path has no value, NaN where only the
   * source can tell.
   */
  instant(path: number): number | undefined;
}

/** The place of a hit's `_index` among the paths. */
export const indexPath = -1;

/** An event that was read as a whole. */
export function wholeRow({ file, line, offset, id, index, source }: Event): Row {
  const rest = { isExtract: false, key: () => 0, instant: () => NaN };
  return { file, line, offset, id, index, source, ...rest };
}

/** The event of a row, to be kept. */
export function eventOf({ file, line, offset, id, index, source }: Row): Event {
  return { file, line, offset, id, index, source };
}

/**
 * A function of the values at some paths that computes once for each combination of values. `compute` looks at nothing
 * but these values, or, where `paths` is undefined, at whole documents.
 */
export function rowMemo<T>(
  paths: readonly number[] | undefined,
  compute: (row: Row) => T,
): (row: Row) => T {
  if (!paths) return compute;
  const known = keyMemo<T>();
  // What looks at no value gives one result.
  const keyOf = paths.length === 0 ? () => 1 : (row: Row) => row.key(paths);
  return (row) => {
    const key = keyOf(row);
    const place = known.place(key);
    return place > 0 ? known.at(place) : known.add(key, compute(row));
  };
}

/** Results by the key of a row. */
export interface KeyMemo<T> {
  /** Where the result of a key is kept; 0: nowhere yet. */
  place(key: number): number;
  at(place: number): T;
  /** Gives the result back; it is not kept for key 0. */
  add(key: number, result: T): T;
}

export function keyMemo<T>(): KeyMemo<T> {
  let places = new Int32Array(1024);
  const results: T[] = [];
  return {
    place: (key) => places[key] ?? 0,
    at: (place) => results[place - 1] as T,
    add(key, result) {
      if (key === 0) return result;
      if (key >= places.length) places = enlarged(places, key);
      places[key] = results.push(result);
      return result;
    },
  };
}

function enlarged(places: Int32Array<ArrayBuffer>, key: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(key + 1, 2 * places.length));
  larger.set(places);
  return larger;
}
