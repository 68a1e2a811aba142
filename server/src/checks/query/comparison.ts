// How the field of a condition compares texts: what the logic of conditions side by side rests on.
import { findField } from '../../catalog/fieldCatalog';
import type { KqlTerm } from '../../kql/ast';
import type { CheckedField, CheckedFields } from '../check';

/** Fields by the names that conditions at a place give them. */
export interface FieldsHere extends CheckedFields {
  /** The path of the groups around the place, with its dot; '' outside of groups. */
  readonly path: string;
}

/** Inside a group Kibana knows no types: it asks for a keyword as it asks for a field of type `wildcard`. */
export function fieldsInGroup(fields: FieldsHere, group: string): FieldsHere {
  return {
    ...fields,
    path: `${fields.path}${group}.`,
    find: (name) => {
      const known = fields.find(`${group}.${name}`);
      return known?.type === 'keyword' ? { ...known, type: 'wildcard' } : known;
    },
  };
}

/** Where a quoted word equals a bare one. */
const wholeTypes: readonly string[] = ['keyword', 'wildcard', 'constant_keyword'];

/** The value is compared with the whole text, as one pattern if it holds wildcards. */
export function isWholeValue(value: KqlTerm, field: CheckedField | undefined): boolean {
  if (!field || !wholeTypes.includes(field.type)) return false;
  if (value.kind !== 'wildcard') return value.value !== null;
  return field.type === 'keyword' || !value.parts.some((part) => /[ \t\r\n]/.test(part));
}

/** The field compares whole texts with their case: no analyzer and no normalizer changes them. */
export function isWholeText(field: string, fields: CheckedFields): boolean {
  const known = fields.find(field);
  return known !== undefined && wholeTypes.includes(known.type) && known.normalizer === undefined;
}

/** ECS and the Windows event log say that the field is no list. */
export function isSingle(field: string, { path }: FieldsHere): boolean {
  const info = findField(path + field);
  const isDescribed = info?.source === 'ecs' || info?.source === 'windows';
  return isDescribed && info.isArray !== true;
}
