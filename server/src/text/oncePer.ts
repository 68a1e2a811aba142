// Remembers what was computed for an object.

/** The function, which computes once for each object; a result lives as long as its object. */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const result = compute(key);
    known.set(key, result);
    return result;
  };
}
