// Decimal texts as Elasticsearch reads them, exactly: whole numbers beyond 2^53 stay exact as bigint.

/** A number whose text was read without loss where it is whole. */
export type Exact = number | bigint;

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?$/;

/** The number a text spells; undefined if it is none (hexadecimal, NaN and infinity are none). */
export function parseDecimal(text: string): Exact | undefined {
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) || Math.abs(number) < 1) return number;
  if (!Number.isInteger(number)) return Number.isFinite(number) ? number : undefined;
  const { digits, exponent } = scientific(text);
  if (exponent >= 0) return digits * 10n ** BigInt(exponent);
  const unit = 10n ** BigInt(-exponent);
  return digits % unit === 0n ? digits / unit : number;
}

/** Cuts off the fraction. */
export function truncate(value: Exact): Exact {
  return typeof value === 'bigint' ? value : Math.trunc(value) + 0;
}

export function isWhole(value: Exact): boolean {
  return typeof value === 'bigint' || Number.isInteger(value);
}

/** A decimal text times a factor, computed in decimals and rounded once (`1.1` by 100 is 110, not 110.00000000000001). */
export function scaleDecimal(text: string, factor: number): number {
  const a = scientific(text);
  const b = scientific(String(factor));
  return Number(`${a.digits * b.digits}e${a.exponent + b.exponent}`);
}

/** Nearest half-precision float, ties to even; Infinity beyond its range (65504). */
export function toHalf(value: number): number {
  const single = Math.fround(value);
  const size = Math.abs(single);
  if (size === 0 || !Number.isFinite(single)) return single;
  const exponent = Math.max(Math.floor(Math.log2(size)), -14);
  const unit = 2 ** (exponent - 10);
  const rounded = roundToEven(size / unit) * unit;
  return Math.sign(single) * (rounded > 65504 ? Infinity : rounded);
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The text as `digits` times ten to the `exponent`. */
function scientific(text: string): { readonly digits: bigint; readonly exponent: number } {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.');
  const digits = BigInt(`${whole}${fraction}` || '0');
  return {
    digits: mantissa.startsWith('-') ? -digits : digits,
    exponent: Number(power) - fraction.length,
  };
}
