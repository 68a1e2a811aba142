// Writes the field tables of server/data (see its README).
//
//   node server/scripts/generateFields.mjs               the ECS tables, from @elastic/ecs
//   node server/scripts/generateFields.mjs --data DIR    also the others; DIR holds `fields/` (fact tables) and
//                                                        `detection-rules/` (a checkout, for its schema files)
//
// With `--check` nothing is written; tables that differ are named.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beatsFields, flattenSchema } from './beatsFields.mjs';
import { ecsTables } from './ecsTables.mjs';
import { byName, dataArgument, formatTable, readTable, tableDir, writeTables } from './tables.mjs';

const modulesOfRules =
  /^(auditd|aws\.cloudtrail|azure|gcp\.audit|google_workspace|o365|okta|system\.auth)\./;

// The data streams that rules read: events, and alerts. Actions, metrics and policies are not.
const dataSetsOfRules = /^(?:alerts|api|device|file|library|network|process|registry|security)$/;

const { EcsFlat } = createRequire(import.meta.url)('@elastic/ecs');
const tables = ecsTables(EcsFlat);
const data = dataArgument();
if (data !== undefined) Object.assign(tables, factTables(data));
writeTables(tables);

function factTables(dir) {
  const ecs = new Set(tables['ecs-fields.tsv'].split('\n').map((line) => line.split('\t')[0]));
  const winlog = readTable(path.join(dir, 'fields/winlog-fields.tsv'));
  const endpoint = readTable(path.join(dir, 'fields/endpoint-fields.tsv'));
  const known = new Set([...ecs, ...winlog.map((row) => row.name)]);
  // Names that only our own descriptions have are undeclared event data: Beats maps them as keyword.
  const described = readTable(path.join(tableDir, 'windows-field-descriptions.tsv'))
    .map((row) => row.name)
    .filter((name) => !known.has(name));
  const windowsRows = [
    ...winlog.map((row) => fieldRow(row.name, row.type || 'keyword')),
    ...described.map((name) => fieldRow(name, 'keyword')),
  ];
  const isOwn = ({ name }) => !ecs.has(name) && !winlog.some((row) => row.name === name);
  const endpointRows = endpointFields(endpoint.filter(isOwn));
  for (const row of endpointRows) known.add(row[0]);
  const columns = ['name', 'type', 'parameters', 'parent'];
  const common = commonFields(dir);
  return {
    'windows-fields.tsv': formatTable(
      columns,
      windowsRows.sort((a, b) => byName(a[0], b[0])),
    ),
    'endpoint-fields.tsv': formatTable(
      [...columns, 'data_sets'],
      endpointRows.sort((a, b) => byName(a[0], b[0])),
    ),
    'endpoint-shared-fields.tsv': sharedFields(endpoint.filter((row) => !isOwn(row))),
    'integration-fields.tsv': formatTable(columns, integrationFields(dir, known)),
    'common-fields.txt': common.map((name) => `${name}\n`).join(''),
    'pattern-fields.tsv': patternFields(dir, common),
  };
}

/** Templates of Beats and Fleet give every keyword an ignore_above of 1024 unless a field says otherwise. */
function fieldRow(name, type, parent = '') {
  const caseless = name.endsWith('.caseless') ? ' lowercase' : '';
  return [name, type, type === 'keyword' ? `1024${caseless}` : '', parent];
}

// Aliases of Fleet's action documents have names that events do not; a histogram cannot be searched.
function endpointFields(rows) {
  return rows
    .filter((row) => row.type !== 'alias' && row.type !== 'histogram')
    .map((row) => {
      const multi = /^(.+)\.(caseless|text)$/.exec(row.name);
      return [...fieldRow(row.name, row.type, multi?.[1] ?? ''), dataSets(row)];
    });
}

/** The data sets that have a field, as the package says, or the rule repository of a single one. */
function dataSets({ data_streams: streams }) {
  const names = streams
    .split(',')
    .map((name) => /^[a-z]+-[a-z]+:endpoint_([a-z]+)\.json/.exec(name)?.[1] ?? name)
    .map((name) => /\[logs-endpoint\.events\.([a-z]+)-\*\]$/.exec(name)?.[1] ?? name);
  return [...new Set(names)]
    .filter((name) => dataSetsOfRules.test(name))
    .sort(byName)
    .join(',');
}

/** Fields of Elastic Defend that other tables describe, by the data sets that have them. */
function sharedFields(rows) {
  const groups = new Map();
  for (const row of rows) {
    const sets = dataSets(row);
    groups.set(sets, [...(groups.get(sets) ?? []), row.name]);
  }
  return formatTable(
    ['data_sets', 'fields'],
    [...groups]
      .filter(([sets]) => sets !== '')
      .sort(([a], [b]) => byName(a, b))
      .map(([sets, names]) => [sets, names.sort(byName).join(',')]),
  );
}

/** Names of fields by how many rules use them, most used first: the order of completion. */
function commonFields(dir) {
  return readTable(path.join(dir, 'fields/used-fields.tsv'))
    .filter((row) => !row.field.includes('*'))
    .sort((a, b) => Number(b.rules) - Number(a.rules) || byName(a.field, b.field))
    .map((row) => row.field);
}

/**
 * What rules that read an index pattern name in their queries, most used first, as line numbers in `common`. Patterns
 * without the asterisk and what separates it. A rule counts once for each of its patterns.
 */
function patternFields(dir, common) {
  const place = new Map(common.map((name, i) => [name, i]));
  const patterns = new Map();
  for (const { indices, names } of ruleQueries(path.join(dir, 'detection-rules'))) {
    const used = names.filter((name) => place.has(name));
    for (const pattern of new Set(indices.map((index) => index.replace(/[-.]?\*.*$/, '')))) {
      const counts = patterns.get(pattern) ?? new Map();
      patterns.set(pattern, counts);
      for (const name of used) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const rows = [...patterns].map(([pattern, counts]) => {
    const order = ([a, n], [b, m]) => m - n || place.get(a) - place.get(b);
    return [
      pattern,
      [...counts]
        .sort(order)
        .map(([name]) => place.get(name))
        .join(','),
    ];
  });
  return formatTable(
    ['pattern', 'fields'],
    rows
      .filter(([pattern, fields]) => !/^(?:logs|metrics)?$/.test(pattern) && fields !== '')
      .sort((a, b) => byName(a[0], b[0])),
  );
}

/** Index patterns and words of the query of every rule that is not deprecated: those that stand where a field may. */
function* ruleQueries(checkout) {
  for (const folder of ['rules', 'rules_building_block'])
    for (const file of readdirSync(path.join(checkout, folder), { recursive: true }).sort(byName)) {
      if (!file.endsWith('.toml') || file.includes('_deprecated')) continue;
      const text = readFileSync(path.join(checkout, folder, file), 'utf8');
      const [, index = ''] = /^index\s*=\s*\[([^\]]*)\]/m.exec(text) ?? [];
      const [, , query = ''] = /^query\s*=\s*('''|""")([^]*?)\1/m.exec(text) ?? [];
      const indices = [...index.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
      const bare = query.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      // A word without a dot is a field only in front of an operator.
      const words = bare.matchAll(/[\w@][\w@.-]*\w(?:(?<=\..*)|(?=\s*(?::|==|!=)))/g);
      yield { indices, names: [...new Set([...words].map(([name]) => name))] };
    }
}

/** Fields of integrations that rules use, and their neighbours in the modules of Beats; type by the first that says. */
function integrationFields(dir, known) {
  const etc = path.join(dir, 'detection-rules/detection_rules/etc');
  const readGzip = (file) =>
    JSON.parse(gunzipSync(readFileSync(path.join(etc, file))).toString('utf8'));
  const beats = beatsFields(readGzip('beats_schemas/v9.5.0.json.gz'));
  const rulesSay = flattenSchema(
    JSON.parse(readFileSync(path.join(etc, 'non-ecs-schema.json'), 'utf8')),
  );
  const weSay = new Map(
    readTable(path.join(tableDir, 'other-field-descriptions.tsv'))
      .filter((row) => row.type !== '')
      .map((row) => [row.name, row.type]),
  );
  const used = readTable(path.join(dir, 'fields/used-fields.tsv')).map((row) => row.field);
  const neighbours = [...beats.keys()].filter((name) => modulesOfRules.test(name));
  const names = new Set([...used, ...rulesSay.keys(), ...neighbours, ...weSay.keys()]);
  const typeOf = (name) => weSay.get(name) ?? beats.get(name) ?? rulesSay.get(name);
  // Below a flattened field there are only keys of it.
  const isKey = (name) =>
    [...name.matchAll(/\./g)].some((dot) => typeOf(name.slice(0, dot.index)) === 'flattened');
  return [...names]
    .filter((name) => !name.includes('*') && !known.has(name) && typeOf(name) !== undefined)
    .map((name) => fieldRow(name, isKey(name) ? 'flattened' : typeOf(name)))
    .sort((a, b) => byName(a[0], b[0]));
}
