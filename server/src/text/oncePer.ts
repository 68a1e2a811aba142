// Remembers what was computed for an object or a text.

/** The function, which computes once for each object; a result lives as long as its object. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return keepLast((key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const result = compute(key);
    known.set(key, result);
    return result;
  });
}

/**
 * The function, which remembers its last result: the checks of a file ask about it one after the other. A weak map of
 * all files would cost more, with every entry and at every collection of garbage.
 */
export function keepLast<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  let lastKey: K | undefined;
  let lastResult: V;
  return (key) => {
    if (key !== lastKey) {
      // What throws, or asks for another object, must not leave half a result.
      const result = compute(key);
      lastKey = key;
      lastResult = result;
    }
    return lastResult;
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
