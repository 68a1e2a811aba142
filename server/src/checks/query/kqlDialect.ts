// kql-dialect: what Kibana accepts and the KQL parser of the rule repository does not, or reads differently.
import { encodePhrase } from '../../kql/escapes';
import { isLoneWildcard } from '../../kql/terms';
import type { KqlTerm } from '../../kql/ast';
import { kqlTokens } from '../../kql/tokens';
import { toSourceSpan } from '../../text/offsetMap';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import type { Clause, KqlQuery } from './queries';
import { clausesOf, soundQueries } from './queries';
import { queryFix, queryTextAt } from './queryText';
import { isWholeText } from './comparison';

export const kqlDialect: Check = {
  code: 'kql-dialect',
  severity: 'information',
  doc: 'Kibana reads this, but the KQL parser of the rule repository refuses it or reads it differently.',
  run: (input) =>
    findEach(soundQueries(input.document), (kql) => [
      ...findKeywords(kql),
      ...findOddBlanks(kql),
      ...findEach(clausesOf(kql), (clause) => findTerms(clause, input)),
    ]),
};

const refused = 'The KQL parser of the rule repository refuses';

/** `AND`, `Or`: only there the case counts. */
function findKeywords({ query }: KqlQuery): readonly Finding[] {
  // Most queries have none, and to cut one into tokens takes as long as all the rest.
  if (!/\b(?:A[Nn][Dd]|a(?:N[Dd]|nD)|O[Rr]|oR|N[Oo][Tt]|n(?:O[Tt]|oT))\b/.test(query.text))
    return [];
  return kqlTokens(query.text).flatMap((token) => {
    const word = query.text.slice(token.span.start, token.span.end);
    if (token.kind !== 'keyword' || word === word.toLowerCase()) return [];
    const span = toSourceSpan(query.node.map, token.span);
    const lower = word.toLowerCase();
    const fixes = queryFix(query, `Change to \`${lower}\``, {
      edits: [{ span, text: lower }],
      isSafe: true,
    });
    return [{ message: `${refused} \`${word}\`: write \`${lower}\`.`, span, fixes }];
  });
}

function findOddBlanks({ query }: KqlQuery): readonly Finding[] {
  if (!query.text.includes('\u00a0')) return [];
  return kqlTokens(query.text).flatMap(({ kind, span }) => {
    if (kind !== 'whitespace') return [];
    const text = query.text.slice(span.start, span.end);
    if (!text.includes('\u00a0')) return [];
    const place = toSourceSpan(query.node.map, span);
    const edits = [{ span: place, text: text.replaceAll('\u00a0', ' ') }];
    const fixes = queryFix(query, 'Change to a plain blank', { edits, isSafe: true });
    return [{ message: `${refused} a no-break space.`, span: place, fixes }];
  });
}

function findTerms(clause: Clause, input: CheckInput): readonly Finding[] {
  const { field, value } = clause.node;
  const inValue = findTerm(value, clause, input);
  const inField = field ? findTerm(field, clause, input) : nothing;
  return inField.length === 0 ? inValue : [...inField, ...inValue];
}

function findTerm(term: KqlTerm, clause: Clause, input: CheckInput): readonly Finding[] {
  const raw = queryTextAt(clause.query, term.span);
  const { span } = term;
  if (term.kind === 'phrase')
    return raw.includes('\n') ? [{ message: `${refused} a line break in quotes.`, span }] : nothing;
  if (term.kind === 'literal') return findLiteral(raw, { term, clause }, input);
  if (!isLoneWildcard(term) && term.parts.every((part) => part === ''))
    return [doubledWildcard(term, clause)];
  return raw.includes('\\*') && /(?<!\\)(?:\\\\)*\\\*/.test(raw)
    ? [
        {
          message:
            'The KQL parser of the rule repository reads `\\*` beside a wildcard as a wildcard too.',
          span,
        },
      ]
    : nothing;
}

function doubledWildcard(term: KqlTerm, { query }: Clause): Finding {
  return {
    message:
      'The KQL parser of the rule repository reads this as "exists"; Kibana as a pattern that any value fits.',
    span: term.span,
    fixes: queryFix(query, 'Change to `*`', {
      edits: [{ span: term.span, text: '*' }],
      isSafe: false,
    }),
  };
}

interface LiteralPlace {
  readonly term: KqlTerm;
  readonly clause: Clause;
}

function findLiteral(
  raw: string,
  { term, clause }: LiteralPlace,
  { context: { fields } }: CheckInput,
): readonly Finding[] {
  // A word of letters, digits and dots, as most are, is read alike.
  if (/^[\w.-]{4,}$/.test(raw)) return nothing;
  const { span } = term;
  if (/\\u[0-9a-f]{4}|\\(?:and|or|not)/i.test(raw))
    return [{ message: `${refused} this escape; put the text in double quotes.`, span }];
  const isWord = /^(?:and|or|not)$/i.test(raw) || /[ \t\r\n](?:and|or)$/i.test(raw);
  if (!isWord && !/[ \t\r\n\u00a0]/.test(raw)) return [];
  if (term.kind !== 'literal' || typeof term.value !== 'string') return [];
  const isSafe =
    clause.field !== undefined && isWholeText(clause.field, fields) && term === clause.node.value;
  const edits = [{ span, text: encodePhrase(term.value) }];
  const fixes = queryFix(clause.query, 'Put it in double quotes', { edits, isSafe });
  const message = isWord
    ? `This is text, not an operator; the KQL parser of the rule repository refuses it.`
    : `${refused} blanks outside of quotes.`;
  return [{ message, span, fixes }];
}
