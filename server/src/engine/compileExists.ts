// `exists`: a field has an indexed value, an object has any field with one.
import type { Compilation, DocumentTest } from './compilation';
import { ALWAYS, fieldTest, findSemantics, NEVER, visibleName } from './compilation';
import { isContainer } from './dataView';
import { documentFieldsTest } from './documentFields';
import { fieldPath, someLeaf, someWhole } from '../events/values';
import { values } from './fieldTypes/semantics';

/** Never fails: a field that no index maps does not exist. */
export function compileExists(name: string, compilation: Compilation): DocumentTest {
  if (compilation.openPatterns.has(name))
    return documentFieldsTest(name, compilation, (field) => values(field.exists));
  if (name.includes('*')) return anyOf(compilation.types.resolve(name.split('*')), compilation);
  compilation.fields.add(name);
  const known = compilation.types.find(name);
  if (known?.type === 'nested') return NEVER;
  if (known?.type === 'constant_keyword' && known.value !== undefined) return ALWAYS;
  if (known !== undefined && known.type !== 'object') return existsTest(name, compilation);
  const inner = anyOf(compilation.types.resolve([`${name}.`, '']), compilation);
  return compilation.types.unknown === 'unmapped'
    ? inner
    : anyOfTwo(inner, dynamicTest(name, compilation));
}

function existsTest(name: string, compilation: Compilation): DocumentTest {
  const semantics = findSemantics(name, compilation);
  if (semantics === undefined) return NEVER;
  const nowhere = { start: 0, end: 0 };
  return fieldTest(name, values(semantics.exists), nowhere, compilation);
}

function anyOf(names: readonly string[], compilation: Compilation): DocumentTest {
  const { types } = compilation;
  const leaves = names.filter((name) => !isContainer(types.find(name)));
  const tests = leaves.map((name) => compileExists(name, compilation));
  return (source, now) => tests.some((test) => test(source, now));
}

function anyOfTwo(a: DocumentTest, b: DocumentTest): DocumentTest {
  return (source, now) => a(source, now) || b(source, now);
}

/** A field no layer knows may be a value or an object of the document. */
function dynamicTest(name: string, compilation: Compilation): DocumentTest {
  const relative = visibleName(name, compilation);
  if (relative === undefined) return NEVER;
  const path = fieldPath(relative);
  return (source) =>
    someWhole(source, path, (value) =>
      someLeaf(value, (leaf) => typeof leaf !== 'string' || leaf.length <= 1024),
    );
}
