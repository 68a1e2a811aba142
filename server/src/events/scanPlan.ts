// What a scan of a sample has to find: which lines may matter, and which values of them.
import { pathTrie } from './kernel/pathTrie';
import type { PathTrie } from './kernel/pathTrie';

export interface ScanPlan {
  /** Dotted paths of all values that will be asked for; undefined: whole documents are needed. */
  readonly paths: readonly string[] | undefined;
  /** Of the paths those that hold times. */
  readonly times?: readonly string[];
  /** Texts of which every line that matters holds one (or may spell one by an escape); undefined: every line matters. */
  readonly needles: readonly string[] | undefined;
}

/** The paths of a plan as the kernel can look for them; undefined where whole documents must be parsed. */
export function scanTrie({ paths, times }: ScanPlan): PathTrie | undefined {
  return paths && pathTrie(paths, times);
}

/** Needles found on more than this share of lines do not pay. */
const commonShare = 0.7;

/**
 * Of several sets of needles, each sound alone, the one that the head of the sample holds least of; undefined where none
 * is rare.
 */
export function chooseNeedles(
  sets: readonly (readonly string[])[],
  head: Buffer,
): readonly string[] | undefined {
  const lines = Math.max(1, countLines(head, ''));
  let best: readonly string[] | undefined;
  let fewest = commonShare * lines;
  for (const set of sets) {
    const found = set.reduce((sum, needle) => sum + countLines(head, needle), 0);
    if (found < fewest || (found === fewest && best && isSharper(set, best)))
      [best, fewest] = [set, found];
  }
  return best;
}

/** Fewer, then longer needles. */
function isSharper(a: readonly string[], b: readonly string[]): boolean {
  return a.length < b.length || (a.length === b.length && a.join('').length > b.join('').length);
}

/** Lines that hold the text. */
function countLines(head: Buffer, text: string): number {
  let found = 0;
  for (let at = head.indexOf(text); at >= 0 && at < head.length;) {
    found++;
    const lineEnd = head.indexOf(10, at);
    if (lineEnd < 0) break;
    at = head.indexOf(text, lineEnd + 1);
  }
  return found;
}
