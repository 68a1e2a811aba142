// From the text of one document to an event: hits and bare documents, and what is neither.
import type { Event, JsonObject, JsonValue } from './event';
import { parseJson, SpelledNumber } from './spelledNumber';
import { notUtf8 } from './utf8';

/** Where a document's text stands in its sample. */
export interface DocumentPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

/**
 * The event of a document or of a hit with `_source`, or one sentence about why the text is none. Never throws.
 */
export function toEvent(bytes: Buffer, place: DocumentPlace): Event | string {
  const value = parseObject(bytes);
  if (typeof value === 'string') return value;
  const hit = value['_source'];
  return eventOf(value, isObject(hit) ? hit : value, place);
}

/** Like `toEvent`; also takes hits of a search that asked for `fields` alone. */
export function toHit(bytes: Buffer, place: DocumentPlace): Event | string {
  const value = parseObject(bytes);
  if (typeof value === 'string') return value;
  const hit = value['_source'];
  if (isObject(hit)) return eventOf(value, hit, place);
  return eventOf(value, fieldsOf(value) ?? value, place);
}

/** The `fields` of a hit without `_source`: dotted names, each value a list. */
export function fieldsOf(value: JsonObject): JsonObject | undefined {
  const fields = value['fields'];
  const isHit = typeof value['_index'] === 'string' && !isObject(value['_source']);
  return isHit && isObject(fields) ? fields : undefined;
}

/** The object that a text spells, or one sentence about why it is none. */
export function parseObject(bytes: Buffer): JsonObject | string {
  return notUtf8(bytes) ?? parseLossy(bytes);
}

/** Like `parseObject`; bytes that are no UTF-8 are replaced. */
export function parseLossy(bytes: Buffer): JsonObject | string {
  let value: JsonValue;
  try {
    value = parseJson(bytes.toString('utf8'));
  } catch (error) {
    return brokenJson(bytes, error);
  }
  return isObject(value)
    ? value
    : `not an event: expected a JSON object but found ${kindOf(value)}`;
}

function eventOf(hit: JsonObject, source: JsonObject, place: DocumentPlace): Event {
  return { ...place, id: textOf(hit['_id']), index: textOf(hit['_index']), source };
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !(value instanceof SpelledNumber);
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** Ids are text; some exports write numbers. */
export function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number' || value instanceof SpelledNumber) return String(value);
  return typeof value === 'string' ? value : undefined;
}

function brokenJson(bytes: Buffer, error: unknown): string {
  if (bytes.includes(0)) return 'not JSON: the line holds NUL bytes';
  const reason = error instanceof Error ? error.message : String(error);
  // V8 quotes the text behind a comma; the line is named anyway and may be long.
  return `not JSON: ${reason.split(/, "|, \.\.\."/u)[0] ?? reason}`;
}
