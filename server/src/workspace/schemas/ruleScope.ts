// What data a rule reads, as far as its file says: which parts of the schema files concern it.
import type { Rule } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, stringListAt, tableAt } from '../../rule/tomlValues';

export interface RuleScope {
  /** Index patterns, lists split. Empty: unknown. */
  readonly indices: readonly string[];
  /** Integration packages. */
  readonly packages: ReadonlySet<string>;
  /** Data streams such as `aws.cloudtrail`. */
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

export function scopeOf({ rule, toml }: Pick<RuleDocument, 'rule' | 'toml'>): RuleScope {
  const indices = indicesOf(rule);
  const streams = indices.flatMap((index) => dataStreamOf(index) ?? []);
  const metadata = tableAt(toml.root, 'metadata');
  const named = stringListAt(metadata, 'integration')?.value.map(({ value }) => value) ?? [
    stringAt(metadata, 'integration')?.value ?? '',
  ];
  const packages = new Set([...named, ...streams.map((stream) => stream.split('.')[0] ?? '')]);
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

function indicesOf({ index }: Rule): readonly string[] {
  return (index?.value ?? [])
    .flatMap(({ value }) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('-'));
}

/** `aws.cloudtrail` of `logs-aws.cloudtrail-*`; a pattern in the name ends it. */
function dataStreamOf(index: string): string | undefined {
  const name = /^(?:[^:]*:)?(?:logs|metrics|traces)-([^-*]*)/.exec(index)?.[1];
  return name === undefined || name === '' ? undefined : name.replace(/\.$/, '');
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
