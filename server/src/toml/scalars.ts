// Numbers, booleans, dates and times: from the word in the file to its type and value (TOML 1.0.0).
import type { TomlScalar } from './ast';

export type ScalarValue = Pick<TomlScalar, 'type' | 'value'>;

/** Longer words are no sensible number and would only cost time and stack. */
const longestScalar = 4096;

const decimal = /^[+-]?(?:0|[1-9](?:_?\d)*)$/;
const prefixed = /^0(?:x[\da-fA-F](?:_?[\da-fA-F])*|o[0-7](?:_?[0-7])*|b[01](?:_?[01])*)$/;
const float = /^[+-]?(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?$/;
const time = String.raw`(\d\d):(\d\d):(\d\d)(?:\.(\d+))?`;
const dateTime = new RegExp(
  String.raw`^(\d{4})-(\d\d)-(\d\d)(?:[Tt ]${time}([Zz]|[+-]\d\d:\d\d)?)?$`,
);
const timeOnly = new RegExp(`^${time}$`);

/** Type and value of the word, or undefined if it is no number, boolean, date or time. */
export function scalarOf(word: string): ScalarValue | undefined {
  if (word === 'true' || word === 'false') return { type: 'bool', value: word === 'true' };
  if (word.length > longestScalar) return undefined;
  return numberOf(word) ?? dateOf(word) ?? timeOf(word);
}

function numberOf(word: string): ScalarValue | undefined {
  if (decimal.test(word) || prefixed.test(word)) return integerOf(word.replaceAll('_', ''));
  if (float.test(word)) return { type: 'float', value: Number(word.replaceAll('_', '')) };
  switch (word) {
    case 'inf':
    case '+inf':
      return { type: 'float', value: Infinity };
    case '-inf':
      return { type: 'float', value: -Infinity };
    case 'nan':
    case '+nan':
    case '-nan':
      return { type: 'float', value: NaN };
    default:
      return undefined;
  }
}

/** Only what fits in a signed 64 bit integer, as the format demands. */
function integerOf(digits: string): ScalarValue | undefined {
  const magnitude = BigInt(digits.replace(/^[+-]/, ''));
  const value = digits.startsWith('-') ? -magnitude : magnitude;
  return BigInt.asIntN(64, value) === value ? { type: 'integer', value } : undefined;
}

function dateOf(word: string): ScalarValue | undefined {
  const match = dateTime.exec(word);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '', second = '', fraction, zone] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return undefined;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { type: 'date-local', value: date };
  const clock = clockText({ hour, minute, second, fraction });
  if (clock === undefined || (zone !== undefined && !isZone(zone))) return undefined;
  return zone === undefined
    ? { type: 'datetime-local', value: `${date}T${clock}` }
    : { type: 'datetime', value: `${date}T${clock}${zone.toUpperCase()}` };
}

function timeOf(word: string): ScalarValue | undefined {
  const match = timeOnly.exec(word);
  if (match === null) return undefined;
  const [, hour = '', minute = '', second = '', fraction] = match;
  const value = clockText({ hour, minute, second, fraction });
  return value === undefined ? undefined : { type: 'time-local', value };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function isZone(zone: string): boolean {
  return zone.length === 1 || (Number(zone.slice(1, 3)) <= 23 && Number(zone.slice(4)) <= 59);
}

interface Clock {
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly fraction: string | undefined;
}

/** `HH:MM:SS`, with milliseconds if the source has a fraction (finer digits are cut, as the format allows). */
function clockText({ hour, minute, second, fraction }: Clock): string | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const whole = `${hour}:${minute}:${second}`;
  return fraction === undefined ? whole : `${whole}.${fraction.slice(0, 3).padEnd(3, '0')}`;
}
