// An Elasticsearch query as it stands in a rule file: JSON values with their places.
import type { EntryValue } from '../../rule/tomlValues';
import type { Span } from '../../text/span';
import type { TomlTable } from '../../toml/ast';

export type DslNode = DslObject | DslList | DslScalar;

export interface DslObject {
  readonly kind: 'object';
  readonly entries: ReadonlyMap<string, DslEntry>;
  readonly span: Span;
}

export interface DslEntry {
  /** The place of its key. */
  readonly span: Span;
  readonly node: DslNode;
}

export interface DslList {
  readonly kind: 'list';
  readonly items: readonly DslNode[];
  readonly span: Span;
}

export interface DslScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean;
  readonly span: Span;
}

/** The value of a TOML key; `span` is used where the value has no place of its own. TOML has no null. */
export function dslOfToml(value: EntryValue, span: Span): DslNode {
  switch (value.kind) {
    case 'table':
      return dslOfTable(value);
    case 'inline-table':
      return dslOfTable(value.table);
    case 'tables':
      return { kind: 'list', items: value.tables.map(dslOfTable), span };
    case 'array':
      return {
        kind: 'list',
        items: value.items.map((item) => dslOfToml(item, item.span)),
        span: value.span,
      };
    case 'string':
      return { kind: 'scalar', value: value.value, span: value.span };
    case 'scalar': {
      // A 64-bit integer keeps its digits as text, which every field type reads.
      const scalar = typeof value.value === 'bigint' ? String(value.value) : value.value;
      return { kind: 'scalar', value: scalar, span: value.span };
    }
    case 'invalid':
      return { kind: 'scalar', value: '', span: value.span };
  }
}

export function dslOfTable(table: TomlTable): DslObject {
  const entries = [...table.entries].map(
    ([name, { key, value }]) =>
      [name, { span: key.span, node: dslOfToml(value, key.span) }] as const,
  );
  return { kind: 'object', entries: new Map(entries), span: table.header?.span ?? table.span };
}

export function entryOf(node: DslNode | undefined, key: string): DslEntry | undefined {
  return node?.kind === 'object' ? node.entries.get(key) : undefined;
}

export function scalarOf(node: DslNode | undefined): DslScalar['value'] | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** The items of a list; anything else is a list of one, as Elasticsearch reads it. */
export function itemsOf(node: DslNode): readonly DslNode[] {
  return node.kind === 'list' ? node.items : [node];
}
