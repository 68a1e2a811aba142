// esql-keep: an ES|QL query that does not say what its alerts hold, or drops what tells them apart.
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { queryFix } from '../query/queryText';
import { esqlQuery, metadataFields, placeInQuery } from './esqlText';
import type { EsqlQuery } from './esqlText';

export const esqlKeep: Check = {
  code: 'esql-keep',
  severity: 'warning',
  doc: 'An ES|QL query has a `keep`, and without `stats` each keeps `_id, _version, _index`.',
  languages: ['esql'],
  run: findKeep,
};

function findKeep({ document }: CheckInput): readonly Finding[] {
  const found = esqlQuery(document);
  if (!found) return nothing;
  const keeps = [...found.text.matchAll(/\|\s*(keep\s+([^|]+))/gi)];
  if (keeps.length === 0) return [noKeep(found)];
  if (/\|\s*stats\b/i.test(found.text)) return nothing;
  return findEach(keeps, (keep) => drops(found, keep));
}

function noKeep({ query }: EsqlQuery): Finding {
  const message =
    'The query has no `keep`: the repository asks for one, so that alerts hold what matters.';
  return { message, span: query.node.span };
}

function drops({ query }: EsqlQuery, keep: RegExpExecArray): readonly Finding[] {
  const [all, command = '', columns = ''] = keep;
  const names = columns.split(',').map((name) => name.trim());
  const missing = metadataFields.filter((name) => !names.includes(name));
  if (names.includes('*') || missing.length === 0) return nothing;
  const start = keep.index + all.length - command.length;
  const first = placeInQuery(query, start + command.length - columns.length, 0);
  const text = `${missing.join(', ')}, `;
  return [
    {
      message: `\`keep\` drops ${missing.join(', ')}: the same event can alert again.`,
      span: placeInQuery(query, start, command.trimEnd().length),
      fixes: queryFix(query, `Keep ${missing.join(', ')}`, {
        edits: [{ span: first, text }],
        isSafe: false,
      }),
    },
  ];
}
