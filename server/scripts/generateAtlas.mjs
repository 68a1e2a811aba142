// Writes the table of MITRE ATLAS ids and names into server/data.
//
//   node server/scripts/generateAtlas.mjs --data DIR     DIR holds the rule repository as `detection-rules/`
//
// Only ids, names and relations are read. With `--check` nothing is written; a table that differs is named.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { byName, dataArgument, formatTable, writeTables } from './tables.mjs';

const data = dataArgument();
if (data === undefined) throw new Error('usage: node server/scripts/generateAtlas.mjs --data DIR');
const file = path.join(data, 'detection-rules/detection_rules/etc/ATLAS.yaml');

writeTables({
  'atlas.tsv': formatTable(
    ['id', 'name', 'tactics', 'parent'],
    readObjects(readFileSync(file, 'utf8'))
      .filter(({ id }) => /^AML\.TA?\d/.test(id))
      .sort((a, b) => byName(a.id, b.id))
      .map(({ id, name, tactics, parent }) => [id, name, tactics.join(','), parent]),
  ),
});

/** Tactics and techniques of the matrix: list items two blanks deep. Block texts lie deeper and are passed over. */
function readObjects(yaml) {
  const objects = [];
  let inTactics = false;
  for (const line of yaml.split('\n')) {
    const id = /^ {2}- id: (\S+)$/.exec(line)?.[1];
    if (id !== undefined) objects.push({ id, name: '', tactics: [], parent: '' });
    const last = objects.at(-1);
    if (last === undefined) continue;
    const [, key, value = ''] = /^ {4}([\w-]+):(?: (.*))?$/.exec(line) ?? [];
    if (key === 'name') last.name = unquoted(value);
    if (key === 'subtechnique-of') last.parent = value;
    const item = /^ {4}- (AML\.TA\d+)$/.exec(line)?.[1];
    if (key !== undefined || id !== undefined) inTactics = key === 'tactics';
    if (item !== undefined && inTactics) last.tactics.push(item);
  }
  return withInheritedTactics(objects);
}

/** A sub-technique has the tactics of its technique. */
function withInheritedTactics(objects) {
  const byId = new Map(objects.map((object) => [object.id, object]));
  return objects.map((object) => ({
    ...object,
    tactics: object.tactics.length > 0 ? object.tactics : (byId.get(object.parent)?.tactics ?? []),
  }));
}

function unquoted(text) {
  return /^'(.*)'$/.exec(text)?.[1]?.replaceAll("''", "'") ?? text;
}
