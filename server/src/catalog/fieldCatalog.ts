// The fields we know: ECS, Windows event logs, Elastic Defend and the integrations that detection rules read.
import { nearest, nearestOf } from '../text/nearest';
import type { AllowedValue, FieldInfo } from './catalogTypes';
import {
  ecsDescription,
  ecsDetails,
  fieldRows,
  mappingOf,
  otherDetails,
  otherTexts,
  pitfallsOf,
  valuesByField,
  windowsTexts,
  type FieldRow,
} from './fieldTables';
import { cell, lazy } from './table';
import { eventCodesOfField } from './windowsCatalog';

const found = new Map<string, FieldInfo>();

/** The field of that exact name (multi-fields by their full name), or undefined. Names are case-sensitive. */
export function findField(name: string): FieldInfo | undefined {
  const known = found.get(name);
  if (known !== undefined) return known;
  const row = fieldRows().get(name);
  if (row === undefined) return undefined;
  const info = toFieldInfo(name, row);
  found.set(name, info);
  return info;
}

function toFieldInfo(name: string, row: FieldRow): FieldInfo {
  const details = row.source === 'ecs' ? ecsDetails(row.line) : otherDetails(row.line);
  const pitfalls = pitfallsOf(name);
  const values = valuesByField().get(name);
  const multiFields = multiFieldsOf(name);
  const eventCodes = eventCodesOfField(name);
  return {
    name,
    mapping: mappingOf(row.line),
    description: descriptionOf(name, row, details.parent),
    source: row.source,
    ...details,
    ...(values !== undefined && { allowedValues: values }),
    ...(multiFields.length > 0 && { multiFields }),
    ...(pitfalls.length > 0 && { pitfalls }),
    ...(eventCodes.length > 0 && { eventCodes }),
  };
}

/** Only the type of a field, and the field it is a multi-field of: the engine asks for thousands at a time. */
export function findFieldType(name: string): Pick<FieldInfo, 'mapping' | 'parent'> | undefined {
  const row = fieldRows().get(name);
  if (row === undefined) return undefined;
  const { parent } = row.source === 'ecs' ? ecsDetails(row.line) : otherDetails(row.line);
  return { mapping: mappingOf(row.line), ...(parent !== undefined && { parent }) };
}

function descriptionOf(name: string, row: FieldRow, parent: string | undefined): string {
  const own =
    row.source === 'ecs'
      ? ecsDescription(row.line)
      : cell(windowsTexts().get(name) ?? '', 1) || cell(otherTexts().get(name) ?? '', 2);
  return own === '' ? derivedDescription(name, parent) : own;
}

// Elastic Defend repeats whole groups of fields for the target of an action and for the parent process.
const repeated: readonly (readonly [RegExp, string, string])[] = [
  [/^Target\./, '', 'of the target of the action'],
  [/^Effective_process\./, 'process.', 'of the process on whose behalf something was done'],
  [/^process\.parent\./, 'process.', 'of the parent process'],
];

/** Points to the field that this one is a form of; empty where there is none. */
function derivedDescription(name: string, parent: string | undefined): string {
  if (parent !== undefined)
    return name.endsWith('.caseless')
      ? `\`${parent}\`, compared without regard to case.`
      : `\`${parent}\`, split into words, case ignored.`;
  for (const [prefix, plain, whose] of repeated) {
    const original = name.replace(prefix, plain);
    if (original !== name && fieldRows().has(original)) return `\`${original}\` ${whose}.`;
  }
  return '';
}

const multiFieldNames = ['text', 'caseless'];

function multiFieldsOf(name: string): readonly string[] {
  return multiFieldNames
    .map((last) => `${name}.${last}`)
    .filter((full) => {
      const row = fieldRows().get(full);
      return row !== undefined && cell(row.line, row.source === 'ecs' ? 4 : 3) === name;
    });
}

const sortedNames = lazy(() => [...fieldRows().keys()].sort());

/** Every known field name, sorted by code units. */
export function fieldNames(): readonly string[] {
  return sortedNames();
}

/** Values that ECS lists for a field such as `event.category`; empty where it lists none. */
export function allowedValues(field: string): readonly AllowedValue[] {
  return valuesByField().get(field) ?? [];
}

/** Every known field name with the same in lower case, sorted. */
export const lowerNames: () => readonly (readonly [name: string, lower: string])[] = lazy(() =>
  fieldNames().map((name) => [name, name.toLowerCase()] as const),
);

/**
 * Known names that match a pattern with asterisks, given as the texts between them: `['process.', '.name']` for
 * `process.*.name`. An asterisk stands for any characters, dots included. Sorted.
 */
export function resolveFields(parts: readonly string[]): readonly string[] {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return fieldRows().has(first) ? [first] : [];
  return fieldNames().filter((name) => {
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let from = first.length;
    for (const part of rest) {
      const at = name.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= name.length - last.length;
  });
}

const namesByLower = lazy(() => new Map(lowerNames().map(([name, lower]) => [lower, name])));

// Names by the text before their last dot, and by the text after it; both in lower case.
const namesByParent = lazy(() => groupNames((name, dot) => name.slice(0, Math.max(dot, 0))));
const namesByLeaf = lazy(() => groupNames((name, dot) => name.slice(dot + 1)));

function groupNames(
  key: (name: string, dot: number) => string,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, lower] of lowerNames()) {
    const group = key(lower, lower.lastIndexOf('.'));
    const names = groups.get(group);
    if (names) names.push(name);
    else groups.set(group, [name]);
  }
  return groups;
}

/** Only the letters and digits: `event_category`, `eventCategory` and `event.category` have the same. */
function letters(lower: string): string {
  return lower.replace(/[^a-z0-9]/g, '');
}

const namesByLetters = lazy(() => {
  const names = new Map<string, string>();
  for (const [name, lower] of lowerNames())
    if (!names.has(letters(lower))) names.set(letters(lower), name);
  return names;
});

/**
 * The known field a mistyped name most likely means: the same but for case or what separates its parts, else one that differs a little in its last
 * part or in what stands before it. Undefined where nothing is near.
 */
export function nearestField(name: string): string | undefined {
  const lower = name.toLowerCase();
  const sameButCase = namesByLower().get(lower);
  if (sameButCase !== undefined) return sameButCase;
  const sameLetters = namesByLetters().get(letters(lower));
  if (sameLetters !== undefined) return sameLetters;
  const dot = lower.lastIndexOf('.');
  const parent = lower.slice(0, Math.max(dot, 0));
  const leaf = name.slice(dot + 1);
  const siblings = namesByParent().get(parent) ?? [];
  const nearLeaf = nearest(
    leaf,
    siblings.map((sibling) => sibling.slice(dot + 1)),
  );
  if (nearLeaf !== undefined)
    return siblings.find((sibling) => sibling.slice(dot + 1) === nearLeaf);
  // What differs stands before the last part: as much as would be a typo there. `acme.name` is no `file.name`.
  const limit = Math.max(1, Math.floor(parent.length / 3));
  return nearest(name, namesByLeaf().get(leaf.toLowerCase()) ?? [], limit);
}

/**
 * Up to `limit` known fields that a mistyped name may mean, best first: the likely one, then near names among the fields
 * of the same parent, of the same last part, and among all.
 */
export function nearestFields(name: string, limit: number): readonly string[] {
  const lower = name.toLowerCase();
  const dot = lower.lastIndexOf('.');
  const close = nearestField(name);
  const related = [
    ...(namesByParent().get(lower.slice(0, Math.max(dot, 0))) ?? []),
    ...(namesByLeaf().get(lower.slice(dot + 1)) ?? []),
  ];
  const found = new Set([
    ...(close === undefined ? [] : [close]),
    ...nearestOf(name, new Set(related), limit),
  ]);
  if (found.size < limit)
    for (const other of nearestOf(name, fieldNames(), limit)) found.add(other);
  return [...found].slice(0, limit);
}
