// Integers with more digits than a number of JavaScript holds: they are kept as texts, since Elasticsearch keeps all digits.

/** The value of a number of JSON: a number, or its text where an integer would lose digits. */
export function numberOf(text: string): number | string {
  const number = Number(text);
  return isLossy(text, number) ? text : number;
}

function isLossy(text: string, number: number): boolean {
  return text.length > 15 && !Number.isSafeInteger(number) && /^-?\d+$/.test(text);
}

/** A text of JSON, or an integer that is no part of another number. */
const token = /"(?:[^"\\]|\\[^])*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;

/** The JSON with such integers as texts; the same text where there are none. */
export function quoteLongIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(token, (found) =>
    found.startsWith('"') || !isLossy(found, Number(found)) ? found : `"${found}"`,
  );
}
