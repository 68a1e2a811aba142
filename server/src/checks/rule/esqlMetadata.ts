// esql-metadata: an ES|QL query whose alerts Kibana cannot tell apart.
import { toSourceSpan } from '../../text/offsetMap';
import type { RuleQuery } from '../../rule/ruleDocument';
import type { Check, Finding } from '../check';
import { isDeprecated } from '../ruleTables';
import { withoutTexts } from './esqlText';

export const esqlMetadata: Check = {
  code: 'esql-metadata',
  severity: 'warning',
  doc: 'An ES|QL query without `stats ... by` asks for `metadata _id, _version, _index`, and keeps them.',
  run: ({ document }) => {
    const { query } = document;
    if (query?.language !== 'esql' || isDeprecated(document) || query.text.trim() === '') return [];
    const text = withoutTexts(query.text);
    if (/\|\s*stats\b/i.test(text)) return /\bkeep\b/i.test(text) ? [] : [noKeep(query)];
    return [...metadataOf(query, text), ...keepsOf(query, text)];
  },
};

const needed = ['_id', '_version', '_index'] as const;

function metadataOf(query: RuleQuery, text: string): readonly Finding[] {
  const [source = ''] = text.split('|');
  const listed = /\bmetadata\s+([^|]+)/i.exec(source)?.[1] ?? '';
  const names = listed.split(',').map((name) => name.trim());
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length === 0) return [];
  return [
    {
      message: `Without ${missing.join(', ')} behind \`metadata\` in the \`from\` command, the same event can alert again.`,
      span: place(query, 0, source.trimEnd().length),
    },
  ];
}

function keepsOf(query: RuleQuery, text: string): readonly Finding[] {
  const keeps = [...text.matchAll(/\|\s*(keep\s+([^|]+))/gi)];
  if (keeps.length === 0) return [noKeep(query)];
  return keeps.flatMap((keep) => {
    const names = (keep[2] ?? '').split(',').map((name) => name.trim());
    const missing = needed.filter((name) => !names.includes(name));
    if (names.includes('*') || missing.length === 0) return [];
    const start = keep.index + keep[0].length - (keep[1] ?? '').length;
    return [
      {
        message: `\`keep\` drops ${missing.join(', ')}: the same event can alert again.`,
        span: place(query, start, (keep[1] ?? '').trimEnd().length),
      },
    ];
  });
}

function noKeep(query: RuleQuery): Finding {
  return {
    message:
      'The query has no `keep`: the repository asks for one, so that alerts hold what matters.',
    span: query.node.span,
  };
}

function place({ node }: RuleQuery, start: number, length: number): Finding['span'] {
  return toSourceSpan(node.map, { start, end: start + length });
}
