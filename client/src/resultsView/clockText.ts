// The text box of the clock: what a user may type for `now`.

const isoTime =
  /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;

/** ISO 8601 of the typed time; no zone means UTC, no clock time means midnight. Undefined if it is no time. */
export function readClockText(text: string): string | undefined {
  const trimmed = text.trim();
  if (!isoTime.test(trimmed)) return undefined;
  const joined = trimmed.replace(' ', 'T').toUpperCase();
  const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(joined.slice(10)) ? joined : `${withClock(joined)}Z`;
  const time = hasDay(joined) ? Date.parse(zoned) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function hasDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const last = new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate();
  return day !== undefined && day <= last;
}

function withClock(text: string): string {
  return text.includes('T') ? text : `${text}T00:00`;
}
