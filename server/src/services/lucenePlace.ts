// Finds the field or value of a Lucene tree at an offset of the file.
import type { LuceneNode } from '../lucene/ast';
import { assertNever } from '../text/assertNever';
import { touches } from '../text/span';
import type { Span } from '../text/span';

export type LucenePlace =
  | { readonly kind: 'field'; readonly field: string; readonly span: Span }
  /** `text` is absent for what stands for many values. `span` is the whole condition. */
  | {
      readonly kind: 'value';
      readonly field: string | undefined;
      readonly text: string | undefined;
      readonly span: Span;
    };

export function lucenePlaceAt(node: LuceneNode, offset: number): LucenePlace | undefined {
  switch (node.kind) {
    case 'bool':
      for (const { query } of node.clauses) {
        const found = lucenePlaceAt(query, offset);
        if (found) return found;
      }
      return undefined;
    case 'text':
    case 'phrase':
    case 'wildcard':
    case 'regex':
    case 'range':
    case 'exists': {
      const { field, span } = node;
      if (field && touches(field.span, offset))
        return { kind: 'field', field: field.name, span: field.span };
      if (!touches(span, offset)) return undefined;
      const text = 'text' in node ? node.text : undefined;
      return { kind: 'value', field: field?.name, text, span };
    }
    case 'all':
    case 'error':
      return undefined;
    default:
      return assertNever(node);
  }
}
