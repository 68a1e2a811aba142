// A KQL query as a set of conditions and values, to tell how much of it another query shares.
import type { KqlNode } from '../kql/ast';
import { operands, toNeutral, withoutNeedlessQuotes } from '../kql/neutral';
import type { NeutralNode, NeutralTerm } from '../kql/neutral';

/** A condition that all events meet, or one of the values that a field of theirs has. */
export interface SearchPart {
  /** In KQL, equal for equal parts: order and brackets do not count. */
  readonly text: string;
  /** Of a value: events have this one or another one that is asked for of the same field. */
  readonly field?: string;
  /** What it excludes. */
  readonly excludes?: string;
}

/** The parts of a query, each once, in their order. */
export function searchParts(root: KqlNode): readonly SearchPart[] {
  const found = new Map<string, SearchPart>();
  for (const part of operands('and', toNeutral(root)).flatMap(toParts))
    if (!found.has(part.text)) found.set(part.text, part);
  return [...found.values()];
}

function toParts(condition: NeutralNode): readonly SearchPart[] {
  if ('not' in condition)
    return operands('or', condition.not).map((excluded) => {
      const excludes = textOf(excluded);
      return { text: negated(excluded, excludes), excludes };
    });
  const values = operands('or', condition);
  const fields = new Set(values.map(fieldOf));
  const [field] = fields;
  return fields.size === 1 && field !== undefined
    ? values.map((value) => ({ text: textOf(value), field }))
    : [{ text: textOf(condition) }];
}

/** Of a condition that asks for a value. */
function fieldOf(node: NeutralNode): string | undefined {
  if (!('is' in node) || node.is.field === null) return undefined;
  return isExists(node.is.value) ? undefined : termText(node.is.field);
}

function isExists(value: NeutralTerm): boolean {
  return 'wildcard' in value && value.wildcard === '*';
}

function textOf(node: NeutralNode): string {
  if ('and' in node) return joined('and', operands('and', node));
  if ('or' in node) return joined('or', operands('or', node));
  if ('not' in node) return negated(node.not, textOf(node.not));
  if ('nested' in node) return `${termText(node.nested.path)}: { ${textOf(node.nested.query)} }`;
  if ('range' in node) {
    const { field, op, value } = node.range;
    return `${termText(field)} ${operators[op] ?? op} ${termText(value)}`;
  }
  if ('error' in node) return '';
  const { field, value } = node.is;
  return field === null ? termText(value) : `${termText(field)}: ${termText(value)}`;
}

const operators: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

function negated(node: NeutralNode, text: string): string {
  return 'and' in node || 'or' in node ? `not (${text})` : `not ${text}`;
}

function joined(word: string, children: readonly NeutralNode[]): string {
  const texts = children.map((child) =>
    'and' in child || 'or' in child ? `(${textOf(child)})` : textOf(child),
  );
  return [...new Set(texts)].sort().join(` ${word} `);
}

function termText(written: NeutralTerm): string {
  const term = withoutNeedlessQuotes(written);
  if ('phrase' in term) return JSON.stringify(term.phrase);
  if ('wildcard' in term) return term.wildcard;
  return String(term.literal);
}
