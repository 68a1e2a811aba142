// The files that stand beside the rules of a repository: exceptions, actions and action connectors.
import type { TomlDocument, TomlTable } from '../toml/ast';
import { tableAt, tablesAt } from './tomlValues';

export const companionKinds = ['exceptions', 'actions', 'action_connectors'] as const;

/** The name of its list of tables. */
export type CompanionKind = (typeof companionKinds)[number];

/** Keys that tell such a file from other tools' lists of the same name: of its metadata, of an entry. */
const telling: Readonly<
  Record<CompanionKind, Readonly<Record<'metadata' | 'entry', readonly string[]>>>
> = {
  exceptions: { metadata: ['list_name', 'rule_ids'], entry: ['container', 'items'] },
  actions: { metadata: ['rule_id', 'rule_name'], entry: ['action_type_id'] },
  action_connectors: { metadata: ['action_connector_name', 'rule_ids'], entry: ['attributes'] },
};

/** Metadata that tells such a file before it has its list. */
const ownMetadata: Readonly<Record<CompanionKind, readonly string[]>> = {
  exceptions: ['list_name'],
  actions: ['rule_id', 'rule_name'],
  action_connectors: ['action_connector_name'],
};

/** What kind of companion file a TOML file is, by its content; undefined for every other file. */
export function companionKind({ root }: TomlDocument): CompanionKind | undefined {
  if (root.entries.has('rule')) return undefined;
  const metadata = tableAt(root, 'metadata');
  return companionKinds.find((kind) => {
    if (!root.entries.has(kind))
      return ownMetadata[kind].every((name) => metadata?.entries.has(name) === true);
    const keys = telling[kind];
    return (
      hasOne(metadata, keys.metadata) ||
      tablesAt(root, kind).some((entry) => hasOne(entry, keys.entry))
    );
  });
}

function hasOne(table: TomlTable | undefined, names: readonly string[]): boolean {
  return names.some((name) => table?.entries.has(name) === true);
}
