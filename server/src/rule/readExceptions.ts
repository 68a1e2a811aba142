// Reads exception items: TOML files of a rules repository, and JSON or NDJSON as Kibana exports and answers it.
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { lineStarts, positionAt } from '../text/lineIndex';
import { parseToml } from '../toml/parse';
import type { TomlTable } from '../toml/ast';
import { readExceptionItem } from './exceptionItem';
import { exceptionListTypes } from './exceptions';
import type { ExceptionFile, ExceptionItem, ExceptionListType } from './exceptions';
import { jsonOfTable } from './tomlJson';
import { stringListAt, tableAt, tablesAt } from './tomlValues';

/** Never throws. A text that holds no exceptions gives an empty file. */
export function readExceptions(text: string, file: string): ExceptionFile {
  return file.endsWith('.toml') ? readToml(text, file) : readJson(text, file);
}

interface Reading {
  readonly file: string;
  readonly items: ExceptionItem[];
  readonly listTypes: Map<string, ExceptionListType | undefined>;
  readonly problems: string[];
}

function newReading(file: string): Reading {
  return { file, items: [], listTypes: new Map(), problems: [] };
}

/** Types of lists may stand before or after their items. */
function finished({ items, listTypes, problems }: Reading): ExceptionFile {
  const typed = items.map((item) => ({
    ...item,
    listType: item.listType ?? (item.listId === undefined ? undefined : listTypes.get(item.listId)),
  }));
  return { items: typed, listIds: [...listTypes.keys()], problems };
}

function readToml(text: string, file: string): ExceptionFile {
  const reading = newReading(file);
  const toml = parseToml(text);
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => positionAt(starts, offset).line + 1;
  const containers = tablesAt(toml.root, 'exceptions');
  const broken = toml.problems.find(({ severity }) => severity === 'error');
  if (broken && containers.length > 0)
    reading.problems.push(`${file}:${lineOf(broken.span.start)}: ${broken.message}`);
  const ruleIds = stringListAt(tableAt(toml.root, 'metadata'), 'rule_ids')?.value ?? [];
  for (const exceptions of containers) {
    const container = tableAt(exceptions, 'container');
    const list = container ? jsonOfTable(container) : {};
    addList(list, reading);
    for (const table of tablesAt(exceptions, 'items')) {
      const item = readExceptionItem(jsonOfTable(table), { file, line: lineOf(startOf(table)) });
      if (typeof item === 'string') reading.problems.push(item);
      else
        reading.items.push({
          ...item,
          listId: item.listId ?? textOf(list['list_id']),
          listType: listTypeOf(list),
          ruleIds: ruleIds.map(({ value }) => value),
        });
    }
  }
  return finished(reading);
}

function startOf(table: TomlTable): number {
  return (table.header?.span ?? table.span).start;
}

function readJson(text: string, file: string): ExceptionFile {
  const reading = newReading(file);
  const whole = parseJson(text);
  if (whole !== undefined) addJson(whole, 1, reading);
  else
    for (const [i, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const value = parseJson(line);
      if (value === undefined) reading.problems.push(`${file}:${i + 1}: not JSON`);
      else addJson(value, i + 1, reading);
    }
  return finished(reading);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Lists, items, arrays of both and pages of a search; other objects of an export (rules, counts) are passed over. */
function addJson(value: JsonValue, line: number, reading: Reading): void {
  if (isArray(value)) {
    for (const element of value) addJson(element, line, reading);
    return;
  }
  if (!isObject(value)) return;
  if (isArray(value['data'])) addJson(value['data'], line, reading);
  else if (isArray(value['entries'])) {
    const item = readExceptionItem(value, { file: reading.file, line });
    if (typeof item === 'string') reading.problems.push(item);
    else reading.items.push(item);
  } else addList(value, reading);
}

function addList(list: JsonObject, { listTypes }: Reading): void {
  const id = textOf(list['list_id']);
  if (id !== undefined) listTypes.set(id, listTypeOf(list));
}

function listTypeOf(list: JsonObject): ExceptionListType | undefined {
  return exceptionListTypes.find((type) => type === list['type']);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
