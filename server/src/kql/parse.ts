// Parses a KQL query: Kibana's verdict, and a tree with all problems for the editor, in one pass.
import type { OffsetMap } from '../text/offsetMap';
import { toSourceSpan } from '../text/offsetMap';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import type { KqlParseResult } from './ast';
import { parse } from './grammar';
import { hintFor } from './hints';
import { TreeBuilder } from './treeBuilder';
import type { Mistake } from './treeBuilder';

export interface KqlParseOptions {
  /** `*foo` as a value; the detection engine allows it. Default true. */
  readonly allowLeadingWildcards?: boolean;
}

/**
 * Reads `text` as Kibana does. `map` leads from offsets in the text to the file; without it spans count in the text.
 * Never throws.
 */
export function parseKql(
  text: string,
  map?: OffsetMap,
  options: KqlParseOptions = {},
): KqlParseResult {
  const { allowLeadingWildcards = true } = options;
  const tree = new TreeBuilder({ text, map, allowLeadingWildcards });
  const root = parse(text, { tree });
  const { mistakes } = tree;
  const [first] = mistakes;
  return {
    root,
    problems: mistakes.map((mistake) => toProblem(text, mistake, map)),
    error: first && { offset: first.offset, message: first.message },
  };
}

function toProblem(text: string, mistake: Mistake, map: OffsetMap | undefined): Problem {
  const span = markedSpan(text, mistake.offset);
  const hint = mistake.kind === 'syntax' ? hintFor(text, mistake) : undefined;
  return {
    code: codes[mistake.kind],
    message: hint === undefined ? mistake.message : `${mistake.message} ${hint}`,
    severity: 'error',
    span: map === undefined ? span : toSourceSpan(map, span),
  };
}

const codes = {
  syntax: 'kql-syntax',
  'leading-wildcard': 'kql-leading-wildcard',
  'too-deep': 'kql-too-deep',
} as const;

/**
 * A word or a quoted text (an open one up to the end of its line) is marked whole, anything else by one character. At
 * the end of the query, and on the blank lines before it, there is nothing to see: the last word is marked.
 */
function markedSpan(text: string, offset: number): Span {
  const found = text.codePointAt(offset);
  if (found === undefined) return lastWord(text);
  const word = /[\w.*-]+|"(?:[^"\\\r\n]|\\.)*"?/y;
  word.lastIndex = offset;
  const end = word.test(text) ? word.lastIndex : offset + String.fromCodePoint(found).length;
  return { start: offset, end };
}

function lastWord(text: string): Span {
  const end = text.trimEnd().length;
  const word = /[\w.*-]*$/.exec(text.slice(Math.max(0, end - 100), end))?.[0] ?? '';
  return { start: Math.max(0, end - Math.max(1, word.length)), end };
}
