// esql-group-field: suppression of ES|QL alerts by a column that the query does not give.
import type { Check } from '../check';
import { withoutComments } from './esqlText';

export const esqlGroupField: Check = {
  code: 'esql-group-field',
  severity: 'warning',
  doc: 'Suppression in an ES|QL rule groups by columns that the query gives.',
  languages: ['esql'],
  run: ({ document: { query, rule } }) => {
    if (query?.language !== 'esql' || query.text.trim() === '') return [];
    const columns = rule.alertSuppression?.groupBy ?? [];
    if (columns.length === 0) return [];
    const text = withoutComments(query.text);
    return columns.flatMap(({ value, span }) =>
      isMissing(text, value)
        ? [{ message: `The query gives no column \`${value}\`: nothing is grouped by it.`, span }]
        : [],
    );
  },
};

/** Behind `stats` only the columns are left that it or a later command names, or that come from another index. */
function isMissing(text: string, column: string): boolean {
  if (column === '' || hasForeignColumns(text)) return false;
  const last = [...text.matchAll(/\|\s*stats\b/gi)].at(-1);
  if (!last) return column.startsWith('Esql.') && !names(text, column);
  return !names(text.slice(last.index), column);
}

function hasForeignColumns(text: string): boolean {
  return /\|\s*(?:enrich|lookup|completion|fork|rerank|change_point)\b/i.test(text);
}

/** The name stands in the text, not as a part of a longer one. Quotation marks inside of names may stand in between. */
function names(text: string, column: string): boolean {
  const plain = text.replaceAll('`', '');
  for (let at = plain.indexOf(column); at >= 0; at = plain.indexOf(column, at + 1)) {
    const before = plain.charAt(at - 1);
    const after = plain.slice(at + column.length);
    if (!/[\w.]/.test(before) && !/^(?:\w|\.\w)/.test(after)) return true;
  }
  return false;
}
