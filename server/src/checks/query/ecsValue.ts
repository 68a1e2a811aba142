// ecs-value: a value that ECS does not list.
import { allowedValues } from '../../catalog/fieldCatalog';
import type { KqlIs, KqlNode } from '../../kql/ast';
import { plainText, termText } from '../../kql/terms';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { nearest } from '../../text/nearest';
import { oncePerText } from '../../text/oncePer';
import type { Span } from '../../text/span';
import type { Check, Finding } from '../check';
import { both, findEach, nothing } from '../findEach';
import { allClauses, junctionsOf, kqlQueries } from './queries';
import type { Clause, Junction } from './queries';
import { luceneClauses } from './luceneClauses';
import type { LuceneClauseOf } from './luceneClauses';
import { eqlParts } from './eqlClauses';
import type { EqlClause } from './eqlClauses';
import { queryFix, queryTextAt } from './queryText';

export const ecsValue: Check = {
  code: 'ecs-value',
  severity: 'warning',
  doc: 'ECS knows no such value of `event.kind`, `event.category`, `event.type`, `event.outcome` or `host.os.type`.',
  languages: ['kuery', 'lucene', 'eql'],
  run: ({ document }) => {
    const inKql = allClauses(document).filter(isUnlisted);
    const beside = inKql.length === 0 ? none : besideEcsValues(document);
    const found = findEach(inKql, (clause) =>
      beside.has(clause.node) ? nothing : findEcsValue(clause),
    );
    return both(both(found, findEach(luceneClauses(document), findInLucene)), inEql(document));
  },
};

const none: ReadonlySet<KqlNode> = new Set();

function isUnlisted({ node, field, query }: Clause): boolean {
  if (field === undefined || node.kind !== 'is' || !closedFields.includes(field)) return false;
  const text = plainText(node.value);
  if (text === undefined || isAllowed(field, node)) return false;
  // Where the query cannot be read, the value goes on to the mistake.
  return query.parsed?.problems.length === 0 || !text.includes(' ');
}

function besideEcsValues(document: RuleDocument): ReadonlySet<KqlNode> {
  const junctions = kqlQueries(document).flatMap(({ root }) => junctionsOf(root));
  return new Set(junctions.filter(({ kind }) => kind === 'or').flatMap(besideEcsValue));
}

/** Another spelling beside an allowed value is there on purpose: some sources do not keep to ECS. */
function besideEcsValue({ children }: Junction): readonly KqlNode[] {
  const clauses = children.filter((child) => child.kind === 'is');
  const fields = closedFields.filter((field) =>
    clauses.some((clause) => isOn(field, clause) && isAllowed(field, clause)),
  );
  const isMeant = (field: string, clause: KqlIs): boolean => {
    const guess = guessFor(field, String(plainText(clause.value)));
    // A slip stands for a value that is missing beside it.
    return (
      guess === undefined ||
      clauses.some((other) => isOn(field, other) && plainText(other.value) === guess)
    );
  };
  return clauses.filter((clause) =>
    fields.some((field) => isOn(field, clause) && isMeant(field, clause)),
  );
}

function isOn(name: string, { field }: KqlIs): boolean {
  return field !== undefined && termText(field) === name;
}

function isAllowed(field: string, { value }: KqlIs): boolean {
  const text = plainText(value);
  return text !== undefined && allowedNames(field).has(text);
}

const allowedNames = oncePerText(
  (field): ReadonlySet<string> => new Set(allowedValues(field).map(({ name }) => name)),
);

/** The allowed value that is most likely meant. */
function guessFor(field: string, text: string): string | undefined {
  return guesses(`${field}:${text}`);
}

/** Many rules have the same values of their own. */
const guesses = oncePerText((condition) => {
  const colon = condition.indexOf(':');
  const text = condition.slice(colon + 1);
  const names = allowedValues(condition.slice(0, colon)).map(({ name }) => name);
  return names.includes(text.toLowerCase()) ? text.toLowerCase() : nearest(text, names);
});

/** The fields whose lists of values ECS calls complete. */
const closedFields: readonly string[] = [
  'event.kind',
  'event.category',
  'event.type',
  'event.outcome',
  'host.os.type',
];

function inEql(document: RuleDocument): readonly Finding[] {
  const parts = eqlParts(document);
  if (!parts) return nothing;
  const inClauses = findEach(parts.clauses, (clause) => findInEql(clause, parts.query));
  const inEvents = findEach(parts.events, ({ category }) =>
    category ? findMistypedCategory(category, parts.query) : nothing,
  );
  return inEvents.length === 0 ? inClauses : [...inClauses, ...inEvents];
}

/** As in KQL, another spelling beside an allowed value is there on purpose. */
function findInEql({ field, operator, values }: EqlClause, query: RuleQuery): readonly Finding[] {
  if (!closedFields.includes(field.name) || operator.startsWith('regex')) return nothing;
  const names = allowedNames(field.name);
  // Most ask for values that there are.
  if (values.some(({ value }) => typeof value === 'string' && names.has(value))) return nothing;
  const ignoresCase = operator === ':' || operator.endsWith('~');
  const texts = values.flatMap(({ value, span }) =>
    typeof value === 'string' && !/[*?]/.test(value)
      ? [{ text: ignoresCase ? value.toLowerCase() : value, span }]
      : [],
  );
  if (texts.some(({ text }) => names.has(text))) return nothing;
  return findEach(texts, ({ text, span }) =>
    unlisted(query, { field: field.name, text, span, isQuoted: true }),
  );
}

/** Sources have categories of their own: only what looks like one of ECS is taken as a mistyped one. */
function findMistypedCategory(
  { text, span }: { readonly text: string; readonly span: Span },
  query: RuleQuery,
): readonly Finding[] {
  const found = unlisted(query, { field: 'event.category', text, span, isQuoted: false });
  return found.filter(({ fixes = [] }) => fixes.length > 0);
}

function findEcsValue({ node, field, query }: Clause): readonly Finding[] {
  if (field === undefined || node.kind !== 'is') return [];
  const { value } = node;
  const text = plainText(value);
  if (text === undefined) return [];
  return unlisted(query, { field, text, span: value.span, isQuoted: value.kind === 'phrase' });
}

function findInLucene({ node, field, query }: LuceneClauseOf): readonly Finding[] {
  if (!field || (node.kind !== 'text' && node.kind !== 'phrase')) return [];
  const raw = queryTextAt(query, node.span);
  // Of a value behind its field the span holds both.
  const written = raw.slice(raw.indexOf(':') + 1);
  const end = node.span.end;
  const span = { start: end - written.length, end };
  const isQuoted = node.kind === 'phrase';
  return unlisted(query, { field: field.name, text: node.text, span, isQuoted });
}

function unlisted(
  query: RuleQuery,
  value: {
    readonly field: string;
    readonly text: string;
    readonly span: Span;
    readonly isQuoted: boolean;
  },
): readonly Finding[] {
  const { field, text, span } = value;
  if (!closedFields.includes(field)) return [];
  if (allowedNames(field).has(text)) return [];
  const guess = guessFor(field, text);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  const fixes =
    guess === undefined
      ? []
      : queryFix(query, `Change to \`${guess}\``, {
          edits: [{ span, text: value.isQuoted ? `"${guess}"` : guess }],
          isSafe: false,
        });
  return [{ message: `ECS knows no value \`${text}\` of \`${field}\`.${hint}`, span, fixes }];
}
