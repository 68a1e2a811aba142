// What a document field is, as data: for the command line and the read-only documentation pages.
import type { AllowedValue, EventCode, FieldInfo } from '../catalog/catalogTypes';
import { endpointDataSetName, endpointDataSets } from '../catalog/endpointDataSets';
import { findField, nearestFields } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import { ownField } from './fieldSource';
import type { OwnField } from './fieldSource';
import type { WorkspaceFields } from './knowledge';
import { matchingWords } from './matching';

export interface FieldExplanation {
  /** The name that was asked for, and the field's. */
  readonly field: string;
  readonly name: string;
  readonly type: string;
  /** Markdown. */
  readonly description: string;
  /** Who defines the field. */
  readonly source: FieldInfo['source'] | OwnField['source'];
  /** The file of the workspace that says so. */
  readonly origin?: string;
  readonly isArray?: boolean;
  readonly ignoreAbove?: number;
  readonly normalizer?: string;
  /** The field that this one is a multi-field of. */
  readonly parent?: string;
  readonly multiFields?: readonly { readonly name: string; readonly type: string }[];
  /** How a KQL clause matches it: sentences, Markdown. */
  readonly matching: readonly string[];
  readonly allowedValues?: readonly AllowedValue[];
  readonly example?: string;
  /** Windows events that carry the field; those that the rule asks for first. */
  readonly events?: readonly Pick<EventCode, 'code' | 'title' | 'channel'>[];
  /** Data sets of Elastic Defend that carry the field, such as `endpoint.events.process`. */
  readonly dataSets?: readonly string[];
  readonly pitfalls?: readonly string[];
}

export interface UnknownField {
  readonly field: string;
  readonly unknown: true;
  readonly nearest: readonly string[];
}

const nearestLimit = 5;

/** Explains a field by its exact name; the workspace decides about its type. Events with a code in `asked` are listed first. */
export function explainField(
  field: string,
  asked: readonly string[] = [],
  workspace?: WorkspaceFields,
): FieldExplanation | UnknownField {
  const info = findField(field);
  const own = ownField(workspace?.find(field));
  if (!info && own) return ownExplanation(field, own);
  if (!info) return { field, unknown: true, nearest: nearestFields(field, nearestLimit) };
  const mapping = own ?? info.mapping;
  const { multiFields, pitfalls, allowedValues, isArray, parent, example } = info;
  const events = carriersOf(info, asked);
  const dataSets = endpointDataSets(field) ?? [];
  return {
    field,
    name: info.name,
    type: mapping.type,
    description: info.description,
    source: own?.source ?? info.source,
    ...(own?.origin !== undefined && { origin: own.origin }),
    ...(isArray === true && { isArray }),
    ...(mapping.ignoreAbove !== undefined && { ignoreAbove: mapping.ignoreAbove }),
    ...(mapping.normalizer !== undefined && { normalizer: mapping.normalizer }),
    ...(parent !== undefined && { parent }),
    ...(multiFields && { multiFields: multiFields.map(nameAndType) }),
    matching: matchingWords(mapping),
    ...(allowedValues && { allowedValues }),
    ...(example !== undefined && { example }),
    ...(events.length > 0 && {
      events: events.map(({ code, title, channel }) => ({ code, title, channel })),
    }),
    ...(dataSets.length > 0 && { dataSets: dataSets.map(endpointDataSetName) }),
    ...(pitfalls && { pitfalls }),
  };
}

/** Of a field that no catalogue describes. */
function ownExplanation(field: string, own: OwnField): FieldExplanation {
  return {
    field,
    name: field,
    type: own.type,
    description: '',
    source: own.source,
    ...(own.origin !== undefined && { origin: own.origin }),
    ...(own.ignoreAbove !== undefined && { ignoreAbove: own.ignoreAbove }),
    ...(own.parent !== undefined && { parent: own.parent }),
    matching: matchingWords(own),
  };
}

function nameAndType(name: string): { readonly name: string; readonly type: string } {
  return { name, type: findField(name)?.mapping.type ?? '' };
}

/** Channels that rules read most; their events are listed first. */
const mainChannels: readonly string[] = ['Security', 'Microsoft-Windows-Sysmon/Operational'];

/** The Windows events that carry a field: those asked for, then Security and Sysmon, then the rest. */
export function carriersOf(field: FieldInfo, asked: readonly string[]): readonly EventCode[] {
  const name = field.name.replace('winlog.event_data.', '');
  const rank = ({ code, channel }: EventCode): number => {
    if (asked.includes(code)) return -1;
    const place = mainChannels.indexOf(channel);
    return place < 0 ? mainChannels.length : place;
  };
  return (field.eventCodes ?? [])
    .flatMap(findEventCodes)
    .filter((event) => event.fields?.includes(name))
    .sort((a, b) => rank(a) - rank(b));
}
