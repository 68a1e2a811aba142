// The tree as plain data without spans, for `rulewright parse --language lucene` and for comparing trees.
import { assertNever } from '../text/assertNever';
import type { LuceneBound, LuceneField, LuceneNode, LucenePatternPart } from './ast';

/** `null`: the index's default fields. */
type Field = string | null;

/**
 * One key names the kind of node. `{bool}` holds clauses, each `{must}`, `{should}` or `{mustNot}`: all of the first,
 * none of the last, and one of the second where nothing must. `{wildcard}` has `*` and `?` as signs and backslashes
 * before literal ones. A bound is `{gte}`, `{gt}`, `{lte}` or `{lt}`; open ends are left out. `{all}` is every document.
 */
export type NeutralLucene =
  | { readonly bool: readonly NeutralClause[] }
  | { readonly text: { readonly field: Field; readonly value: string; readonly fuzzy?: string } }
  | { readonly phrase: { readonly field: Field; readonly value: string; readonly slop?: string } }
  | { readonly wildcard: { readonly field: Field; readonly value: string } }
  | { readonly regex: { readonly field: Field; readonly value: string } }
  | { readonly range: { readonly field: Field } & Readonly<Record<string, string | null>> }
  | { readonly exists: string }
  | { readonly all: true }
  | { readonly error: true };

export type NeutralClause =
  | { readonly must: NeutralLucene }
  | { readonly should: NeutralLucene }
  | { readonly mustNot: NeutralLucene };

/** The neutral form of a tree. */
export function luceneToNeutral(node: LuceneNode): NeutralLucene {
  switch (node.kind) {
    case 'bool':
      return {
        bool: node.clauses.map(({ occur, query }) => clause(occur, luceneToNeutral(query))),
      };
    case 'text': {
      const fuzzy = node.fuzzy === undefined ? {} : { fuzzy: node.fuzzy };
      return { text: { field: nameOf(node.field), value: node.text, ...fuzzy } };
    }
    case 'phrase': {
      const slop = node.slop === undefined ? {} : { slop: node.slop };
      return { phrase: { field: nameOf(node.field), value: node.text, ...slop } };
    }
    case 'wildcard':
      return { wildcard: { field: nameOf(node.field), value: node.parts.map(partText).join('') } };
    case 'regex':
      return { regex: { field: nameOf(node.field), value: node.pattern } };
    case 'range':
      return {
        range: {
          field: nameOf(node.field),
          ...bound(node.lower, 'gt'),
          ...bound(node.upper, 'lt'),
        },
      };
    case 'exists':
      return { exists: node.field.name };
    case 'all':
    case 'error':
      return node.kind === 'all' ? { all: true } : { error: true };
    default:
      return assertNever(node);
  }
}

function clause(occur: 'must' | 'should' | 'mustNot', query: NeutralLucene): NeutralClause {
  switch (occur) {
    case 'must':
      return { must: query };
    case 'should':
      return { should: query };
    case 'mustNot':
      return { mustNot: query };
  }
}

function nameOf(field: LuceneField | undefined): Field {
  return field?.name ?? null;
}

function partText(part: LucenePatternPart): string {
  if (part.kind === 'text') return part.text.replace(/[\\*?]/g, '\\$&');
  return part.kind === 'many' ? '*' : '?';
}

function bound({ value, inclusive }: LuceneBound, open: 'gt' | 'lt'): Record<string, string> {
  return value === undefined ? {} : { [inclusive ? `${open}e` : open]: value };
}
