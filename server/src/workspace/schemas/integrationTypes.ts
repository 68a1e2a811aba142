// The field types of a rule's integrations: of each the version that the rule's stack installs.
import type { TypeLayer } from '../../engine/fieldTypeLayers';
import type { IntegrationField, IntegrationIndex } from './integrationIndex';
import { versionForStack } from './packageVersions';
import type { PackageConditions } from './packageVersions';
import { namedDataSets } from './ruleScope';
import type { RuleScope } from './ruleScope';
import { TableBuilder } from './schemaTables';
import type { SchemaTable } from './schemaTables';

export interface IntegrationTypes {
  /** Also of data sets that the rule does not name: a rule may read them through a wider pattern. */
  readonly table: SchemaTable;
  /** Fields of the data sets that it names; of all where it names none. */
  readonly names: readonly string[];
}

export const noIntegrations: IntegrationTypes = { table: new Map(), names: [] };

/** `origin`: name of the file; package, version and data set follow it. The data sets that the rule names decide first. */
export function integrationTypes(
  index: IntegrationIndex,
  scope: Pick<RuleScope, 'packages' | 'streams'>,
  {
    conditions,
    stack,
    origin,
  }: {
    readonly conditions: PackageConditions;
    /** Empty: unknown. */
    readonly stack: string;
    readonly origin: string;
  },
): IntegrationTypes {
  const table = new TableBuilder(origin);
  const names = new Set<string>();
  for (const pack of scope.packages) {
    const version = versionForStack(index.versions(pack), conditions.get(pack), stack);
    if (version === undefined) continue;
    const all = index.dataSetsOf(pack, version);
    const named = new Set(namedDataSets(pack, all, scope));
    for (const dataSet of [...named, ...all.filter((other) => !named.has(other))]) {
      table.origin = `${origin} ${pack} ${version} ${dataSet}`;
      const fields = [...index.fields(pack, version, dataSet)];
      addFields(table, fields);
      if (!named.has(dataSet)) continue;
      for (const [name] of fields) if (table.fields.has(name)) names.add(name);
    }
  }
  return { table: table.fields, names: [...names] };
}

/** Loaded when it is first asked; `load` gives undefined for as long as there is nothing to ask. */
export function integrationLayer(load: () => IntegrationTypes | undefined): TypeLayer {
  let loaded: IntegrationTypes | undefined;
  const types = (): IntegrationTypes => (loaded ??= load() ?? noIntegrations);
  return {
    source: 'schema',
    find: (name) => types().table.get(name),
    names: () => types().names,
  };
}

/** Types that hold fields of their own. */
const containers: ReadonlySet<string> = new Set(['object', 'nested', 'group', 'flattened']);

function addFields(table: TableBuilder, fields: readonly IntegrationField[]): void {
  const types = new Map(fields);
  for (const [name, type] of fields) table.add(name, type, indexedField(name, types));
}

/** The schema lists multi-fields like fields: what lies below a field that cannot hold fields is one. */
function indexedField(name: string, types: ReadonlyMap<string, string>): string | undefined {
  const above = name.slice(0, Math.max(name.lastIndexOf('.'), 0));
  const type = types.get(above);
  return type === undefined || containers.has(type) ? undefined : above;
}
