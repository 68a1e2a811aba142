// Remembers the tables made of schema files, so that a process that runs rules again and again reads each once.
import type { SchemaTable } from './schemaTables';

/** A rule uses up to seven; the tables of single products are small. */
const most = 32;

const kept = new Map<string, SchemaTable>();

/**
 * The table that was made for this key, or a new one. A key names the file, its version and what was chosen from it;
 * without one nothing is kept. What `load` throws goes through.
 */
export function keptTable(key: string | undefined, load: () => SchemaTable): SchemaTable {
  if (key === undefined) return load();
  const table = kept.get(key) ?? load();
  // The last used stands last.
  kept.delete(key);
  kept.set(key, table);
  for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest);
  return table;
}
