// The paths a scan wants, as a trie over their characters: `.` is also taken on entering an object.
import {
  nodeEnter,
  nodeRepeats,
  nodeLimit,
  nodePath,
  nodeSize,
  noPath,
  sourcePath,
} from './layout';

export interface PathTrie {
  /** The paths by id: `_id` and `_index` first, then the wanted ones. */
  readonly paths: readonly string[];
  /** Writes the nodes at `base`. */
  place(memory: ArrayBuffer, base: number): void;
}

interface Node {
  readonly next: Map<number, number>;
  path: number;
  enter: number;
  repeats: boolean;
}

export const metaPaths = ['_id', '_index'] as const;
const hitKey = '_source';

/**
 * A trie of the paths; the values at those in `distinct` are taken to differ from event to event. Undefined where the
 * kernel cannot look for them (non-ASCII, reserved names, too many).
 */
export function pathTrie(
  wanted: readonly string[],
  distinct: readonly string[] = [],
): PathTrie | undefined {
  // Printable ASCII is what the transitions cover.
  if (wanted.some((path) => !/^[\x20-\x7e]+$/.test(path) || isReserved(path))) return undefined;
  const paths = [...metaPaths, ...new Set(wanted)];
  // State 0 is "no path goes on here", state 1 the start.
  const nodes: Node[] = [newNode(), newNode()];
  for (const [id, path] of paths.entries()) {
    const node = nodeAt(nodes, path);
    node.path = id;
    node.repeats = id >= metaPaths.length && !distinct.includes(path);
  }
  nodeAt(nodes, hitKey).path = sourcePath;
  if (nodes.length > nodeLimit) return undefined;
  return {
    paths,
    place: (memory, base) => {
      placeNodes(nodes, memory, base);
    },
  };
}

/** Names with a meaning of their own: in a hit, or (`__proto__`) in the object that the host makes of the values. */
function isReserved(path: string): boolean {
  const [first = ''] = path.split('.');
  return first === hitKey || path === '__proto__' || metaPaths.some((name) => name === first);
}

function newNode(): Node {
  return { next: new Map(), path: noPath, enter: 0, repeats: false };
}

function nodeAt(nodes: Node[], path: string): Node {
  let state = 1;
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    const node = nodes[state] ?? newNode();
    let next = node.next.get(code);
    if (next === undefined) {
      next = nodes.push(newNode()) - 1;
      node.next.set(code, next);
    }
    if (path[i] === '.') node.enter = next;
    state = next;
  }
  return nodes[state] ?? newNode();
}

function placeNodes(nodes: readonly Node[], memory: ArrayBuffer, base: number): void {
  const shorts = new Uint16Array(memory);
  const words = new Int32Array(memory);
  for (const [state, node] of nodes.entries()) {
    const at = base + state * nodeSize;
    for (const [code, next] of node.next) shorts[(at >> 1) + code] = next;
    words[(at + nodeEnter) >> 2] = node.enter;
    words[(at + nodePath) >> 2] = node.path;
    words[(at + nodeRepeats) >> 2] = node.repeats ? 1 : 0;
  }
}
