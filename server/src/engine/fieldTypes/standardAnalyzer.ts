// Elasticsearch's standard analyzer: words by Unicode text segmentation (UAX #29 as Lucene's StandardTokenizer has it),
// lower case, no stop words. Intl.Segmenter follows other rules (dictionaries, newer Unicode) and is not used.
import { javaLowerCase } from '../javaText';

/** Longer words are cut into pieces of this many UTF-16 units. */
const MAX_TOKEN_LENGTH = 255;

/** Marks, joiners and format characters belong to the character before them. */
const EXTEND = String.raw`[\p{M}\p{Cf}]*`;
const SOUTHEAST_ASIAN = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const OTHER_SCRIPTS = String.raw`\p{Ideographic}\p{Script=Hiragana}\p{Script=Katakana}\u30FC\uFF70${SOUTHEAST_ASIAN}`;
const LETTER = String.raw`(?:(?![${OTHER_SCRIPTS}\p{M}\p{N}\p{So}])\p{Alphabetic}|(?![${OTHER_SCRIPTS}])\p{Nl}|\u05F3)${EXTEND}`;
const DIGIT = String.raw`[\p{Nd}\u066B\u066C]${EXTEND}`;
/** Unicode 9 still counts the colon among the marks that join letters. */
const JOINS_LETTERS = String.raw`[.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E:\u00B7\u0387\u05F4\u2027\uFE13\uFE55\uFF1A]${EXTEND}`;
const JOINS_DIGITS = String.raw`[.'\u2018\u2019\u2024\uFE52\uFF07\uFF0E,;\u037E\u0589\u060C\u060D\u07F8\u2044\uFE10\uFE14\uFE50\uFE54\uFF0C\uFF1B]${EXTEND}`;
const CONNECTOR = String.raw`(?:[\p{Pc}\u202F]${EXTEND})`;
const ALPHANUMERIC = `(?:${LETTER}(?:${JOINS_LETTERS}(?=${LETTER}))?|${DIGIT}(?:${JOINS_DIGITS}(?=${DIGIT}))?)+`;
const KATAKANA = String.raw`(?:[\p{Script=Katakana}\u3031-\u3035\u309B\u309C\u30FC\uFF70]${EXTEND})+`;
const WORD = `${CONNECTOR}*(?:${ALPHANUMERIC}|${KATAKANA})(?:${CONNECTOR}+(?:${ALPHANUMERIC}|${KATAKANA}))*${CONNECTOR}*`;
const EMOJI_UNIT = String.raw`(?:\p{Emoji_Presentation}\uFE0F?|\p{Extended_Pictographic}\uFE0F)\p{Emoji_Modifier}?`;
const EMOJI = String.raw`\p{RI}\p{RI}|${EMOJI_UNIT}(?:\u200D\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)*|[0-9#*]\uFE0F?\u20E3`;
const TOKEN = new RegExp(
  String.raw`${EMOJI}|${WORD}|[${SOUTHEAST_ASIAN}][${SOUTHEAST_ASIAN}\p{M}\p{Cf}]*|[\p{Ideographic}\p{Script=Hiragana}]${EXTEND}`,
  'gu',
);
/** Covers the same ground for plain ASCII at a fraction of the cost. */
const ASCII_TOKEN =
  /_*(?:[a-z](?:[.':](?=[a-z]))?|[0-9](?:[.',;](?=[0-9]))?)+(?:_+(?:[a-z](?:[.':](?=[a-z]))?|[0-9](?:[.',;](?=[0-9]))?)+)*_*/g;
// eslint-disable-next-line no-control-regex -- the whole ASCII range is meant
const IS_ASCII = /^[\x00-\x7f]*$/;

/** The words of a text in order, lower-cased. */
export function analyze(text: string): readonly string[] {
  const found = IS_ASCII.test(text)
    ? text.toLowerCase().match(ASCII_TOKEN)
    : text.match(TOKEN)?.map(javaLowerCase);
  return found?.flatMap(cut) ?? [];
}

function cut(token: string): string | readonly string[] {
  if (token.length <= MAX_TOKEN_LENGTH) return token;
  const pieces: string[] = [];
  for (let at = 0; at < token.length; at += MAX_TOKEN_LENGTH)
    pieces.push(token.slice(at, at + MAX_TOKEN_LENGTH));
  return pieces;
}
