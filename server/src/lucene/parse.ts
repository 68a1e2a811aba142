// Parses a Lucene query as Elasticsearch's `query_string` does: verdict, tree and all problems, in one pass.
import { mistakeSpan } from '../text/mistakes';
import { toSourceSpan } from '../text/offsetMap';
import type { OffsetMap } from '../text/offsetMap';
import type { LuceneParseResult } from './ast';
import { parse } from './grammar';
import { hintFor } from './hints';
import { TreeBuilder } from './treeBuilder';

/**
 * Reads `text` with OR between clauses without an operator, Elasticsearch's default. `map` leads from offsets in the
 * text to the file; without it spans count in the text. Never throws.
 */
export function parseLucene(text: string, map?: OffsetMap): LuceneParseResult {
  const tree = new TreeBuilder(text, map);
  const root = parse(text, { tree });
  const mistakes = tree.mistakes.sorted;
  const [first] = mistakes;
  return {
    root,
    problems: mistakes.map(({ kind, offset, message }) => {
      const span = mistakeSpan(text, offset);
      const hint = hintFor(text, offset);
      return {
        code: kind === 'too-deep' ? 'lucene-too-deep' : 'lucene-syntax',
        message: hint === undefined ? message : `${message} ${hint}`,
        severity: 'error',
        span: map === undefined ? span : toSourceSpan(map, span),
      };
    }),
    error: first && { offset: first.offset, message: first.message },
  };
}
