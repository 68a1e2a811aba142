// What the tests of the KQL layer share: texts to start from, a walk over a tree with what it owns, what layout promises.
import assert from 'node:assert/strict';
import type { KqlNode, KqlTerm } from '../../server/src/kql/ast';
import { formatKql } from '../../server/src/kql/format';
import { toNeutral } from '../../server/src/kql/neutral';
import { parseKql } from '../../server/src/kql/parse';
import type { Span } from '../../server/src/text/span';

/** Texts that hold every construct of the language, and tokens to damage them with. */
export const kqlSeeds = {
  tokens: [
    ...['(', ')', '{', '}', ':', '<', '>=', '"', '\\', '*', '\\"', '\\u0041', '\u00a0', '\u3000'],
    ...[' and ', ' or ', 'not ', 'not(', ' or(', ')and ', '\n', ' '],
  ],
  texts: [
    'event.code: 4702 and not (user.id: ("S-1-5-18" or "S-1-5-19") or user.name: *$)',
    'process.args: (a* or (b and not "c d")) and process.pid >= 100',
    'p:{ a:x and q:{ not b:"y" or c > 2 } } or message: cannot',
    'foo:C\\:\\\\Windows\\\\* and "bar baz": "C:\\Temp\\\\" or null: true',
    '  a b c\n and \u00a0d\u3000 or ((e))  ',
  ],
};

export interface Owned {
  readonly node: KqlNode;
  /** Terms inside the node. The field of a listed value stands outside, before the list. */
  readonly terms: readonly KqlTerm[];
  readonly children: readonly KqlNode[];
}

/** Every node of the tree with its terms and children, parents first. */
export function ownedNodes(node: KqlNode): readonly Owned[] {
  const { terms, children } = contentOf(node);
  return [{ node, terms, children }, ...children.flatMap(ownedNodes)];
}

function contentOf(node: KqlNode): Omit<Owned, 'node'> {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { terms: [], children: node.children };
    case 'not':
      return { terms: [], children: [node.child] };
    case 'is':
      return { terms: node.field ? [node.field, node.value] : [node.value], children: [] };
    case 'range':
      return { terms: [node.field, node.value], children: [] };
    case 'nested':
      return { terms: [node.path], children: [node.query] };
    case 'error':
      return { terms: node.field ? [node.field] : [], children: [] };
  }
}

/** A term may end in one, as long as no blank follows it. The formatter refuses what a blank would break. */
const operatorWord = /(?:and|or|not)[)}:<>]/i;

/** For the fuzz runs: a broken or empty query is refused; any other keeps its tree and comes to rest. */
export const kqlLayout = {
  parse: (text: string) => formatKql(text, { width: 80 }),
  check(text: string): void {
    const { problems, root } = parseKql(text);
    const laidOut = this.parse(text);
    const isBroken = problems.length > 0 || text.trim() === '';
    if (isBroken) assert.equal(laidOut, undefined);
    else if (laidOut === undefined) assert.match(text, operatorWord);
    if (laidOut === undefined) return;
    assert.deepEqual(toNeutral(parseKql(laidOut).root), toNeutral(root));
    assert.equal(this.parse(laidOut), laidOut);
  },
};

/** Spans of all fields and values, each once, in the order of the text. */
export function termSpans(root: KqlNode): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const { terms } of ownedNodes(root))
    for (const { span } of terms) spans.set(`${span.start}-${span.end}`, span);
  return [...spans.values()].sort((a, b) => a.start - b.start);
}
