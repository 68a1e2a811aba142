// The one spelling of dates that nearly all events use, read without a general parser: `2026-01-05T10:00:00.000Z`.

const dash = 45;
const colon = 58;

/** Epoch milliseconds of a valid text in exactly this form; undefined for any other text, which may still be a date. */
export function isoInstant(text: string): number | undefined {
  if (text.length !== 24 || text.charCodeAt(23) !== 90 || text.charCodeAt(10) !== 84)
    return undefined;
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return undefined;
  if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon) return undefined;
  if (text.charCodeAt(19) !== 46) return undefined;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  const millis = digits(text, 20) * 10 + digit(text, 22);
  // A comparison with NaN is false, so a missing digit ends here as well.
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && millis >= 0;
  if (!isTime || !(year >= 1) || !(month >= 1 && month <= 12)) return undefined;
  if (!(day >= 1 && day <= daysOf(year, month))) return undefined;
  return (
    dayNumber(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + millis
  );
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : NaN;
}

function digits(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the Gregorian calendar; a year begins in March, so the leap day is its last. */
function dayNumber(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}
