// Elasticsearch's standard analyzer: words by Unicode text segmentation (UAX #29 as Lucene's StandardTokenizer has it),
// lower case, no stop words. Intl.Segmenter follows other rules (dictionaries, newer Unicode) and is not used. Compared with
// Lucene 9.11 on every character: only scripts that Unicode took in after version 12.1 make words here and not there.
import { javaLowerCase } from '../javaText';

/** Longer words are cut into pieces of this many UTF-16 units. */
const MAX_TOKEN_LENGTH = 255;

/** Marks, joiners and format characters belong to the character before them. */
const EXTENDING = String.raw`[[\p{Grapheme_Extend}\p{Mc}\p{Cf}\p{Emoji_Modifier}]--[\u200B]]`;
const EXTEND = `${EXTENDING}*`;
/** Scripts without blanks between words. */
const SOUTHEAST_ASIAN = String.raw`[${[
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tai_Le',
  'New_Tai_Lue',
  'Tai_Tham',
  'Tai_Viet',
  'Ahom',
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join('')}]--[\p{P}\p{N}\p{S}]`;
const KATAKANA_LETTER = String.raw`\p{Script=Katakana}\u3031-\u3035\u309B\u309C\u30A0\u30FC\uFF70`;
const OTHER_SCRIPTS = String.raw`\p{Ideographic}\p{Script=Hiragana}${KATAKANA_LETTER}[${SOUTHEAST_ASIAN}]`;
/** Signs that count as letters. */
const LETTER_SIGNS = String.raw`\u02C2-\u02C5\u02D2-\u02D7\u02DE\u02DF\u02ED\u02EF-\u02FF\u055B\u055C\u055E\u05F3\uA720\uA721\uA789\uA78A\uAB5B`;
const LETTER = String.raw`[[\p{Alphabetic}${LETTER_SIGNS}]--[${OTHER_SCRIPTS}]--${EXTENDING}]${EXTEND}`;
const DIGIT = String.raw`[\p{Nd}\u066B]${EXTEND}`;
/** The colon joined letters until Unicode 15.1. */
const JOINS_LETTERS = String.raw`[.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E\:\u00B7\u0387\u05F4\u2027\uFE13\uFE55\uFF1A]${EXTEND}`;
const JOINS_DIGITS = String.raw`[.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E,;\u037E\u0589\u060C\u060D\u066C\u07F8\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B]${EXTEND}`;
const CONNECTOR = String.raw`(?:[\p{Pc}\u202F]${EXTEND})`;
const ALPHANUMERIC = `(?:${LETTER}(?:${JOINS_LETTERS}(?=${LETTER}))?|${DIGIT}(?:${JOINS_DIGITS}(?=${DIGIT}))?)+`;
const KATAKANA = String.raw`(?:[${KATAKANA_LETTER}]${EXTEND})+`;
const WORD = `${CONNECTOR}*(?:${ALPHANUMERIC}|${KATAKANA})(?:${CONNECTOR}+(?:${ALPHANUMERIC}|${KATAKANA}))*${CONNECTOR}*`;
/** Extended_Pictographic of Unicode Emoji 12; later versions have fewer. */
const PICTOGRAPH = String.raw`[\u00A9\u00AE\u203C\u2049\u2122\u2139\u2194-\u2199\u21A9\u21AA\u231A\u231B\u2328\u2388\u23CF\u23E9-\u23F3\u23F8-\u23FA\u24C2\u25AA\u25AB\u25B6\u25C0\u25FB-\u25FE\u2600-\u2605\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271D\u2721\u2728\u2733\u2734\u2744\u2747\u274C\u274E\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27A1\u27B0\u27BF\u2934\u2935\u2B05-\u2B07\u2B1B\u2B1C\u2B50\u2B55\u3030\u303D\u3297\u3299\u{1F000}-\u{1F0FF}\u{1F10D}-\u{1F10F}\u{1F12F}\u{1F16C}-\u{1F171}\u{1F17E}\u{1F17F}\u{1F18E}\u{1F191}-\u{1F19A}\u{1F1AD}-\u{1F1E5}\u{1F201}-\u{1F20F}\u{1F21A}\u{1F22F}\u{1F232}-\u{1F23A}\u{1F23C}-\u{1F23F}\u{1F249}-\u{1F3FA}\u{1F400}-\u{1F53D}\u{1F546}-\u{1F64F}\u{1F680}-\u{1F6FF}\u{1F774}-\u{1F77F}\u{1F7D5}-\u{1F7FF}\u{1F80C}-\u{1F80F}\u{1F848}-\u{1F84F}\u{1F85A}-\u{1F85F}\u{1F888}-\u{1F88F}\u{1F8AE}-\u{1F8FF}\u{1F90C}-\u{1F93A}\u{1F93C}-\u{1F945}\u{1F947}-\u{1FFFD}]`;
const EMOJI_UNIT = String.raw`${PICTOGRAPH}(?:\uFE0F|\p{Emoji_Modifier})?`;
const EMOJI_SEQUENCE = String.raw`\u200D?${EMOJI_UNIT}(?:\u200D${EMOJI_UNIT})*(?:(?<!\uFE0F)${EXTENDING}+)?`;
const EMOJI = String.raw`(?:\p{RI}${EXTEND}){2}|${EMOJI_SEQUENCE}|\p{Emoji_Modifier}${EXTEND}|[0-9#*]\uFE0F?\u20E3${EXTEND}`;
/** At one place the longest of these is the word. */
const WORDS = [
  WORD,
  EMOJI,
  String.raw`[${SOUTHEAST_ASIAN}](?:[${SOUTHEAST_ASIAN}]|${EXTENDING})*`,
  String.raw`[\p{Script=Han}\p{Script=Hiragana}]${EXTEND}`,
].map((pattern) => new RegExp(pattern, 'vy'));
/** Covers the same ground for plain ASCII at a fraction of the cost. */
const ASCII_TOKEN =
  /_*(?:[a-z](?:[.':](?=[a-z]))?|[0-9](?:[.',;](?=[0-9]))?)+(?:_+(?:[a-z](?:[.':](?=[a-z]))?|[0-9](?:[.',;](?=[0-9]))?)+)*_*/g;
// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const IS_ASCII = /^[\x00-\x7f]*$/;

/** The words of a text in order, lower-cased. */
export function analyze(text: string): readonly string[] {
  const found = IS_ASCII.test(text)
    ? text.toLowerCase().match(ASCII_TOKEN)
    : wordsOf(text).map(javaLowerCase);
  return found?.flatMap(cut) ?? [];
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = Math.max(...WORDS.map((word) => endOf(word, text, at)));
    if (end > at) words.push(text.slice(at, end));
    at = end > at ? end : at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  }
  return words;
}

/** Where the word that begins at a place ends; the place itself if there is none. */
function endOf(word: RegExp, text: string, at: number): number {
  word.lastIndex = at;
  return word.test(text) ? word.lastIndex : at;
}

function cut(token: string): string | readonly string[] {
  if (token.length <= MAX_TOKEN_LENGTH) return token;
  const pieces: string[] = [];
  for (let at = 0; at < token.length; at += MAX_TOKEN_LENGTH)
    pieces.push(token.slice(at, at + MAX_TOKEN_LENGTH));
  return pieces;
}
