// Names of fields for what is typed of one.
import { lowerNames } from './fieldCatalog';
import { commonRanking } from './fieldRanking';
import type { FieldRanking } from './fieldRanking';

export interface FieldChoice {
  /** Decides among those that fit equally well; without it the use by rules does. */
  readonly ranking?: FieldRanking;
  /** Fields that the catalogue may lack; they come behind what rules are known to use. */
  readonly others?: readonly string[];
}

/**
 * Fields for a half-typed name, best first: those that start with it, then those with a segment that does
 * (`SubjectU` finds `winlog.event_data.SubjectUserSid`), then those that contain it; case is ignored. An empty prefix
 * gives those that the ranking has first.
 */
export function completeFields(
  prefix: string,
  limit: number,
  { ranking = commonRanking, others = [] }: FieldChoice = {},
): readonly string[] {
  const wanted = prefix.toLowerCase();
  const ranked: Ranked[] = [];
  const add = (name: string, lower: string, latest: number): void => {
    const fit = fitOf(lower, wanted);
    if (fit === undefined) return;
    ranked.push({ name, key: fit * anyPlace + Math.min(ranking.place(name), latest) });
  };
  for (const [name, lower] of lowerNames()) add(name, lower, Infinity);
  for (const name of others) add(name, name.toLowerCase(), ranking.used - 0.5);
  ranked.sort((a, b) => a.key - b.key || compare(a.name, b.name));
  const names = new Set<string>();
  for (const { name } of ranked) {
    if (names.size >= limit) break;
    names.add(name);
  }
  return [...names];
}

interface Ranked {
  readonly name: string;
  /** How well it fits, and among equals its place: one number is sorted faster. */
  readonly key: number;
}

/** Beyond all places. */
const anyPlace = 1 << 20;

function fitOf(name: string, wanted: string): number | undefined {
  const at = name.indexOf(wanted);
  if (at < 0) return undefined;
  if (at === 0) return 0;
  return name.includes(`.${wanted}`) ? 1 : 2;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
