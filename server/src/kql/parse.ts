// Parses a KQL query: Kibana's verdict, and a tree with all problems for the editor, in one pass.
import { mistakeSpan } from '../text/mistakes';
import type { Mistake } from '../text/mistakes';
import type { OffsetMap } from '../text/offsetMap';
import { toSourceSpan } from '../text/offsetMap';
import type { Problem } from '../text/problem';
import type { KqlParseResult } from './ast';
import { parse } from './grammar';
import { hintFor } from './hints';
import { TreeBuilder } from './treeBuilder';

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
  const mistakes = tree.mistakes.sorted;
  const [first] = mistakes;
  return {
    root,
    problems: mistakes.map((mistake) => toProblem(text, mistake, map)),
    error: first && { offset: first.offset, message: first.message },
  };
}

function toProblem(text: string, mistake: Mistake, map: OffsetMap | undefined): Problem {
  const span = mistakeSpan(text, mistake.offset);
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
