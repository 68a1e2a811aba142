// quoted-wildcard: an asterisk in quotes.
import { printTerm } from '../../kql/print';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import type { RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import { eqlParts } from './eqlClauses';
import type { EqlClause } from './eqlClauses';
import { tokensOf } from './esqlTokens';
import { luceneClauses } from './luceneClauses';
import { cutTypes, inValues, replaceValue, takesWildcards } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const quotedWildcard: Check = {
  code: 'quoted-wildcard',
  severity: 'warning',
  doc: 'An asterisk in quotes is an asterisk, not a wildcard; in EQL it is one behind `:` and `like` alone.',
  run(input) {
    const { query } = input.document;
    if (query?.eql) return inEql(input);
    if (query?.language === 'esql') return inEsql(query);
    return [...inValues(input, findQuotedWildcard), ...inLucene(input)];
  },
};

const message = 'In quotes `*` is an asterisk, not a wildcard.';

function inLucene({ document, context: { fields } }: CheckInput): readonly Finding[] {
  return findEach(luceneClauses(document), ({ node, field }) => {
    if (node.kind !== 'phrase' || !field || !node.text.includes('*')) return nothing;
    const known = fields.find(field.name);
    if (isShareName(node.text) || (known && !takesWildcards(known))) return nothing;
    return [{ message, span: node.span }];
  });
}

function inEql({ document }: CheckInput): readonly Finding[] {
  return findEach(eqlParts(document)?.clauses ?? [], findExactWildcard);
}

/** Behind `==` and `!=` of ES|QL; `like` and `rlike` take patterns. */
function inEsql(query: RuleQuery): readonly Finding[] {
  const tokens = tokensOf(query);
  return findEach(tokens, ({ kind, text, start }, at) => {
    const operator = tokens[at - 1]?.text ?? '';
    if (kind !== 'text' || !text.includes('*') || !/^[!=]=$/.test(operator)) return nothing;
    const span = toSourceSpan(query.node.map, { start, end: start + text.length });
    return [
      {
        message: `Behind \`${operator}\` the sign \`*\` is an asterisk, not a wildcard. \`like\` takes wildcards.`,
        span,
      },
    ];
  });
}

const exact: readonly string[] = ['==', '!=', 'in', 'in~'];

function findExactWildcard({ operator, values }: EqlClause): readonly Finding[] {
  if (!exact.includes(operator)) return nothing;
  return findEach(values, ({ value, span }) =>
    typeof value === 'string' && value.includes('*') && !isShareName(value)
      ? [
          {
            message: `Behind \`${operator}\` the sign \`*\` is an asterisk, not a wildcard. \`:\` and \`like\` take wildcards.`,
            span,
          },
        ]
      : nothing,
  );
}

/** Windows writes the name of a share so: \\*\IPC$. */
function isShareName(value: string): boolean {
  return value.startsWith('\\\\*\\');
}

function findQuotedWildcard(place: ValuePlace): readonly Finding[] {
  const { value, field } = place;
  if (value.kind !== 'phrase' || !value.value.includes('*')) return [];
  if (isShareName(value.value)) return [];
  if (field && !takesWildcards(field)) return [];
  const fixes = unquotedFix(place, value.value.split(/\*+/));
  return [{ message, span: value.span, fixes }];
}

/** None where the pattern would meet single words or be cut at its blanks: neither was meant. */
function unquotedFix(place: ValuePlace, parts: readonly string[]): readonly Fix[] {
  const { value, field } = place;
  if (field?.type === 'text' || field?.type === 'match_only_text') return [];
  if (field && cutTypes.includes(field.type) && parts.some((part) => /[ \t\r\n]/.test(part)))
    return [];
  const text = printTerm({ kind: 'wildcard', parts, span: value.span });
  return replaceValue(place, 'Write it without quotes, as a wildcard', { text });
}
