// Writes the Windows tables of server/data (see its README): facts from DIR joined with our own event details.
//
//   node server/scripts/generateWindows.mjs --data DIR    DIR holds `windows/` (fact tables)
//
// With `--check` nothing is written; tables that differ are named.
import path from 'node:path';
import { byName, dataArgument, formatTable, readTable, tableDir, writeTables } from './tables.mjs';

const data = dataArgument();
if (data === undefined)
  throw new Error('usage: node server/scripts/generateWindows.mjs --data DIR');
const read = (name) => readTable(path.join(data, 'windows', name));

// Written by hand: audit subcategory and event_data fields per event.
const details = readTable(path.join(tableDir, 'windows-event-details.tsv'));
const detailOf = new Map(details.map((row) => [`${row.channel} ${row.code}`, row]));

const events = ['security-events.tsv', 'sysmon-events.tsv', 'other-channels.tsv'].flatMap(read);
const known = new Set(events.map((row) => `${row.channel} ${row.event_id}`));
const ours = details
  .filter((row) => !known.has(`${row.channel} ${row.code}`))
  .map((row) => ({ ...row, event_id: row.code }));
for (const row of ours)
  if (!row.title || !row.provider)
    throw new Error(`no title or provider: ${row.channel} ${row.code}`);

writeTables({
  'windows-events.tsv': formatTable(
    ['code', 'title', 'channel', 'provider', 'action', 'category', 'type', 'subcategory', 'fields'],
    [...events, ...ours]
      .map((row) => ({ ...row, detail: detailOf.get(`${row.channel} ${row.event_id}`) }))
      .sort((a, b) => byName(a.channel, b.channel) || Number(a.event_id) - Number(b.event_id))
      .map((row) => [
        row.event_id,
        row.title,
        row.channel,
        row.provider,
        row.winlogbeat_event_action,
        row.ecs_category,
        row.ecs_type,
        row.detail?.subcategory,
        row.detail?.fields,
      ]),
  ),
  'windows-logon-types.tsv': formatTable(
    ['type', 'name', 'meaning'],
    read('logon-types.tsv').map((row) => [row.type, row['winlog.logon.type'], row.meaning]),
  ),
});
