// Hover on the operators of a query: what the clause in place matches, in one sentence, on the type of its field.
import { findField } from '../catalog/fieldCatalog';
import type { FieldType } from '../catalog/fieldType';
import type { KqlNode, KqlTerm, RangeOperator } from '../kql/ast';
import { kqlTokens } from '../kql/tokens';
import type { RuleQuery } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import { toDecoded, toSourceSpan } from '../text/offsetMap';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import type { Clause } from './kqlClauses';
import { termText } from './kqlPlace';
import { code, paragraphs } from './markdown';

export interface ClauseHover {
  readonly markdown: string;
  readonly span: Span;
}

/** The hover on an operator or keyword at a file offset. */
export function operatorHoverAt(query: RuleQuery, offset: number): ClauseHover | undefined {
  const { map } = query.node;
  const at = toDecoded(map, offset);
  const token = kqlTokens(query.text).find(
    ({ kind, span }) => (kind === 'operator' || kind === 'keyword') && touches(span, at),
  );
  if (!token) return undefined;
  const text = query.text.slice(token.span.start, token.span.end);
  const span = toSourceSpan(map, token.span);
  if (token.kind === 'keyword')
    return { markdown: paragraphs(`**${text.toLowerCase()}**`, keywordWords(text)), span };
  const root = query.parsed?.root;
  const sentence = root && operatorSentence(root, span);
  return sentence === undefined ? undefined : { markdown: sentence, span };
}

function keywordWords(word: string): string {
  switch (word.toLowerCase()) {
    case 'and':
      return `Both sides must hold. ${code('and')} binds tighter than ${code('or')}.`;
    case 'or':
      return `One of the sides is enough. ${code('and')} binds tighter than ${code('or')}.`;
    default:
      return 'Holds where what follows does not, also for events that lack the field.';
  }
}

/** About the clauses whose field stands directly in front of the operator. */
function operatorSentence(root: KqlNode, operator: Span): string | undefined {
  const clauses = allClauses(root, '').filter(
    ({ clause: { field } }) => field && field.span.end <= operator.start,
  );
  const last = Math.max(...clauses.map(({ clause }) => clause.field?.span.end ?? 0));
  const here = clauses.filter(({ clause }) => clause.field?.span.end === last);
  const [first, second] = here;
  if (!first) return undefined;
  if (!second) return clauseSentence(first.clause, first.path);
  const name = code(fieldName(first.clause, first.path));
  const values = here.slice(0, 5).map(({ clause }) => code(termText(clause.value)));
  const more = here.length > values.length ? ` and ${here.length - values.length} more` : '';
  return `Compares ${name} with each of ${values.join(', ')}${more}; the words between them in the brackets say how many must match.`;
}

/** An odd number of `not` stands around the clause. */
export function isNegated(root: KqlNode, clause: Clause): boolean {
  return nots(root, clause) % 2 === 1;
}

/** How many `not` stand around the clause; NaN where it is not below the node. */
function nots(node: KqlNode, clause: Clause): number {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.map((child) => nots(child, clause)).find((count) => count >= 0) ?? NaN;
    case 'not':
      return nots(node.child, clause) + 1;
    case 'nested':
      return nots(node.query, clause);
    case 'is':
    case 'range':
      return node === clause ? 0 : NaN;
    case 'error':
      return NaN;
    default:
      return assertNever(node);
  }
}

interface PlacedClause {
  readonly clause: Clause;
  /** Of the groups around it, with a dot at the end. */
  readonly path: string;
}

function allClauses(node: KqlNode, path: string): readonly PlacedClause[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap((child) => allClauses(child, path));
    case 'not':
      return allClauses(node.child, path);
    case 'is':
    case 'range':
      return [{ clause: node, path }];
    case 'nested':
      return allClauses(node.query, `${path}${termText(node.path)}.`);
    case 'error':
      return [];
    default:
      return assertNever(node);
  }
}

function fieldName({ field }: Clause, path: string): string {
  return field ? path + termText(field) : '';
}

/** What a clause matches, in one sentence of Markdown; `path` is that of the groups around it. */
export function clauseSentence(clause: Clause, path = ''): string {
  const name = fieldName(clause, path);
  if (name === '')
    return `Searches ${code(termText(clause.value))} in every field; one that matches is enough.`;
  if (clause.field?.kind === 'wildcard')
    return `True if one of the fields that fit ${code(name)} ${valueWords(clause.value, 'keyword')}; each is compared by its own type.`;
  const type = findField(name)?.mapping.type;
  if (clause.kind === 'range')
    return rangeSentence(name, type ?? 'keyword', clause.operator, termText(clause.value));
  if (clause.value.kind === 'wildcard' && termText(clause.value) === '*')
    return `True for events in which ${code(name)} has a value.`;
  const note = type === undefined ? ' (The field is not in the catalogue; as keyword.)' : '';
  const normalized = findField(name)?.mapping.normalizer === 'lowercase';
  const words = valueWords(clause.value, type ?? 'keyword', normalized);
  return failing(clause.value, name, type) ?? `True if ${code(name)} ${words}.${note}`;
}

const numeric: readonly FieldType[] = [
  'long',
  'integer',
  'short',
  'byte',
  'unsigned_long',
  'double',
  'float',
  'half_float',
  'scaled_float',
];
const analyzed: readonly FieldType[] = ['text', 'match_only_text'];
const noPatterns: readonly FieldType[] = [...numeric, 'ip', 'date', 'date_nanos', 'boolean'];

/** A clause that Kibana accepts and Elasticsearch refuses. */
function failing(value: KqlTerm, name: string, type: FieldType | undefined): string | undefined {
  if (type === undefined || value.kind !== 'wildcard' || !noPatterns.includes(type))
    return undefined;
  return `Makes the rule fail: ${code(name)} has type ${type}, which takes no wildcard.`;
}

/** What a field does that has the value: `is exactly ...`. */
function valueWords(value: KqlTerm, type: FieldType, anyCase = false): string {
  const text = termText(value);
  if (analyzed.includes(type)) return analyzedWords(value, text);
  if (numeric.includes(type)) return `is the number ${code(text)}`;
  switch (type) {
    case 'ip':
      return text.includes('/')
        ? `is an address in the range ${code(text)}`
        : `is the address ${code(text)}`;
    case 'date':
    case 'date_nanos':
      return `lies within ${code(text)} (UTC)`;
    case 'boolean':
      return `is ${code(text)}`;
    default:
      return anyCase
        ? exactWords(value, text, 'in any case')
        : exactWords(value, text, 'case included');
  }
}

/** Patterns in their usual shapes. */
function exactWords(value: KqlTerm, text: string, caseWords: string): string {
  if (value.kind !== 'wildcard') return `is exactly ${code(text)}, ${caseWords}`;
  const [first = '', second = '', third] = value.parts;
  const { length } = value.parts;
  if (length === 2 && second === '') return `begins with ${code(first)}, ${caseWords}`;
  if (length === 2 && first === '') return `ends with ${code(second)}, ${caseWords}`;
  if (length === 3 && first === '' && third === '') return `contains ${code(second)}, ${caseWords}`;
  return `has the form ${code(text)}, where ${code('*')} is any text, ${caseWords}`;
}

function analyzedWords(value: KqlTerm, text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (value.kind === 'wildcard') return `holds a word of the form ${code(text)}, in any case`;
  if (words.length < 2) return `holds the word ${code(text)}, in any case`;
  if (value.kind === 'phrase')
    return `holds the words ${code(text)} next to each other, in any case`;
  return `holds one of the words ${words.map((word) => code(word)).join(', ')}, in any case`;
}

const comparisons: Readonly<Record<RangeOperator, string>> = {
  gt: 'greater than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
};
const timeComparisons: Readonly<Record<RangeOperator, string>> = {
  gt: 'after',
  gte: 'at or after',
  lt: 'before',
  lte: 'at or before',
};

function rangeSentence(
  name: string,
  type: FieldType,
  operator: RangeOperator,
  value: string,
): string {
  if (type === 'date' || type === 'date_nanos')
    return `True if ${code(name)} is ${timeComparisons[operator]} ${code(value)} (UTC).`;
  const order = numeric.includes(type) || type === 'ip' ? '' : orderWords(type);
  return `True if ${code(name)} is ${comparisons[operator]} ${code(value)}${order}.`;
}

function orderWords(type: FieldType): string {
  if (type === 'version') return ' by version precedence';
  return `, compared as text: ${code('10')} comes before ${code('9')}`;
}
