// Whole numbers between two bounds as a regular language over digits.
import type { Algebra, Language } from './algebra';

/**
 * `<least-most>`, in either order: with bounds of one length exactly that many digits, otherwise any number of leading
 * zeros.
 */
export function decimalInterval(least: string, most: string, algebra: Algebra): Language {
  const [min, max] = [Number(least), Number(most)].sort((a, b) => a - b);
  if (min === undefined || max === undefined) return algebra.nothing;
  const digits = least.length === most.length ? least.length : 0;
  if (digits > 0) return between(pad(min, digits), pad(max, digits), algebra);
  const byLength: Language[] = [];
  for (let length = String(min).length; length <= String(max).length; length++) {
    const first = length === 1 ? 0 : 10 ** (length - 1);
    const from = pad(Math.max(min, first), length);
    byLength.push(between(from, pad(Math.min(max, 10 ** length - 1), length), algebra));
  }
  return algebra.concat(
    algebra.repeat(digit('0', '0', algebra), 0, undefined),
    algebra.union(byLength),
  );
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

function digit(from: string, to: string, algebra: Algebra): Language {
  return from > to ? algebra.nothing : algebra.chars([[from.charCodeAt(0), to.charCodeAt(0)]]);
}

/** Texts as long as the bounds, which are of one length. */
function between(low: string, high: string, algebra: Algebra): Language {
  if (low === '') return algebra.empty;
  const rest = low.length - 1;
  const [lowest, highest] = [low.charAt(0), high.charAt(0)];
  if (lowest === highest)
    return algebra.concat(
      digit(lowest, lowest, algebra),
      between(low.slice(1), high.slice(1), algebra),
    );
  const inside = digit(next(lowest, 1), next(highest, -1), algebra);
  return algebra.union([
    algebra.concat(
      digit(lowest, lowest, algebra),
      between(low.slice(1), '9'.repeat(rest), algebra),
    ),
    algebra.concat(inside, algebra.repeat(digit('0', '9', algebra), rest, rest)),
    algebra.concat(
      digit(highest, highest, algebra),
      between('0'.repeat(rest), high.slice(1), algebra),
    ),
  ]);
}

function next(char: string, step: number): string {
  return String.fromCharCode(char.charCodeAt(0) + step);
}
