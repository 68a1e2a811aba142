// Remembers what was computed for an object or a text.

/**
 * The function, which computes once for each object; a result lives as long as its object, the last one until the next.
 * Many ask about the same object in a row, and the last one is found without a search.
 */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  let last: { readonly key: K; readonly result: V } | undefined;
  return (key) => {
    if (last?.key === key) return last.result;
    const found = known.get(key);
    const result = found !== undefined || known.has(key) ? (found as V) : compute(key);
    if (found === undefined) known.set(key, result);
    last = { key, result };
    return result;
  };
}

/** Plenty for the texts that files have in common; those of one file alone would only take memory. */
const mostTexts = 5_000;

/** The same for texts that come again in many files: the first ones are remembered, others computed each time. */
export function oncePerText<V>(compute: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as V;
    const result = compute(text);
    if (known.size < mostTexts) known.set(text, result);
    return result;
  };
}
