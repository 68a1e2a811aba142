// Runs a parser over mutated texts and remembers the slowest; what fails is reported so that it can be run again.
import { mutate, pick, seededRandom } from './mutate';
import type { MutationSource } from './mutate';

export interface FuzzTarget {
  readonly name: string;
  readonly source: MutationSource;
  /** What is timed. Must not throw. */
  readonly parse: (text: string) => unknown;
  /** Throws if the last result of `parse` breaks a rule; not timed. */
  readonly check?: (text: string) => void;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly worst: FuzzInput | undefined;
}

export interface FuzzInput {
  /** Position in the run: the same seed gives the same text at the same position. */
  readonly at: number;
  readonly text: string;
  readonly milliseconds: number;
}

export interface FuzzOptions {
  readonly count: number;
  readonly seed: number;
  /** Milliseconds from some start. */
  readonly clock: () => number;
}

/** Parses `count` mutated texts. Throws at the first that throws, with the text in the message. */
export function fuzz(target: FuzzTarget, { count, seed, clock }: FuzzOptions): FuzzResult {
  const random = seededRandom(seed);
  let worst: FuzzInput | undefined;
  for (let at = 0; at < count; at++) {
    const text = mutate(pick(random, target.source.texts), random, target.source);
    try {
      const start = clock();
      target.parse(text);
      const milliseconds = clock() - start;
      if (worst === undefined || milliseconds > worst.milliseconds)
        worst = { at, text, milliseconds };
      target.check?.(text);
    } catch (error) {
      const input = JSON.stringify(text);
      throw new Error(`${target.name}, seed ${seed}, input ${at}: ${input}`, { cause: error });
    }
  }
  return { inputs: count, worst };
}
