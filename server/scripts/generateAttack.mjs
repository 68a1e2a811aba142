// Writes the ATT&CK tables of server/data from fact tables (see its README).
//
//   node server/scripts/generateAttack.mjs --data DIR     DIR holds `attack/` (tactics, techniques, changes to v19)
//
// With `--check` nothing is written; tables that differ are named.
import path from 'node:path';
import { byName, dataArgument, formatTable, readTable, writeTables } from './tables.mjs';

const data = dataArgument();
if (data === undefined) throw new Error('usage: node server/scripts/generateAttack.mjs --data DIR');
const read = (name) => readTable(path.join(data, 'attack', name));

const successors = new Map(
  read('v18-to-v19-replacements.tsv').map((row) => [row.v18_id, row.v19_id]),
);
const byV19Id = new Map(read('techniques-v19.tsv').map((row) => [row.id, row]));
const techniques = read('techniques.tsv').sort((a, b) => byName(a.id, b.id));
const v18Ids = new Set(techniques.map((row) => row.id));

writeTables({
  'attack-tactics.tsv': formatTable(
    ['id', 'short_name', 'name', 'v19_short_name', 'v19_name'],
    read('tactics.tsv').map((row) => [
      row.id,
      row.shortname,
      row.name,
      row.v19_shortname,
      row.v19_name,
    ]),
  ),
  'attack-techniques.tsv': formatTable(
    ['id', 'name', 'tactics', 'status', 'replaced_by', 'platforms'],
    techniques.map((row) => [
      row.id,
      row.name,
      row.tactics,
      row.status === 'active' ? '' : row.status,
      row.replaced_by,
      row.platforms,
    ]),
  ),
  // What v19 changes, kept beside 18.1 until rules move to it: new ids, new names or tactics, revoked ids.
  'attack-v19-changes.tsv': formatTable(
    ['id', 'name', 'tactics', 'replaced_by'],
    [
      ...techniques
        .filter((row) => successors.has(row.id))
        .map((row) => [row.id, row.name, '', successors.get(row.id)]),
      ...[...byV19Id.values()]
        .filter((row) => !v18Ids.has(row.id) || row['change_since_18.1'] !== '')
        .map((row) => [row.id, row.name, row.tactics, '']),
    ].sort((a, b) => byName(a[0], b[0])),
  ),
});
