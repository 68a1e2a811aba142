// The layouts of a detection-rules checkout's schema files, each turned into a table of field types.
import { parseMapping } from '../../engine/fieldMapping';
import type { LayerField } from '../../engine/fieldTypeLayers';
import type { JsonObject, JsonValue } from '../../events/event';
import { isObject } from '../../events/toEvent';

export type SchemaTable = ReadonlyMap<string, LayerField>;

/** A table to be filled; a type that is none of ours leaves its field to the next layer. */
export class TableBuilder {
  readonly fields = new Map<string, LayerField>();
  /** Named by the fields that are added from now on. */
  constructor(public origin: string) {}

  /** The first one who names a field decides. */
  add(name: string, definition: JsonValue, parent?: string): void {
    if (this.fields.has(name)) return;
    const mapping = parseMapping(definition);
    if (typeof mapping === 'string') return;
    const { origin } = this;
    this.fields.set(name, { mapping, origin, ...(parent === undefined ? {} : { parent }) });
  }
}

/** `ecs_flat.json`: `{"event.code": {type, ignore_above?, multi_fields?: [{flat_name, type}]}}`. */
export function ecsTable(json: JsonValue, origin: string): SchemaTable {
  const table = new TableBuilder(origin);
  for (const [name, field] of entriesOf(json)) {
    if (!isObject(field)) continue;
    table.add(name, definitionOf(field));
    for (const multi of listOf(field['multi_fields'])) {
      if (!isObject(multi) || typeof multi['flat_name'] !== 'string') continue;
      table.add(multi['flat_name'], definitionOf(multi), name);
    }
  }
  return table.fields;
}

/** Only what decides a type: the schema's other keys are texts. A keyword without a limit has Elastic's usual one. */
function definitionOf(field: JsonObject): JsonValue {
  const { type = null, ignore_above: ignoreAbove, scaling_factor: scalingFactor } = field;
  if (ignoreAbove === undefined && scalingFactor === undefined) return type;
  return {
    type,
    ...(ignoreAbove === undefined ? {} : { ignore_above: ignoreAbove }),
    ...(scalingFactor === undefined ? {} : { scaling_factor: scalingFactor }),
  };
}

/** Flat `{"field": "type"}` files, and the nested groups that `non-ecs-schema.json` mixes with them. */
export function flatTable(parts: readonly JsonValue[], origin: string): SchemaTable {
  const table = new TableBuilder(origin);
  const visit = (value: JsonValue, prefix: string): void => {
    for (const [name, inner] of entriesOf(value))
      if (isObject(inner)) visit(inner, `${prefix}${name}.`);
      else table.add(prefix + name, inner);
  };
  for (const part of parts) visit(part, '');
  return table.fields;
}

/** The tree of the beats repository: `{beat: {folders: {name: node}, files: {"fields.yml": [field]}}}`. */
export function beatsTable(
  json: JsonValue,
  beats: ReadonlySet<string>,
  origin: string,
): SchemaTable {
  const table = new TableBuilder(origin);
  const visitFields = (fields: JsonValue | undefined, prefix: string): void => {
    for (const field of listOf(fields)) {
      if (!isObject(field)) continue;
      const { name, type = 'keyword', fields: inner } = field;
      const full = typeof name === 'string' ? `${prefix}${name}` : prefix.slice(0, -1);
      if (inner !== undefined) visitFields(inner, full === '' ? '' : `${full}.`);
      else if (typeof name === 'string') table.add(full, type);
    }
  };
  const visitNode = (node: JsonValue | undefined): void => {
    if (!isObject(node)) return;
    for (const [, file] of entriesOf(node['files'])) visitFields(file, '');
    for (const [, folder] of entriesOf(node['folders'])) visitNode(folder);
  };
  for (const [beat, node] of entriesOf(json)) if (beats.has(beat)) visitNode(node);
  return table.fields;
}

/** By the numbers in them; a pre-release comes before its release. Negative where `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => /^v?([\d.]*)(.*)$/.exec(text));
  const numbers = [one, other].map((match) => (match?.[1] ?? '').split('.').map(Number));
  for (let i = 0; i < 4; i++) {
    const difference = (numbers[0]?.[i] ?? 0) - (numbers[1]?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  const [tail, otherTail] = [one?.[2] ?? '', other?.[2] ?? ''];
  if (tail === otherTail) return 0;
  if (tail === '' || otherTail === '') return tail === '' ? 1 : -1;
  return tail < otherTail ? -1 : 1;
}

function entriesOf(value: JsonValue | undefined): [string, JsonValue][] {
  return isObject(value) ? Object.entries(value) : [];
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
