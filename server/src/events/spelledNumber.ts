// Numbers of JSON whose text says more than a number of JavaScript holds: `1e3`, `1000.0`, integers beyond 2^53.
// Elasticsearch indexes the text of a number in fields that hold texts, and all digits of an integer.
import type { JsonObject, JsonValue } from './event';

/** `String` gives the text, `Number` the value. */
export class SpelledNumber {
  /** @param text as the document spells it */
  constructor(readonly text: string) {}

  /** What stands for it where plain JSON is wanted: a number, or the text of an integer that would lose digits. */
  get plain(): number | string {
    const number = Number(this.text);
    const losesDigits = !Number.isSafeInteger(number) && /^-?\d+$/.test(this.text);
    return losesDigits ? this.text : number;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number | string {
    return this.plain;
  }
}

/** The value of a number of JSON. */
export function readNumber(text: string): number | SpelledNumber {
  const number = Number(text);
  const isWhole = String(number) === text && (Number.isSafeInteger(number) || number % 1 !== 0);
  return isWhole ? number : new SpelledNumber(text);
}

/** Where the text may hold a number that `readNumber` does not give as a number. */
const unusual =
  /[:[,]\s*-?(?:\d+(?:\.\d*)?[eE]|\d+\.\d*0(?!\d)|0\.0{6}|[\d.]{16}|(?<=-)0(?![\d.]))/;

/** Like `JSON.parse` of an array or an object, and throws as it does; numbers are read by `readNumber`. */
export function parseJson(json: string): JsonValue {
  const value = JSON.parse(json) as JsonValue;
  return unusual.test(json) ? readTokens(json) : value;
}

/** The same with plain numbers alone, fit to travel between threads. */
export function plainJson(value: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** The tokens of JSON that carry something. */
const tokens = /[{}[\]]|"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null/g;

/** Of a text that is JSON. */
function readTokens(json: string): JsonValue {
  let items: JsonValue[] = [];
  const outer: JsonValue[][] = [];
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{' || token === '[') {
      outer.push(items);
      items = [];
    } else if (token === '}' || token === ']') {
      const value = token === ']' ? items : Object.fromEntries(pairsOf(items));
      items = outer.pop() ?? [];
      items.push(value);
    } else items.push(parseScalar(token));
  }
  return items[0] ?? null;
}

/** Names and values of an object in turns. */
function* pairsOf(items: readonly JsonValue[]): Generator<readonly [string, JsonValue]> {
  for (let i = 0; i < items.length; i += 2) yield [items[i] as string, items[i + 1] ?? null];
}

/** The value that a text, a number or a word of JSON spells. */
export function parseScalar(token: string): JsonValue {
  return /^[-\d]/.test(token) ? readNumber(token) : (JSON.parse(token) as JsonValue);
}
