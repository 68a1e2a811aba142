// A wildcard on a key of a flattened field. query_string compares it with the index's own spelling of a leaf, which is
// the key, a zero byte and the value: what authors mean, a pattern on the value, is only what ends in its single `*`.
import { isObject } from '../events/toEvent';
import { someLeaf } from '../events/values';
import type { LuceneWildcard } from '../lucene/ast';
import type { Compilation, DocumentTest } from './compilation';
import { fieldTest } from './compilation';
import { values } from './fieldTypes/semantics';
import { keywordSemantics } from './fieldTypes/keyword';
import { isPrefix, partsOf } from './luceneLeaves';
import type { KnownField } from './matcher';
import { wildcardTest } from './wildcard';

/** Undefined where the field answers for itself. Source: Elasticsearch 8.15. */
export function flattenedPatternTest(
  leaf: LuceneWildcard,
  { name, known }: { readonly name: string; readonly known: KnownField | undefined },
  compilation: Compilation,
): DocumentTest | undefined {
  if (known?.flattenedKey === undefined || isPrefix(leaf)) return undefined;
  compilation.approximations.add(
    `${name} is a key of a flattened field: Elasticsearch compares this pattern with the key and the value as one text, so it finds values of other keys, or none.`,
  );
  const root = name.slice(0, -known.flattenedKey.length - 1);
  const { exists } = keywordSemantics(compilation.types.find(root) ?? {});
  const accept = wildcardTest(partsOf(leaf, (text) => text));
  const answer = values(
    (value) =>
      isObject(value) &&
      someLeaf(value, (found, key) => exists(found, 0) && accept(`${key}\0${String(found)}`)),
  );
  return fieldTest(root, answer, leaf.span, compilation);
}
