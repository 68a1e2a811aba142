// The data sets that rules often read, and the one that a mistyped name means.
import { dataSources } from '../../catalog/ruleCatalog';
import { nearest } from '../../text/nearest';
import { oncePerText } from '../../text/oncePer';

let names: ReadonlySet<string> | undefined;

/** `aws.cloudtrail` of `logs-aws.cloudtrail-*`, and names of packages alone. */
function knownNames(): ReadonlySet<string> {
  return (names ??= new Set(
    dataSources().map(({ pattern }) => pattern.replace(/^[a-z]+-|[-.]?\*.*$/g, '')),
  ));
}

export function isDataSet(name: string): boolean {
  return knownNames().has(name);
}

/** The known data set of the same package that differs by a letter or two; undefined for a known name. */
export const meantDataSet = oncePerText((name: string): string | undefined => {
  const stem = /^[a-z0-9_]+\./.exec(name)?.[0];
  if (stem === undefined || isDataSet(name)) return undefined;
  const beside = [...knownNames()].filter((known) => known.startsWith(stem));
  return nearest(name, beside, 2);
});
