// `exists`: a field has an indexed value, an object has any field with one.
import type { Scalar } from '../events/values';
import { fieldPath, someLeaf, someWhole } from '../events/values';
import type { Compilation, DocumentTest } from './compilation';
import {
  ALWAYS,
  fieldTest,
  findSemantics,
  leafFields,
  NEVER,
  NOWHERE,
  visibleName,
} from './compilation';
import { documentFieldsTest } from './documentFields';
import { dynamicSemantics } from './fieldTypes/dynamic';
import { values } from './fieldTypes/semantics';
import { semanticsOf } from './fieldTypes/semanticsOf';
import { memoize } from './memoize';
import { nestedPathOf } from './nestedPaths';

/** Never fails: a field that no index maps does not exist. */
export function compileExists(name: string, compilation: Compilation): DocumentTest {
  const { types, view } = compilation;
  if (view.openPatterns.has(name))
    return documentFieldsTest(name, compilation, (field) => values(field.exists));
  if (name.includes('*')) return anyOf(leafFields(name.split('*'), types), compilation);
  compilation.fields.add(name);
  const known = types.find(name);
  if (known?.type === 'nested') return NEVER;
  if (known !== undefined && known.type !== 'object') return existsTest(name, compilation);
  const inner = leafFields([`${name}.`, ''], types);
  if (types.unknown === 'unmapped') return anyOf(inner, compilation);
  const constants = inner.filter((field) => types.find(field)?.value !== undefined);
  return constants.length > 0 ? ALWAYS : leafTest(name, compilation);
}

function existsTest(name: string, compilation: Compilation): DocumentTest {
  const known = compilation.types.find(name);
  if (known?.type === 'constant_keyword' && known.value !== undefined) return ALWAYS;
  const semantics = findSemantics(name, compilation);
  if (semantics === undefined) return NEVER;
  return fieldTest(name, values(semantics.exists), NOWHERE, compilation);
}

function anyOf(names: readonly string[], compilation: Compilation): DocumentTest {
  const tests = names.map((name) => existsTest(name, compilation));
  return (source, now) => tests.some((test) => test(source, now));
}

/** A field no layer knows may be a value or an object of the document; each leaf there counts by its own type. */
function leafTest(name: string, compilation: Compilation): DocumentTest {
  const { types, scope } = compilation;
  const relative = visibleName(name, compilation);
  if (relative === undefined) return NEVER;
  const existsIn = memoize((leaf) => {
    if (nestedPathOf(leaf, types) !== scope) return () => false;
    const known = types.find(leaf);
    const { exists } = known === undefined ? dynamicSemantics() : semanticsOf(leaf, known);
    return (value: Scalar) => exists(value, 0);
  });
  const path = fieldPath(relative);
  compilation.readsWhole = true;
  return (source) =>
    someWhole(source, path, (value) => someLeaf(value, (leaf, at) => existsIn(at)(leaf), name));
}
