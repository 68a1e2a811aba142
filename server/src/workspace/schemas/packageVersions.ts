// Which version of an integration package a stack can install: `integration-manifests.json` and Kibana's conditions.
import type { JsonValue } from '../../events/event';
import { isObject } from '../../events/toEvent';
import { compareVersions } from './schemaTables';

/** Conditions such as `^8.18.0 || ^9.0.0`, by package and version. */
export type PackageConditions = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Of `{package: {version: {conditions: {kibana: {version}}}}}`; what lacks a condition is left out. */
export function packageConditions(manifests: JsonValue): PackageConditions {
  return new Map(
    Object.entries(isObject(manifests) ? manifests : {}).map(([name, versions]) => [
      name,
      new Map(
        Object.entries(isObject(versions) ? versions : {}).flatMap(([version, manifest]) => {
          const condition = at(manifest, ['conditions', 'kibana', 'version']);
          return typeof condition === 'string' ? [[version, condition] as const] : [];
        }),
      ),
    ]),
  );
}

function at(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const key of path) found = isObject(found) ? found[key] : undefined;
  return found;
}

/**
 * The newest of the versions that the stack (`9.5.0`, `9.5`, empty: unknown) can install. Where the conditions let it install none, or
 * nothing is known of stack or conditions: the newest there is. Undefined only where there are none.
 */
export function versionForStack(
  versions: readonly string[],
  conditions: ReadonlyMap<string, string> | undefined,
  stack: string,
): string | undefined {
  const newestFirst = [...versions].sort((a, b) => compareVersions(b, a));
  const installable = newestFirst.find((version) => {
    const condition = conditions?.get(version);
    return condition !== undefined && stack !== '' && allowsStack(condition, stack);
  });
  return installable ?? newestFirst[0];
}

/** Alternatives between `||`, each of comparisons that must all hold: `^8.3.0`, `~9.0.7`, `>=8.0.0 <9.0.0`. */
export function allowsStack(condition: string, stack: string): boolean {
  return condition.split('||').some((alternative) => {
    const parts = [...alternative.matchAll(/([\^~<>=]*)\s*v?(\d[\w.*+-]*)/g)];
    return (
      parts.length > 0 &&
      parts.every(([, operator = '', version = '']) => allows(operator, version, stack))
    );
  });
}

function allows(operator: string, version: string, stack: string): boolean {
  const order = compareVersions(stack, version);
  switch (operator) {
    case '^':
      return order >= 0 && samePart(stack, version, 1);
    case '~':
      return order >= 0 && samePart(stack, version, 2);
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    default:
      return samePart(stack, version, version.split('.').length);
  }
}

/** The first numbers are the same; `x` and `*` stand for any. */
function samePart(one: string, other: string, count: number): boolean {
  const [a = [], b = []] = [one, other].map((version) =>
    version.split('.').map((part) => Number.parseInt(part)),
  );
  return b.slice(0, count).every((number, i) => Number.isNaN(number) || number === (a[i] ?? 0));
}
