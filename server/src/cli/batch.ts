// `--batch`: one JSON object a line on stdin, one answer a line on stdout, in order.
import type { JsonObject } from '../events/event';
import { isBlank, lineCutter } from '../events/lines';
import type { Line } from '../events/lines';
import { parseJson } from '../events/spelledNumber';
import { isObject } from '../events/toEvent';
import type { Io } from './command';

/** Blank lines are no input. What `answer` throws goes through; a line that is no object goes to `broken`. */
export async function runBatch(
  io: Io,
  answer: (input: JsonObject) => unknown,
  broken: (message: string) => unknown,
): Promise<void> {
  const cutter = lineCutter();
  const reply = (line: Line): string => {
    const input = parseLine(line);
    const result = typeof input === 'string' ? broken(input) : answer(input);
    return `${JSON.stringify(result)}\n`;
  };
  for await (const chunk of io.input) {
    const replies: string[] = [];
    for (const line of cutter.cut(chunk)) if (!isBlank(line.bytes)) replies.push(reply(line));
    if (replies.length > 0) await io.out(replies.join(''));
  }
  const last = cutter.end();
  if (last && !isBlank(last.bytes)) await io.out(reply(last));
}

/** Leaves out a byte order mark; throws for bytes that are no text. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** The object of a line, its numbers as they are spelled, or one sentence. */
function parseLine({ bytes, number }: Line): JsonObject | string {
  try {
    const text = strictUtf8.decode(bytes);
    const value = parseJson(text);
    return isObject(value) ? value : `line ${number} is not a JSON object`;
  } catch (error) {
    return `line ${number} is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}
