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

/** Paths of other rules, the first three, as they are told in the file `own`. */
export function names(others: readonly Pick<OtherRule, 'path'>[], own: string | undefined): string {
  const shown = others.slice(0, mostNamed).map(({ path }) => `\`${toldPath(path, own)}\``);
  const rest = others.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Of an absolute path what begins with the first folder that is not around the own file; of one beside it the name. */
export function toldPath(path: string, own = ''): string {
  if (!/^(?:\/|[A-Za-z]:)/.test(own)) return path;
  const around = own.split('/');
  const parts = path.split('/');
  const first = parts.findIndex((part, at) => part !== around[at]);
  const isBeside = first === parts.length - 1 && parts.length === around.length;
  const from = isBeside ? first : Math.min(first, parts.length - 2);
  return from > 1 ? parts.slice(from).join('/') : path;
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
