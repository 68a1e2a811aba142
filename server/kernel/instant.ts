// AssemblyScript: reads the one spelling of times that nearly all events use: `2026-01-05T10:00:00.000Z`.

/** Epoch milliseconds of a valid text in exactly this form; NaN for any other text, which may still be a time. */
export function parseInstant(start: usize, end: usize): f64 {
  if (end - start != 24 || load<u8>(start, 23) != 90 || load<u8>(start, 10) != 84) return NaN;
  if (load<u8>(start, 4) != 45 || load<u8>(start, 7) != 45) return NaN;
  if (load<u8>(start, 13) != 58 || load<u8>(start, 16) != 58 || load<u8>(start, 19) != 46) return NaN;
  const century = pair(start);
  const decade = pair(start + 2);
  const month = pair(start + 5);
  const day = pair(start + 8);
  const hour = pair(start + 11);
  const minute = pair(start + 14);
  const second = pair(start + 17);
  const hundredths = pair(start + 20);
  const thousandth = <i32>load<u8>(start, 22) - 48;
  // A missing digit leaves its sign bit here.
  const signs = century | decade | month | day | hour | minute | second | hundredths | thousandth;
  if (signs < 0 || thousandth > 9 || hour > 23 || minute > 59 || second > 59) return NaN;
  const year = century * 100 + decade;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return NaN;
  const seconds = (hour * 60 + minute) * 60 + second;
  const millis = hundredths * 10 + thousandth;
  return <f64>dayNumber(year, month, day) * 86_400_000.0 + <f64>(seconds * 1000 + millis);
}

/** The number that two digits spell, negative where one is none. */
@inline
function pair(at: usize): i32 {
  const high = <i32>load<u8>(at) - 48;
  const low = <i32>load<u8>(at, 1) - 48;
  return <u32>high > 9 || <u32>low > 9 ? -1 : high * 10 + low;
}

function daysOf(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Days since 1970-01-01 in the Gregorian calendar; a year begins in March, so the leap day is its last. */
function dayNumber(year: i32, month: i32, day: i32): i32 {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468;
}
