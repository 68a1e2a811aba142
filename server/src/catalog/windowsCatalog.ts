// Windows knowledge: event codes, security identifiers and logon types.
import windowsEvents from '../../data/windows-events.tsv';
import logonTypes from '../../data/windows-logon-types.tsv';
import windowsSids from '../../data/windows-sids.tsv';
import type { EventCode, KnownSid } from './catalogTypes';
import { cell, indexTable, lazy, listCell, tableLines } from './table';

const eventsByCode: () => ReadonlyMap<string, readonly EventCode[]> = lazy(() => {
  const events = new Map<string, EventCode[]>();
  for (const line of tableLines(windowsEvents)) {
    const event = toEventCode(line);
    events.set(event.code, [...(events.get(event.code) ?? []), event]);
  }
  return events;
});

function toEventCode(line: string): EventCode {
  const action = cell(line, 4);
  const category = listCell(line, 5);
  const type = listCell(line, 6);
  const auditSubcategory = cell(line, 7);
  const fields = listCell(line, 8);
  return {
    code: cell(line, 0),
    title: cell(line, 1),
    channel: cell(line, 2),
    provider: cell(line, 3),
    ...(action !== '' && { action }),
    ...(category.length > 0 && { category }),
    ...(type.length > 0 && { type }),
    ...(auditSubcategory !== '' && { auditSubcategory }),
    ...(fields.length > 0 && { fields }),
  };
}

/** Windows events with that code, one per channel (`event.code` alone does not tell the channel). */
export function findEventCodes(code: string): readonly EventCode[] {
  return eventsByCode().get(code) ?? [];
}

/** More of one subcategory or channel than that are no family. */
const largestFamily = 30;

/** Other events of the same audit subcategory; without one, of the same channel if it has few. Nearest codes first. */
export function relatedEvents(event: EventCode): readonly EventCode[] {
  const { code, channel, auditSubcategory } = event;
  const family = allEventCodes().filter(
    (other) =>
      other.code !== code &&
      other.channel === channel &&
      other.auditSubcategory === auditSubcategory,
  );
  if (auditSubcategory === undefined && family.length > largestFamily) return [];
  const distance = (other: EventCode): number => Math.abs(Number(other.code) - Number(code));
  return [...family].sort((a, b) => distance(a) - distance(b));
}

const codesByField: () => ReadonlyMap<string, readonly string[]> = lazy(() => {
  const codes = new Map<string, string[]>();
  for (const event of [...eventsByCode().values()].flat())
    for (const field of event.fields ?? []) {
      const list = codes.get(field) ?? [];
      if (!list.includes(event.code)) list.push(event.code);
      codes.set(field, list);
    }
  for (const list of codes.values()) list.sort((a, b) => Number(a) - Number(b));
  return codes;
});

const eventData = 'winlog.event_data.';

/** Codes of the events that carry a `winlog.event_data.*` field, ascending; empty for other fields. */
export function eventCodesOfField(name: string): readonly string[] {
  if (!name.startsWith(eventData)) return [];
  return codesByField().get(name.slice(eventData.length)) ?? [];
}

const sids = lazy(() => indexTable(windowsSids));

interface SidPattern {
  readonly pattern: RegExp;
  readonly line: string;
}

const sidPatterns: () => readonly SidPattern[] = lazy(() =>
  [...sids()]
    .filter(([sid]) => sid.includes('*'))
    .map(([sid, line]) => ({ line, pattern: patternOf(sid) })),
);

// In a domain SID the asterisk stands for the domain's three numbers, elsewhere for the rest of the identifier.
function patternOf(sid: string): RegExp {
  const numbers = sid.startsWith('S-1-5-21-') ? '\\d+-\\d+-\\d+' : '\\d+(?:-\\d+)*';
  return new RegExp(`^${sid.replace('*', numbers)}$`, 'i');
}

/** What a SID stands for: a well-known one, or one whose form says it (`S-1-5-21-…-500`). Undefined for other text. */
export function findSid(text: string): KnownSid | undefined {
  const sid = text.toUpperCase();
  const line = sids().get(sid) ?? sidPatterns().find(({ pattern }) => pattern.test(sid))?.line;
  return line === undefined ? undefined : { sid, name: cell(line, 1), kind: cell(line, 2) };
}

/** A logon type of events 4624, 4625 and others. */
export interface LogonType {
  readonly type: number;
  /** As in `winlog.logon.type`. */
  readonly name: string;
  readonly description: string;
}

const logonTypeRows = lazy(() => indexTable(logonTypes));

/** The logon type of that number (`winlog.event_data.LogonType`), or undefined. */
export function findLogonType(type: number | string): LogonType | undefined {
  const line = logonTypeRows().get(String(type));
  if (line === undefined) return undefined;
  return { type: Number(type), name: cell(line, 1), description: cell(line, 2) };
}

/** Every event we know, in the order of the table. */
export function allEventCodes(): readonly EventCode[] {
  return [...eventsByCode().values()].flat();
}

/** Every SID that is the same on all systems. */
export function allSids(): readonly KnownSid[] {
  return [...sids()]
    .filter(([sid]) => !sid.includes('*'))
    .map(([sid, line]) => ({ sid, name: cell(line, 1), kind: cell(line, 2) }));
}

/** Every logon type, ascending. */
export function allLogonTypes(): readonly LogonType[] {
  return [...logonTypeRows().keys()].flatMap((type) => findLogonType(type) ?? []);
}
