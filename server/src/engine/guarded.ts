// Keeps a test of documents from failing on hostile input.
import type { DocumentTest } from './compilation';

/** Elasticsearch refuses documents nested deeper than 1000 levels; here they are no match where the stack ends. */
export function guarded(test: DocumentTest): DocumentTest {
  return (source, now) => {
    try {
      return test(source, now);
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
}
