// The paths a scan wants, as a trie over their characters: `.` is also taken on entering an object.
import {
  nodeEnter,
  nodeLimit,
  nodePath,
  nodeSize,
  nodeValues,
  noPath,
  repeatingValues,
  sourcePath,
  timeValues,
} from './layout';

export interface PathTrie {
  /** The paths by id: `_id` and `_index` first, then the wanted ones. */
  readonly paths: readonly string[];
  /** Writes the nodes at `base`. */
  place(memory: SharedArrayBuffer, base: number): void;
}

interface Node {
  readonly next: Map<number, number>;
  path: number;
  enter: number;
  values: number;
}

export const metaPaths = ['_id', '_index'] as const;
const hitKey = '_source';

/**
 * A trie of the paths; the values at those in `times` are read as times, the others are numbered. Undefined where the
 * kernel cannot look for them (non-ASCII, reserved names, too many).
 */
export function pathTrie(
  wanted: readonly string[],
  times: readonly string[] = [],
): PathTrie | undefined {
  // Printable ASCII is what the transitions cover.
  if (wanted.some((path) => !/^[\x20-\x7e]+$/.test(path) || isReserved(path))) return undefined;
  const paths = [...metaPaths, ...new Set(wanted)];
  // State 0 is "no path goes on here", state 1 the start.
  const nodes: Node[] = [newNode(), newNode()];
  for (const [id, path] of paths.entries()) {
    const node = nodeAt(nodes, path);
    node.path = id;
    if (times.includes(path)) node.values = timeValues;
    else if (path !== '_id') node.values = repeatingValues;
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
  return { next: new Map(), path: noPath, enter: 0, values: 0 };
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

function placeNodes(nodes: readonly Node[], memory: SharedArrayBuffer, base: number): void {
  const shorts = new Uint16Array(memory);
  const words = new Int32Array(memory);
  for (const [state, node] of nodes.entries()) {
    const at = base + state * nodeSize;
    for (const [code, next] of node.next) shorts[(at >> 1) + code] = next;
    words[(at + nodeEnter) >> 2] = node.enter;
    words[(at + nodePath) >> 2] = node.path;
    words[(at + nodeValues) >> 2] = node.values;
  }
}
