// Large numbers in sentences.

/** An integer with thousands separators: `1,234,567`. `toLocaleString` would load Node's language data for it. */
export function grouped(integer: number | bigint): string {
  return String(integer).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
