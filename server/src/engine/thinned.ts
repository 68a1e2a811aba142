// Keeps an even selection of a long row of numbers in little memory.

const limit = 5000;

/** At most 5,000 of the numbers added: every one, or every second, fourth... in the order they came. */
export function thinned(): { add(value: number): void; list(): readonly number[] } {
  let kept: number[] = [];
  let step = 1;
  let count = 0;
  return {
    add(value) {
      if (count++ % step !== 0) return;
      if (kept.length === limit) {
        kept = kept.filter((_, i) => i % 2 === 0);
        step *= 2;
        if ((count - 1) % step !== 0) return;
      }
      kept.push(value);
    },
    list: () => [...kept].sort((a, b) => a - b),
  };
}
