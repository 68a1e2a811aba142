// Exceptions for a run out of the JSON of their items.
import assert from 'node:assert/strict';
import type { ExceptionInput } from '../../server/src/engine/exceptions/ruleExceptions';
import type { JsonObject } from '../../server/src/events/event';
import { readExceptions } from '../../server/src/rule/readExceptions';

/** An entry as in `[field, type, value?, operator?]`; the value of a list is its type, its id is `values`. */
export type EntryRow = readonly [field: string, type: string, value?: unknown, operator?: string];

export function entryOf([field, type, value, operator = 'included']: EntryRow): object {
  if (type === 'nested')
    return { field, type, entries: (value as readonly EntryRow[]).map(entryOf) };
  if (type === 'list') return { field, type, operator, list: { id: 'values', type: value } };
  return { field, type, operator, ...(value === undefined ? {} : { value }) };
}

/** Items that belong to the rule of the run. */
export function exceptionsOf(
  items: readonly object[],
  lists: Readonly<Record<string, readonly string[]>> = {},
): ExceptionInput {
  const read = readExceptions(JSON.stringify(items), 'items.json');
  assert.deepEqual(read.problems, []);
  return { items: read.items, listIds: read.listIds, valueLists: (id) => lists[id] };
}

/** One item. */
export function itemOf(entries: readonly EntryRow[], more: JsonObject = {}): object {
  return { name: 'an item', entries: entries.map(entryOf), ...more };
}
