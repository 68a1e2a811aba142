// Numbers, times and values as the results view writes them.
import type { JsonValue } from '../../../server/src/protocol';

const separated = new Intl.NumberFormat('en-US');

/** With thousands separators. */
export function formatCount(count: number): string {
  return separated.format(count);
}

/** `1 event`, `2 events`, `1,024 events`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** ISO 8601 or epoch milliseconds as `2026-01-06 12:00:00Z`, with milliseconds where there are any; other text as it is. */
export function formatTime(time: string | number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  return date.toISOString().replace('T', ' ').replace('.000Z', 'Z');
}

/** The same to the second, for a table: the tooltip and the detail pane have the rest. */
export function formatSeconds(time: string | number): string {
  return formatTime(time).replace(/\.\d{3}Z$/, 'Z');
}

/** The same instant in the reader's own time zone, for a tooltip; empty for what is no time. */
export function formatLocalTime(time: string | number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '';
  return date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });
}

/** `340 ms`, `2.1 s`. */
export function formatElapsed(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `512 bytes`, `1.4 KB`, `12 MB`: powers of 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : formatCount(Math.round(value))} ${units[power - 1] ?? ''}`;
}

/** A field's value on one line: text as it is, all else as JSON. */
export function formatValue(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function formatValues(values: readonly JsonValue[]): string {
  return values.map(formatValue).join(', ');
}

/** The name of a file for a heading: the last part of a path or URI. */
export function fileName(file: string): string {
  const last = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  if (!file.startsWith('file:')) return last;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
