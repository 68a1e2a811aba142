// Parses an EQL query as Elasticsearch does: its tree, or the first mistake.
import { toSourceSpan } from '../text/offsetMap';
import type { OffsetMap } from '../text/offsetMap';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import type { EqlParseResult } from './ast';
import { EqlMistake } from './mistake';
import { EqlParser } from './parser';

/** `map` leads from offsets in the text to the file; without it spans count in the text. Never throws. */
export function parseEql(text: string, map?: OffsetMap): EqlParseResult {
  const place = map ? (span: Span) => toSourceSpan(map, span) : onlySpan;
  try {
    return { root: new EqlParser(text, place).statement(), problems: [] };
  } catch (mistake) {
    if (!(mistake instanceof EqlMistake)) throw mistake;
    return { root: undefined, problems: [problemOf(mistake, place)] };
  }
}

function onlySpan({ start, end }: Span): Span {
  return { start, end };
}

function problemOf({ message, span, opening }: EqlMistake, place: (span: Span) => Span): Problem {
  return {
    code: 'eql-syntax',
    message,
    severity: 'error',
    span: place(onlySpan(span)),
    ...(opening && {
      related: [{ span: place(onlySpan(opening)), message: 'It is open since here.' }],
    }),
  };
}
