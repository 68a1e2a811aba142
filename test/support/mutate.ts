// Random edits of real texts, the same for the same seed: what the fuzz runs feed to the parsers.

/** Returns the next number in [0, 1). */
export type Random = () => number;

/** A small generator of good quality (mulberry32), so that a seed names a run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A whole number in [0, limit). */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of the items. Throws if there is none. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** What the texts of one language are made of, and other texts to splice with. */
export interface MutationSource {
  /** Short texts that carry structure: quotes, brackets, keywords. */
  readonly tokens: readonly string[];
  readonly texts: readonly string[];
}

/** Text that no author means: control and surrogate halves, line ends, invisible and wide characters. */
const oddTexts = [
  '\0',
  '\u007f',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\u{1F600}',
];

/** The text after one to four random edits. */
export function mutate(text: string, random: Random, source: MutationSource): string {
  let edited = text;
  for (let edits = 1 + below(random, 4); edits > 0; edits--)
    edited = pick(random, allEdits)(edited, random, source);
  return edited;
}

type Edit = (text: string, random: Random, source: MutationSource) => string;

function replace(text: string, start: number, end: number, insertion: string): string {
  return text.slice(0, start) + insertion + text.slice(end);
}

/** A place in the text, with luck one where a token of the language stands. */
function place(text: string, random: Random, source: MutationSource): number {
  const anywhere = below(random, text.length + 1);
  if (random() < 0.3) return anywhere;
  const token = text.indexOf(pick(random, source.tokens), anywhere);
  return token < 0 ? anywhere : token;
}

const deleteToken: Edit = (text, random, source) => {
  const at = place(text, random, source);
  const token = source.tokens.find((candidate) => text.startsWith(candidate, at));
  return replace(text, at, at + (random() < 0.5 ? 1 : (token?.length ?? 1)), '');
};

const insertToken: Edit = (text, random, source) => {
  const at = place(text, random, source);
  return replace(text, at, at, pick(random, random() < 0.8 ? source.tokens : oddTexts));
};

const replaceToken: Edit = (text, random, source) => {
  const at = place(text, random, source);
  return replace(text, at, at + 1, pick(random, source.tokens));
};

const deleteRange: Edit = (text, random, source) => {
  const at = place(text, random, source);
  return replace(text, at, at + below(random, random() < 0.8 ? 20 : 2000), '');
};

const duplicateRange: Edit = (text, random, source) => {
  const from = place(text, random, source);
  const part = text.slice(from, from + below(random, random() < 0.8 ? 40 : 1000));
  const at = place(text, random, source);
  return replace(text, at, at, part);
};

const splice: Edit = (text, random, source) => {
  const other = pick(random, source.texts);
  const from = below(random, other.length + 1);
  const at = place(text, random, source);
  return replace(text, at, at + below(random, 200), other.slice(from, from + below(random, 400)));
};

const truncate: Edit = (text, random, source) =>
  random() < 0.5
    ? text.slice(0, place(text, random, source))
    : text.slice(place(text, random, source));

const allEdits: readonly Edit[] = [
  deleteToken,
  deleteToken,
  insertToken,
  insertToken,
  replaceToken,
  deleteRange,
  duplicateRange,
  splice,
  truncate,
];
