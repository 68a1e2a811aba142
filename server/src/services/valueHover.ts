// Hover on a value of a clause: Windows event codes, SIDs, logon types, allowed values of ECS.
import type { EventCode, KnownSid } from '../catalog/catalogTypes';
import { findField } from '../catalog/fieldCatalog';
import { findEventCodes, findLogonType, findSid, relatedEvents } from '../catalog/windowsCatalog';
import { describeAddress } from './addressHover';
import { describeWindowsCode } from './codeHover';
import { holdsEventCode, holdsLogonType } from './fieldKinds';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';

const shownFields = 24;

/** Markdown about a value; undefined where there is nothing to say. */
export function describeValue(field: string | undefined, value: string): string | undefined {
  if (field !== undefined && holdsEventCode(field)) return describeEventCodes(value);
  if (field !== undefined && holdsLogonType(field)) return describeLogonType(value);
  const windowsCode = field === undefined ? undefined : describeWindowsCode(field, value);
  if (windowsCode !== undefined) return windowsCode;
  if (field !== undefined && findField(field)?.mapping.type === 'ip') return describeAddress(value);
  const sid = /^S-1-/i.test(value) ? findSid(value) : undefined;
  if (sid) return describeSid(sid, value);
  return field === undefined ? undefined : describeAllowed(field, value);
}

function describeEventCodes(value: string): string | undefined {
  const events = findEventCodes(value);
  return events.length === 0 ? undefined : events.map(describeEvent).join('\n\n---\n\n');
}

/** The card of an event: what it is, where it comes from, what must be on, its fields, related events. */
function describeEvent(event: EventCode): string {
  const facts = [
    `Channel ${code(event.channel)}, provider ${code(event.provider)}`,
    event.auditSubcategory === undefined
      ? ''
      : `Logged if the audit subcategory *${escapeMarkdown(event.auditSubcategory)}* is on`,
    ecsFacts(event).join('; '),
  ].filter((fact) => fact !== '');
  return paragraphs(
    `**Event ${code(event.code)}** · ${escapeMarkdown(event.title)}`,
    bullets(facts),
    fieldList(event.fields ?? []),
    related(event),
  );
}

/** What an event has in ECS fields that rules ask for. */
export function ecsFacts({ action, category = [], type = [] }: EventCode): readonly string[] {
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ['event.action', action === undefined ? [] : [action]],
    ['event.category', category],
    ['event.type', type],
  ];
  return facts
    .filter(([, values]) => values.length > 0)
    .map(([field, values]) => `${code(field)}: ${values.map((value) => code(value)).join(', ')}`);
}

function fieldList(fields: readonly string[]): string {
  if (fields.length === 0) return '';
  const more = fields.length > shownFields ? ` and ${fields.length - shownFields} more` : '';
  const names = fields.slice(0, shownFields).map((name) => code(name));
  return `**Carries** ${code('winlog.event_data.*')}: ${names.join(', ')}${more}`;
}

const shownEvents = 8;

/** Events that the same audit subcategory, or the same channel of few events, records: a line each. */
export function relatedLines(event: EventCode): readonly string[] {
  return relatedEvents(event).map(
    ({ code: other, title }) => `${code(other)} ${escapeMarkdown(title)}`,
  );
}

function related(event: EventCode): string {
  const lines = relatedLines(event);
  if (lines.length === 0) return '';
  const more = lines.length > shownEvents ? ` and ${lines.length - shownEvents} more` : '';
  return `**Related**: ${lines.slice(0, shownEvents).join(', ')}${more}`;
}

function describeLogonType(value: string): string | undefined {
  const type = findLogonType(value);
  return (
    type &&
    paragraphs(`**Logon type ${code(value)}** · ${escapeMarkdown(type.name)}`, type.description)
  );
}

function describeSid(sid: KnownSid, value: string): string {
  const [kind = '', meaning = ''] = sid.kind.split(/: (.*)/s);
  const words = meaning === '' ? '' : `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
  return paragraphs(
    `**${code(value)}** · ${escapeMarkdown(sid.name)} · ${escapeMarkdown(kind)}`,
    escapeMarkdown(words),
  );
}

function describeAllowed(field: string, value: string): string | undefined {
  const allowed = findField(field)?.allowedValues?.find((candidate) => candidate.name === value);
  if (!allowed) return undefined;
  const types = (allowed.expectedEventTypes ?? []).map((type) => code(type)).join(', ');
  return paragraphs(
    `**${code(field)}** · ${code(value)}`,
    allowed.description,
    types === '' ? '' : `Goes with ${code('event.type')}: ${types}`,
  );
}
