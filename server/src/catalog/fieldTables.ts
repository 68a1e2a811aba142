// The field tables of server/data as one index: field name -> where its row is. The first table that has a name wins.
import ecsDescriptions from '../../data/ecs-descriptions.txt';
import ecsPitfalls from '../../data/ecs-field-pitfalls.tsv';
import ecsFields from '../../data/ecs-fields.tsv';
import ecsValues from '../../data/ecs-values.tsv';
import endpointFields from '../../data/endpoint-fields.tsv';
import otherDescriptions from '../../data/other-field-descriptions.tsv';
import integrationFields from '../../data/integration-fields.tsv';
import windowsDescriptions from '../../data/windows-field-descriptions.tsv';
import windowsFields from '../../data/windows-fields.tsv';
import type { AllowedValue, FieldInfo } from './catalogTypes';
import type { FieldMapping, FieldType } from './fieldType';
import { cell, forEachRow, indexTable, lazy, listCell, tableLines } from './table';

/** A row of a field table and the table it is from. */
export interface FieldRow {
  readonly line: string;
  readonly source: FieldInfo['source'];
}

/** Every field by name. */
export const fieldRows: () => ReadonlyMap<string, FieldRow> = lazy(() => {
  const rows = new Map<string, FieldRow>();
  const tables: readonly (readonly [string, FieldInfo['source']])[] = [
    [ecsFields, 'ecs'],
    [windowsFields, 'windows'],
    [endpointFields, 'endpoint'],
    [integrationFields, 'integration'],
  ];
  for (const [text, source] of tables)
    forEachRow(text, (name, line) => {
      if (!rows.has(name)) rows.set(name, { line, source });
    });
  return rows;
});

/** Type and limits from the columns `type` and `parameters`, which all field tables share. */
export function mappingOf(line: string): FieldMapping {
  // The generators write only types of the union.
  const type = cell(line, 1) as FieldType;
  const [number, normalizer] = cell(line, 2).split(' ');
  const value = number === undefined || number === '' ? undefined : Number(number);
  return {
    type,
    ...(type === 'keyword' && value !== undefined && { ignoreAbove: value }),
    ...(type === 'scaled_float' && value !== undefined && { scalingFactor: value }),
    ...(normalizer === 'lowercase' && { normalizer }),
  };
}

/** What only the ECS table holds. */
export function ecsDetails(line: string): Pick<FieldInfo, 'parent' | 'example' | 'isArray'> {
  const example = cell(line, 5);
  return {
    ...parentOf(cell(line, 4)),
    ...(example !== '' && { example }),
    ...(cell(line, 3) === 'array' && { isArray: true }),
  };
}

/** Parent of a multi-field in the other tables. */
export function otherDetails(line: string): Pick<FieldInfo, 'parent'> {
  return parentOf(cell(line, 3));
}

function parentOf(parent: string): Pick<FieldInfo, 'parent'> {
  return parent === '' ? {} : { parent };
}

const ecsTexts = lazy(() => ecsDescriptions.split('\n'));

/** Description of a row of the ECS table, in ECS's words. */
export function ecsDescription(line: string): string {
  const id = cell(line, 6);
  return id === '' ? '' : (ecsTexts()[Number(id)] ?? '');
}

/** Rows of our own descriptions of Windows fields: name, description, pitfalls. */
export const windowsTexts = lazy(() => indexTable(windowsDescriptions));

const ecsPitfallTexts = lazy(() => indexTable(ecsPitfalls));

/** What trips people up in a field, in our words. */
export function pitfallsOf(name: string): readonly string[] {
  const text =
    cell(windowsTexts().get(name) ?? '', 2) || cell(ecsPitfallTexts().get(name) ?? '', 1);
  return text === '' ? [] : text.split(' || ');
}

/** Rows of our own descriptions of other fields: name, type, description. */
export const otherTexts = lazy(() => indexTable(otherDescriptions));

/** Allowed or expected values by field, in ECS's order. */
export const valuesByField: () => ReadonlyMap<string, readonly AllowedValue[]> = lazy(() => {
  const values = new Map<string, readonly AllowedValue[]>();
  for (const line of tableLines(ecsValues)) {
    const types = listCell(line, 2);
    const value = {
      name: cell(line, 1),
      description: cell(line, 3),
      ...(types.length > 0 && { expectedEventTypes: types }),
    };
    for (const field of listCell(line, 0)) values.set(field, [...(values.get(field) ?? []), value]);
  }
  return values;
});
