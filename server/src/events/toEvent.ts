// From the text of one document to an event: hits and bare documents, and what is neither.
import type { Event, JsonObject, JsonValue } from './event';

/** Where a document's text stands in its sample. */
export interface DocumentPlace {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

/** The event, or one sentence about why the text is none. Never throws. */
export function toEvent(bytes: Buffer, place: DocumentPlace): Event | string {
  let value: JsonValue;
  try {
    value = JSON.parse(bytes.toString('utf8')) as JsonValue;
  } catch (error) {
    return brokenJson(bytes, error);
  }
  if (!isObject(value)) return `not an event: expected a JSON object but found ${kindOf(value)}`;
  const hit = value['_source'];
  const source = isObject(hit) ? hit : value;
  return { ...place, id: textOf(value['_id']), index: textOf(value['_index']), source };
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

/** Ids are text; some exports write numbers. */
function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function brokenJson(bytes: Buffer, error: unknown): string {
  if (bytes.includes(0)) return 'not JSON: the line holds NUL bytes';
  const reason = error instanceof Error ? error.message : String(error);
  // V8 quotes the text behind a comma; the line is named anyway and may be long.
  return `not JSON: ${reason.split(/, "|, \.\.\."/u)[0] ?? reason}`;
}
