// Parses a KQL query: Kibana's verdict, and a tree with all problems for the editor, in one pass.
import { mistakeSpan } from '../text/mistakes';
import type { Mistake } from '../text/mistakes';
import type { OffsetMap } from '../text/offsetMap';
import { toSourceSpan } from '../text/offsetMap';
import type { Problem } from '../text/problem';
import type { KqlParseResult } from './ast';
import { parse } from './grammar';
import { hintFor } from './hints';
import { strayQuoteLine } from './strayQuote';
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
    problems: problemsOf(text, mistakes, map),
    error: first && { offset: first.offset, message: first.message },
  };
}

/** Behind a quote without its partner only the first mistake says something. */
function problemsOf(
  text: string,
  mistakes: readonly Mistake[],
  map: OffsetMap | undefined,
): readonly Problem[] {
  const [first] = mistakes;
  const line = first && mistakes.length > 1 ? strayQuoteLine(text) : undefined;
  if (first?.kind !== 'syntax' || !line || first.offset < line.start)
    return mistakes.map((mistake) => toProblem(text, mistake, map));
  const problem = toProblem(text, first, map);
  const span = map === undefined ? line : toSourceSpan(map, line);
  return [
    {
      ...problem,
      message: `${first.message} A quote before it has no partner.`,
      related: [{ span, message: 'One of the quotes in this line has no partner.' }],
    },
  ];
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
