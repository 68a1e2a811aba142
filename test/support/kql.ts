// What the tests of the KQL layer share: texts to start from, and a walk over a tree with what it owns.
import type { KqlNode, KqlTerm } from '../../server/src/kql/ast';
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

/** Spans of all fields and values, each once, in the order of the text. */
export function termSpans(root: KqlNode): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const { terms } of ownedNodes(root))
    for (const { span } of terms) spans.set(`${span.start}-${span.end}`, span);
  return [...spans.values()].sort((a, b) => a.start - b.start);
}
