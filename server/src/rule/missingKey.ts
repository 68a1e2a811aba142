// Words about a key that a rule must have and lacks: for the check, and for runs that Kibana refuses.
import type { RuleType } from './rule';

/** `path` of the table; `neededBy` where not every rule needs the key. */
export function missingWords(name: string, path: string, neededBy: RuleType | undefined): string {
  const forType = neededBy === undefined ? '' : ` A rule of type \`${neededBy}\` needs it.`;
  return `\`${name}\` is missing in \`${path}\`.${forType}`;
}
