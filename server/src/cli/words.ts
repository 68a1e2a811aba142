// Numbers in sentences.

/** `1 event`, `2,345 events`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}

/** With thousands separators. */
export function grouped(number: number): string {
  return number.toLocaleString('en-US');
}
