// Keeps what a name leads to: the same field names come with every document.

/** `compute` is called once per name. */
export function memoize<T>(compute: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found as T;
    const result = compute(name);
    known.set(name, result);
    return result;
  };
}
