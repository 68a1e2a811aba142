// Field patterns over fields that only the documents know (Elasticsearch would have mapped them as they came).
import { someLeaf } from '../events/values';
import type { Compilation, DocumentTest } from './compilation';
import { dynamicSemantics } from './fieldTypes/dynamic';
import type { Answer, FieldSemantics } from './fieldTypes/semantics';
import { memoize } from './memoize';
import { nestedPathOf } from './nestedPaths';
import { matchesPattern } from './pattern';

/** True if any field that no layer knows, whose name matches, answers with yes. */
export function documentFieldsTest(
  pattern: string,
  compilation: Compilation,
  ask: (semantics: FieldSemantics) => Answer,
): DocumentTest {
  compilation.unknownFields.add(pattern);
  compilation.readsWhole = true;
  const answer = ask(dynamicSemantics());
  if (answer.kind !== 'values') return () => false;
  const parts = pattern.split('*');
  const { types, scope } = compilation;
  const isMeant = memoize(
    (name) =>
      matchesPattern(parts, name) &&
      types.find(name) === undefined &&
      nestedPathOf(name, types) === scope,
  );
  return (source, now) =>
    someLeaf(source, (leaf, name) => isMeant(name) && answer.test(leaf, now), scope ?? '');
}
