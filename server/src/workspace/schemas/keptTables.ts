// Remembers what was made of schema files, so that a process that asks again and again makes each once.

/** Lives as long as the process. */
export class KeptTables<T> {
  private readonly kept = new Map<string, T>();

  /** @param most as many are kept, the last used. */
  constructor(private readonly most: number) {}

  /**
   * What was made for this key, or is made now. A key names the file, its version and what was chosen from it; without
   * one nothing is kept. What `load` throws goes through.
   */
  get(key: string | undefined, load: () => T): T {
    if (key === undefined) return load();
    const table = this.kept.get(key) ?? load();
    // The last used stands last.
    this.kept.delete(key);
    this.kept.set(key, table);
    for (const oldest of [...this.kept.keys()].slice(0, -this.most)) this.kept.delete(oldest);
    return table;
  }
}
