// Other rules in a finding: their names in the sentence, and their places.
import type { RulePlaces } from '../../rule/rulePlaces';
import { nearest } from '../../text/nearest';
import type { OtherPlace } from '../../text/problem';
import type { OtherRule } from '../check';

/** The known name that another one most likely is a spelling of: names of rules often differ in a word. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  return nearest(name, names, Math.max(2, Math.floor(name.length / 8)));
}

const mostNamed = 3;

/** Paths of other rules, the first three. */
export function names(others: readonly Pick<OtherRule, 'path'>[]): string {
  const shown = others.slice(0, mostNamed).map(({ path }) => `\`${path}\``);
  const rest = others.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Places in the rules that are named. */
export function placesIn(
  others: readonly OtherRule[],
  key: keyof RulePlaces,
  message: string,
): readonly OtherPlace[] {
  return others.slice(0, mostNamed).flatMap(({ path, places }) => {
    const range = places && (places[key] ?? places.rule);
    return range ? [{ path, range, message }] : [];
  });
}
