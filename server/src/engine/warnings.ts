// Collects a run's warnings; what repeats with every line is listed a few times and then counted.
import type { SkippedLine } from '../events/event';
import type { RunWarning } from './runResult';

export interface Warnings {
  add(warning: RunWarning): void;
  /** A warning about one line of a sample; from the 101st of a code on they are only counted. */
  addLine(code: string, place: SkippedLine): void;
  /** All, in the order they came; counts of what was left out follow their code. */
  list(): readonly RunWarning[];
}

/** Enough to see a pattern, few enough to read. */
const lineLimit = 100;

export function collectWarnings(): Warnings {
  const byCode = new Map<string, { readonly shown: RunWarning[]; count: number }>();
  const entry = (code: string): { readonly shown: RunWarning[]; count: number } => {
    const found = byCode.get(code) ?? { shown: [], count: 0 };
    byCode.set(code, found);
    return found;
  };
  return {
    add: (warning) => entry(warning.code).shown.push(warning),
    addLine(code, { file, line, message }) {
      const found = entry(code);
      if (found.count++ < lineLimit) found.shown.push({ code, message, file, line });
    },
    list: () =>
      [...byCode].flatMap(([code, { shown, count }]) => {
        const more = count - lineLimit;
        const message = `and ${more} more like these (${count} in all)`;
        return more > 0 ? [...shown, { code, message }] : shown;
      }),
  };
}
