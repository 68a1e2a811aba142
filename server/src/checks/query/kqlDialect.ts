// kql-dialect: what Kibana accepts and the KQL parser of the rule repository does not, or reads differently.
import type { FieldType } from '../../catalog/fieldType';
import { encodePhrase } from '../../kql/escapes';
import { isLoneWildcard } from '../../kql/terms';
import type { KqlTerm } from '../../kql/ast';
import { kqlTokens } from '../../kql/tokens';
import { toSourceSpan } from '../../text/offsetMap';
import type { Check, CheckInput, Finding } from '../check';
import { both, findEach, nothing } from '../findEach';
import { isWildcardElsewhere } from './questionMark';
import type { Clause, KqlQuery } from './queries';
import { clausesOf, soundQueries } from './queries';
import { queryFix, queryTextAt } from './queryText';
import { isWholeText } from './comparison';

export const kqlDialect: Check = {
  code: 'kql-dialect',
  severity: 'information',
  doc: 'Kibana reads this, but the KQL parser of the rule repository refuses it or reads it differently.',
  languages: ['kuery'],
  run: (input) =>
    findEach(soundQueries(input.document), (kql) => {
      const inClauses = findEach(clausesOf(kql), (clause) =>
        both(findTerms(clause, input), findSeveralTypes(clause, input)),
      );
      return both(both(findKeywords(kql), findOddBlanks(kql)), inClauses);
    }),
};

const refused = 'The KQL parser of the rule repository refuses';
const rereads = 'The KQL parser of the rule repository reads';

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
  return both(field ? findTerm(field, clause, input) : nothing, inValue);
}

/** A condition on a name pattern: the rule repository wants all its fields to be of one type. */
function findSeveralTypes(
  { node, field, isPattern }: Clause,
  { context: { fields } }: CheckInput,
): readonly Finding[] {
  if (!isPattern || field === undefined || !node.field || isLoneWildcard(node.value))
    return nothing;
  const types = new Set(
    fields.resolve(field.split('*')).map((name) => familyOf(fields.find(name)?.type)),
  );
  types.delete(undefined);
  if (types.size < 2) return nothing;
  const list = [...types].sort().join(', ');
  return [
    {
      message: `${refused} a name pattern whose fields have several types (${list}); in Kibana a value that one of them cannot hold makes the search fail.`,
      span: node.field.span,
    },
  ];
}

/** Types that the rule repository takes for one. */
function familyOf(type: FieldType | undefined): string | undefined {
  switch (type) {
    case 'wildcard':
    case 'constant_keyword':
      return 'keyword';
    case 'match_only_text':
      return 'text';
    case 'date_nanos':
      return 'date';
    case 'integer':
    case 'short':
    case 'byte':
    case 'unsigned_long':
      return 'long';
    case 'double':
    case 'half_float':
    case 'scaled_float':
      return 'float';
    case 'object':
    case 'nested':
      return undefined;
    default:
      return type;
  }
}

function findTerm(term: KqlTerm, clause: Clause, input: CheckInput): readonly Finding[] {
  const raw = queryTextAt(clause.query, term.span);
  if (term.kind === 'phrase') return findPhrase(raw, term);
  if (raw.includes('?')) return findQuestionMark(term, clause);
  if (term.kind === 'literal') return findLiteral(raw, { term, clause }, input);
  const inText = findOnText({ term, clause }, input);
  return inText.length > 0 ? inText : findPattern(raw, { term, clause });
}

/** What question-mark takes for a slip is said there. */
function findQuestionMark(term: KqlTerm, { node, field }: Clause): readonly Finding[] {
  if (term === node.value && isWildcardElsewhere(term, field)) return nothing;
  const message = `${rereads} \`?\` as a wildcard; in Kibana it stands for itself.`;
  return [{ message, span: term.span }];
}

/** Kibana compares the pattern with single words. */
function findOnText(
  { term, clause }: LiteralPlace,
  { context: { fields } }: CheckInput,
): readonly Finding[] {
  const { field, isPattern, node } = clause;
  if (field === undefined || isPattern || term !== node.value || isLoneWildcard(term))
    return nothing;
  const type = fields.find(field)?.type;
  return type === 'text' || type === 'match_only_text'
    ? [
        {
          message: `${refused} wildcards on \`${field}\`, which has type ${type}.`,
          span: term.span,
        },
      ]
    : nothing;
}

function findPhrase(raw: string, { span }: KqlTerm): readonly Finding[] {
  if (raw.includes('\n')) return [{ message: `${refused} a line break in quotes.`, span }];
  return escapesOf(raw).some((escape) => escape.startsWith('\\u'))
    ? [{ message: `${rereads} \`\\u\` in quotes as a backslash and the letter.`, span }]
    : nothing;
}

function findPattern(raw: string, { term, clause }: LiteralPlace): readonly Finding[] {
  if (isLoneWildcard(term) || term.kind !== 'wildcard') return nothing;
  if (term.parts.every((part) => part === '')) return [doubledWildcard(term, clause)];
  const { span } = term;
  const escapes = escapesOf(raw);
  if (escapes.some(isRefused)) return [{ message: `${refused} \`\\u\` and escaped words.`, span }];
  return escapes.includes('\\*')
    ? [{ message: `${rereads} \`\\*\` beside a wildcard as a wildcard too.`, span }]
    : nothing;
}

const escape = /\\(?:u[0-9a-fA-F]{4}|[aA][nN][dD]|[oO][rR]|N[oO][tT]|[^])/g;

/** Each backslash with what it escapes. */
function escapesOf(raw: string): readonly string[] {
  return raw.includes('\\') ? (raw.match(escape) ?? []) : [];
}

function isRefused(escape: string): boolean {
  return escape.length > 2;
}

function doubledWildcard(term: KqlTerm, { query }: Clause): Finding {
  return {
    message: `${rereads} this as "exists"; Kibana as a pattern that any value fits.`,
    span: term.span,
    fixes: queryFix(query, 'Change to `*`', {
      edits: [{ span: term.span, text: '*' }],
      isSafe: false,
    }),
  };
}

/** Lists and line ends, other quotes, comments. */
const slips = /[,\r\n'`[\]\u2018\u2019\u201c-\u201e]|(?:^|\s)(?:\/\/|#|--|\/\*)\s/;

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
  // A word alone behind its backslash is read alike.
  if (escapesOf(raw).some((escape) => isRefused(escape) && escape !== raw))
    return [{ message: `${refused} this escape; put the text in double quotes.`, span }];
  const isWord = /^(?:and|or|not)$/i.test(raw) || /[ \t\r\n](?:and|or)$/i.test(raw);
  if (!isWord && !/[ \t\r\n\u00a0]/.test(raw)) return [];
  if (term.kind !== 'literal' || typeof term.value !== 'string') return [];
  const isSafe =
    clause.field !== undefined && isWholeText(clause.field, fields) && term === clause.node.value;
  const edits = [{ span, text: encodePhrase(term.value) }];
  // What other checks take for a slip is not to be set in stone.
  const isText = clause.field === undefined && term === clause.node.value;
  const fixes =
    isText || slips.test(raw)
      ? []
      : queryFix(clause.query, 'Put it in double quotes', { edits, isSafe });
  const message = isWord
    ? `This is text, not an operator; the KQL parser of the rule repository refuses it.`
    : `${refused} blanks outside of quotes.`;
  return [{ message, span, fixes }];
}
