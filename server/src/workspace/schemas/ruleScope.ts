// What data a rule reads, as far as its file says: which parts of the schema files concern it.
import { dataSetsAsked } from '../../rule/dataSets';
import { indexPatternsOf } from '../../rule/indexPatterns';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, stringListAt, tableAt } from '../../rule/tomlValues';

export interface RuleScope {
  /** Index patterns, lists split. Empty: unknown. */
  readonly indices: readonly string[];
  /** Integration packages. */
  readonly packages: ReadonlySet<string>;
  /** Data streams such as `aws.cloudtrail`; an asterisk stands for what may follow: `system.security*`. */
  readonly streams: ReadonlySet<string>;
  readonly beats: ReadonlySet<string>;
  /** The oldest Elastic Stack that the rule is for. */
  readonly minStack?: string;
}

export const wholeScope: RuleScope = {
  indices: [],
  packages: new Set(),
  streams: new Set(),
  beats: new Set(),
};

/** What of a rule tells its scope. */
export type ScopedRule = Pick<RuleDocument, 'rule' | 'toml' | 'query'>;

export function scopeOf(document: ScopedRule): RuleScope {
  const { rule, toml } = document;
  const indices = indexPatternsOf(rule);
  const streams = [
    ...indices.flatMap((index) => dataStreamOf(index) ?? []),
    ...dataSetsAsked(document),
  ];
  const metadata = tableAt(toml.root, 'metadata');
  const named = stringListAt(metadata, 'integration')?.value.map(({ value }) => value) ?? [
    stringAt(metadata, 'integration')?.value ?? '',
  ];
  const packages = new Set([...named, ...streams.map(packageOf)]);
  packages.delete('');
  const minStack = stringAt(metadata, 'min_stack_version')?.value;
  return {
    ...(minStack !== undefined && { minStack }),
    indices,
    packages,
    streams: new Set(streams),
    beats: new Set(beatsOf(indices)),
  };
}

/** `aws.cloudtrail` of `logs-aws.cloudtrail-*`; a pattern in the name ends it. */
function dataStreamOf(index: string): string | undefined {
  const name = /^(?:[^:]*:)?(?:logs|metrics|traces)-([^-*]+\*?)/.exec(index)?.[1];
  return name?.replace(/\.\*?$/, '');
}

function packageOf(stream: string): string {
  return (stream.split('.')[0] ?? '').replace('*', '');
}

/**
 * Of a package's data sets those that the scope names: `security` of `system` by `system.security*`, and of Elastic
 * Defend's, which say `endpoint.events.process`, `process`. All of them where it names none.
 */
export function namedDataSets(
  pack: string,
  dataSets: readonly string[],
  { streams }: Pick<RuleScope, 'streams'>,
): readonly string[] {
  const wanted = [...streams].flatMap((stream) =>
    stream.startsWith(`${pack}.`) ? [stream.slice(pack.length + 1).replace(/^events\./, '')] : [],
  );
  const isNamed = (dataSet: string): boolean =>
    wanted.some((name) =>
      name.endsWith('*') ? dataSet.startsWith(name.slice(0, -1)) : dataSet === name,
    );
  const named = dataSets.filter(isNamed);
  return named.length === 0 ? dataSets : named;
}

/** `winlogbeat` also speaks for the integrations that took over its events. */
function beatsOf(indices: readonly string[]): readonly string[] {
  return indices.flatMap((index) => {
    const beat = /^(?:[^:]*:)?(\w+beat)\b/.exec(index)?.[1];
    if (beat !== undefined) return [beat];
    return /^(?:[^:]*:)?logs-(?:windows|system)\b/.test(index) ? ['winlogbeat'] : [];
  });
}

/** Patterns may select a common index, judged by what stands before their first `*`. */
export function mayOverlap(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((pattern) => pattern.split('*')[0] ?? '');
  return a.startsWith(b) || b.startsWith(a);
}
