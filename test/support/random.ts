// Seeded random choices for property tests: the same seed gives the same run.

export interface Random {
  /** An integer in `0..limit - 1`. */
  below(limit: number): number;
  /** One of the items; there must be at least one. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** True once in `n` times. */
  oneIn(n: number): boolean;
}

/** Mulberry32: small, and good enough to choose test inputs. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    oneIn: (n) => below(n) === 0,
  };
}
