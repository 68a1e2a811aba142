// lucene-operator: an operator in small letters, which Lucene takes for a word.
import { toDecoded, toSourceSpan } from '../../text/offsetMap';
import type { Check, Finding } from '../check';
import { luceneClauses } from './luceneClauses';
import type { LuceneClauseOf } from './luceneClauses';
import { queryFix, queryTextAt } from './queryText';

export const luceneOperator: Check = {
  code: 'lucene-operator',
  severity: 'warning',
  doc: 'In Lucene `and`, `or` and `not` are words to search for; its operators are written in capitals.',
  languages: ['lucene'],
  run: ({ document }) => luceneClauses(document).flatMap(findWords),
};

/** Neighbouring words are one text: the operator may stand anywhere in it. */
function findWords({ node, field, query }: LuceneClauseOf): readonly Finding[] {
  if (node.kind !== 'text') return [];
  const raw = queryTextAt(query, node.span);
  const start = toDecoded(query.node.map, node.span.start);
  return [...raw.matchAll(/(?<!\S)(?:and|or|not)(?!\S)/g)].map((match) => {
    const [word] = match;
    const at = start + match.index;
    const span = toSourceSpan(query.node.map, { start: at, end: at + word.length });
    const operator = word.toUpperCase();
    return {
      message: field
        ? `\`${word}\` is a part of the value here. Lucene's operator is \`${operator}\`.`
        : `Lucene searches for the word \`${word}\` in every field. Its operator is \`${operator}\`.`,
      span,
      fixes: queryFix(query, `Change to \`${operator}\``, {
        edits: [{ span, text: operator }],
        isSafe: false,
      }),
    };
  });
}
