// Numbers in sentences.
import { grouped } from '../text/grouped';

/** `1 event`, `2,345 events`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}
