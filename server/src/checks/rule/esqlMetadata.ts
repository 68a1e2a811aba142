// esql-metadata: an ES|QL query whose alerts Kibana cannot tell apart.
import type { Check, CheckInput, Finding } from '../check';
import { nothing } from '../findEach';
import { queryFix } from '../query/queryText';
import { esqlQuery, metadataFields, placeInQuery } from './esqlText';

export const esqlMetadata: Check = {
  code: 'esql-metadata',
  severity: 'warning',
  doc: 'An ES|QL query without `stats ... by` asks for `metadata _id, _version, _index`.',
  languages: ['esql'],
  run: findMetadata,
};

function findMetadata({ document }: CheckInput): readonly Finding[] {
  const found = esqlQuery(document);
  if (!found || /\|\s*stats\b[^|]*\bby\b/i.test(found.text)) return nothing;
  const [source = ''] = found.text.split('|');
  const listed = /\bmetadata\s+([^|]+)/i.exec(source)?.[1];
  const names = listed?.split(',').map((name) => name.trim()) ?? [];
  const missing = metadataFields.filter((name) => !names.includes(name));
  if (missing.length === 0) return nothing;
  const { length } = source.trimEnd();
  const end = placeInQuery(found.query, length, 0);
  const text = `${listed === undefined ? ' metadata ' : ', '}${missing.join(', ')}`;
  return [
    {
      message: `Without ${missing.join(', ')} behind \`metadata\` in the \`from\` command, the same event can alert again.`,
      span: placeInQuery(found.query, 0, length),
      fixes: queryFix(found.query, `Add \`${text.trim().replace(/^, /, '')}\``, {
        edits: [{ span: end, text }],
        isSafe: false,
      }),
    },
  ];
}
