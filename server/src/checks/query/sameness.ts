// Which conditions say the same, and which follow from others: pure logic over clauses, true on every document.
import type { KqlIs, KqlNode, KqlRange, KqlTerm } from '../../kql/ast';
import { isLoneWildcard, matchesParts, plainText, termText } from '../../kql/terms';
import { oncePer } from '../../text/oncePer';
import { isWholeValue } from './comparison';
import type { FieldsHere } from './comparison';
import { intervalOf } from './intervals';

/** A text that two nodes share exactly when they match the same documents by form: order and brackets do not count. */
export function keyOf(node: KqlNode): string {
  return node.kind === 'is' || node.kind === 'range' ? makeKey(node) : keyOfGroup(node);
}

/** Those of single conditions are made as fast as they are found. */
const keyOfGroup: (node: KqlNode) => string = oncePer(makeKey);

function makeKey(node: KqlNode): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const parts = [...new Set(node.children.map(keyOf))].sort();
      return parts.length === 1 ? (parts[0] ?? '') : `${node.kind}(${parts.join('\u0001')})`;
    }
    case 'not':
      return node.child.kind === 'not' ? keyOf(node.child.child) : `not(${keyOf(node.child)})`;
    case 'is':
      return `is(${node.field ? termKey(node.field) : ''}\u0002${termKey(node.value)})`;
    case 'range':
      return `${node.operator}(${termKey(node.field)}\u0002${termKey(node.value)})`;
    case 'nested':
      return `nested(${termKey(node.path)}\u0002${keyOf(node.query)})`;
    case 'error':
      return `error(${node.span.start})`;
  }
}

const noNodes: ReadonlySet<KqlNode> = new Set();

/** Those that share their least value with another one: only these can have the same key, and keys take long. */
export function thoseOfSameValue(nodes: readonly KqlNode[]): ReadonlySet<KqlNode> {
  let found: Set<KqlNode> | undefined;
  const first = new Map<string, KqlNode>();
  for (const node of nodes) {
    const value = leastValue(node);
    const earlier = first.get(value);
    if (earlier) (found ??= new Set()).add(earlier).add(node);
    else first.set(value, node);
  }
  return found ?? noNodes;
}

/** The first in order of all values below the node: order and repetition do not change it. */
function leastValue(node: KqlNode): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const [first, ...rest] = node.children;
      return rest.reduce(
        (least, child) => {
          const value = leastValue(child);
          return value < least ? value : least;
        },
        first ? leastValue(first) : '',
      );
    }
    case 'not':
      return leastValue(node.child);
    case 'is':
    case 'range':
      return termText(node.value);
    case 'nested':
      return leastValue(node.query);
    case 'error':
      return '';
  }
}

/** Quotes tell a phrase from words on text fields, so they count. */
function termKey(term: KqlTerm): string {
  if (term.kind === 'wildcard') return `w${term.parts.join('\u0003')}`;
  return `${term.kind.charAt(0)}${typeof term.value}${String(term.value)}`;
}

/** Whatever matches `a` matches `b` too. False where that is not known. */
export function implies(a: KqlNode, b: KqlNode, fields: FieldsHere): boolean {
  if (a.kind === 'is' && b.kind === 'is')
    return (
      (mayImply(a.value, b.value) && (isSame(a, b) || valueImplies(a, b, fields))) ||
      isEverything(b, fields)
    );
  if ((a.kind === 'is' || a.kind === 'range') && (b.kind === 'is' || b.kind === 'range'))
    return rangeImplies(a, b, fields);
  if (isEverything(b, fields)) return true;
  if (a.kind === 'not' && a.child.kind === 'not') return implies(a.child.child, b, fields);
  if (b.kind === 'not' && b.child.kind === 'not') return implies(a, b.child.child, fields);
  if (a.kind === 'or') return eachImplies(a.children, b, fields);
  if (b.kind === 'and') return impliesEach(a, b.children, fields);
  if (a.kind === 'and' && oneImplies(a.children, b, fields)) return true;
  if (b.kind === 'or' && impliesOne(a, b.children, fields)) return true;
  if (a.kind === 'not' && b.kind === 'not') return implies(b.child, a.child, fields);
  return a.kind === b.kind && keyOf(a) === keyOf(b);
}

// Functions within `implies` would cost memory at each of its many calls.

function eachImplies(nodes: readonly KqlNode[], b: KqlNode, fields: FieldsHere): boolean {
  for (const node of nodes) if (!implies(node, b, fields)) return false;
  return true;
}

function oneImplies(nodes: readonly KqlNode[], b: KqlNode, fields: FieldsHere): boolean {
  for (const node of nodes) if (implies(node, b, fields)) return true;
  return false;
}

function impliesEach(a: KqlNode, nodes: readonly KqlNode[], fields: FieldsHere): boolean {
  for (const node of nodes) if (!implies(a, node, fields)) return false;
  return true;
}

function impliesOne(a: KqlNode, nodes: readonly KqlNode[], fields: FieldsHere): boolean {
  for (const node of nodes) if (implies(a, node, fields)) return true;
  return false;
}

/** `*: *`, which Kibana takes for every event outside of groups. */
function isEverything(node: KqlNode, { path }: FieldsHere): boolean {
  if (node.kind !== 'is' || node.field?.kind !== 'wildcard' || path !== '') return false;
  return isLoneWildcard(node.field) && isLoneWildcard(node.value);
}

/** At least one of the two is a range. On a list of values each of them is true of any one value. */
function rangeImplies(a: KqlIs | KqlRange, b: KqlIs | KqlRange, fields: FieldsHere): boolean {
  if (!a.field || !b.field || termKey(a.field) !== termKey(b.field)) return false;
  if (a.field.kind === 'wildcard') return keyOf(a) === keyOf(b);
  if (b.kind === 'is' && isLoneWildcard(b.value)) return true;
  const known = fields.find(termText(a.field));
  const [one, other] = [intervalOf(a, known), intervalOf(b, known)];
  if (one && other) return one.low >= other.low && one.high <= other.high;
  if (a.kind !== 'range' || b.kind !== 'range') return false;
  const isWider = b.operator === a.operator || b.operator === `${a.operator}e`;
  return isWider && termKey(a.value) === termKey(b.value);
}

/** The keys of the two would be equal. */
function isSame(a: KqlIs, b: KqlIs): boolean {
  if (!isSameTerm(a.value, b.value)) return false;
  // Values of one list share the field.
  return a.field === b.field || (!!a.field && !!b.field && isSameTerm(a.field, b.field));
}

function isSameTerm(a: KqlTerm, b: KqlTerm): boolean {
  if (a.kind === 'wildcard' || b.kind === 'wildcard')
    return a.kind === b.kind && termText(a) === termText(b);
  return a.kind === b.kind && a.value === b.value;
}

/** Long lists are compared pair by pair: tells most pairs apart by their values alone. */
function mayImply(a: KqlTerm, b: KqlTerm): boolean {
  if (b.kind !== 'wildcard') return a.kind !== 'wildcard' && a.value === b.value;
  const { parts } = b;
  return (
    firstPart(a).startsWith(parts[0] ?? '') && lastPart(a).endsWith(parts[parts.length - 1] ?? '')
  );
}

function firstPart(term: KqlTerm): string {
  return term.kind === 'wildcard' ? (term.parts[0] ?? '') : String(term.value);
}

function lastPart(term: KqlTerm): string {
  return term.kind === 'wildcard' ? (term.parts[term.parts.length - 1] ?? '') : String(term.value);
}

function valueImplies(a: KqlIs, b: KqlIs, fields: FieldsHere): boolean {
  if (!a.field || !b.field) return false;
  if (a.field !== b.field && !isSameTerm(a.field, b.field)) return false;
  if (a.field.kind === 'wildcard') return false;
  const field = termText(a.field);
  if (isLoneWildcard(b.value)) return a.value.kind !== 'literal' || a.value.value !== null;
  const text = plainText(a.value);
  const isEqual = text !== undefined && plainText(b.value) === text;
  if (!isEqual && b.value.kind !== 'wildcard') return false;
  const known = fields.find(field);
  if (!isWholeValue(a.value, known) || !isWholeValue(b.value, known)) return false;
  if (isEqual || b.value.kind !== 'wildcard') return isEqual;
  if (a.value.kind === 'wildcard') return patternImplies(a.value.parts, b.value.parts);
  return matchesParts(b.value.parts, termText(a.value));
}

/** Every text that fits the first pattern fits the second: the pieces of the second are found in those of the first. */
function patternImplies(a: readonly string[], b: readonly string[]): boolean {
  // An asterisk of `a` can be any text, so only its literal pieces may satisfy pieces of `b`.
  const mark = '\u0000';
  return matchesParts(b, a.join(mark)) && !b.some((part) => part.includes(mark));
}
