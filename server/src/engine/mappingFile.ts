// Field types from a mapping saved as JSON: `GET index/_mapping`, index and component templates, a bare mapping.
import type { FieldMapping } from '../catalog/fieldType';
import type { JsonObject, JsonValue } from '../events/event';
import { isObject } from '../events/toEvent';
import { parseMapping } from './fieldMapping';
import type { LayerField } from './fieldTypeLayers';

export interface MappingTable {
  readonly fields: ReadonlyMap<string, LayerField>;
  /** What could not be taken over, a sentence each. */
  readonly notes: readonly string[];
}

/** Reads every mapping that the JSON holds; undefined if it holds none. `origin` names the file. */
export function parseMappingFile(json: JsonValue, origin: string): MappingTable | undefined {
  const mappings = findMappings(json);
  if (mappings.length === 0) return undefined;
  const reader: Reader = { origin, fields: new Map(), aliases: [], notes: new Set() };
  for (const { properties } of mappings)
    if (isObject(properties)) readProperties(properties, '', reader);
  resolveAliases(reader);
  return { fields: reader.fields, notes: [...reader.notes] };
}

/** Objects with `properties`, wherever Elasticsearch's answers and templates keep them. */
function findMappings(json: JsonValue): readonly JsonObject[] {
  if (!isObject(json)) return [];
  const { properties, mappings, template } = json;
  if (isObject(mappings)) return 'properties' in mappings ? [mappings] : [];
  if (isObject(properties)) return [json];
  if (isObject(template)) return findMappings(template);
  const templates = [
    ...partsOf(json['index_templates'], 'index_template'),
    ...partsOf(json['component_templates'], 'component_template'),
  ];
  if (templates.length > 0) return templates.flatMap(findMappings);
  return Object.values(json).flatMap((index) =>
    isObject(index) && (isObject(index['mappings']) || isObject(index['template']))
      ? findMappings(index)
      : [],
  );
}

function partsOf(list: JsonValue | undefined, key: string): readonly JsonValue[] {
  const items: readonly JsonValue[] = Array.isArray(list) ? list : [];
  return items.flatMap((item) => (isObject(item) ? [item[key] ?? null] : []));
}

interface Reader {
  readonly origin: string;
  readonly fields: Map<string, LayerField>;
  readonly aliases: { readonly name: string; readonly path: string }[];
  readonly notes: Set<string>;
}

function readProperties(properties: JsonObject, prefix: string, reader: Reader): void {
  for (const [key, definition] of Object.entries(properties))
    if (isObject(definition)) readField(prefix + key, definition, reader);
}

function readField(name: string, definition: JsonObject, reader: Reader): void {
  const { type = 'object', path, properties, fields } = definition;
  if (type === 'alias') {
    if (typeof path === 'string') reader.aliases.push({ name, path });
    return;
  }
  add(name, { ...definition, type }, undefined, reader);
  if (isObject(properties)) readProperties(properties, `${name}.`, reader);
  if (!isObject(fields)) return;
  for (const [key, multi] of Object.entries(fields))
    if (isObject(multi)) add(`${name}.${key}`, multi, name, reader);
}

/** They change what matches. */
const unknownOptions = [
  'analyzer',
  'search_analyzer',
  'null_value',
  'format',
  'locale',
  'copy_to',
  'include_in_parent',
  'include_in_root',
  'split_queries_on_whitespace',
];

/** Switched off, they change what is found. */
const offOptions: Readonly<Record<string, string>> = {
  index: 'is not indexed: a search on it fails or finds less than here',
  enabled: 'is not looked into (enabled: false): nothing below it is found, unlike here',
  coerce: 'takes no numbers in quotes and no fractions (coerce: false), unlike here',
};

/** Several indices may map a field: the first stands, unless they differ, which is said. */
function add(
  name: string,
  definition: JsonObject,
  parent: string | undefined,
  { origin, fields, notes }: Reader,
): void {
  const { normalizer, ...rest } = definition;
  const isLowercase = normalizer === 'lowercase';
  const mapping = parseMapping(isLowercase ? { ...rest, normalizer } : rest);
  if (typeof mapping === 'string') {
    notes.add(`${origin}: ${name} is left out: ${mapping}`);
    return;
  }
  if (normalizer !== undefined && !isLowercase)
    notes.add(`${origin}: the normalizer of ${name} is not known here: it is compared as written`);
  const strange = unknownOptions.filter((option) => option in definition);
  if (strange.length > 0)
    notes.add(`${origin}: ${strange.join(', ')} of ${name}: not known here, and not applied`);
  for (const [option, said] of Object.entries(offOptions))
    if (definition[option] === false) notes.add(`${origin}: ${name} ${said}`);
  const known = fields.get(name);
  if (known && !isSame(known.mapping, mapping))
    notes.add(`${origin}: ${name} is mapped in more than one way: ${told(known.mapping)} is taken`);
  if (known === undefined)
    fields.set(name, { mapping, origin, ...(parent === undefined ? {} : { parent }) });
}

function isSame(one: FieldMapping, other: FieldMapping): boolean {
  return told(one) === told(other);
}

/** The type, and options that differ from index to index. */
function told({ type, ignoreAbove, scalingFactor, value, normalizer }: FieldMapping): string {
  const options = { ignore_above: ignoreAbove, scaling_factor: scalingFactor, value, normalizer };
  const given = Object.entries(options).filter(([, option]) => option !== undefined);
  return [type, ...given.map(([name, option]) => `${name} ${String(option)}`)].join(', ');
}

/** An alias has the type and the values of the field it points to. */
function resolveAliases({ aliases, fields, origin, notes }: Reader): void {
  for (const { name, path } of aliases) {
    const target = fields.get(path);
    if (target === undefined)
      notes.add(`${origin}: ${name} is left out: it is an alias of ${path}, which is not mapped`);
    else fields.set(name, { mapping: target.mapping, parent: target.parent ?? path, origin });
  }
}
