// What is gathered while a query is compiled: its fields, failures, notes, and the nested object it is in.
import type { JsonObject } from '../events/event';
import type { FieldPath, FieldValue } from '../events/values';
import { fieldPath, someValue, someWhole } from '../events/values';
import { oncePerText } from '../text/oncePer';
import type { Span } from '../text/span';
import { dynamicSemantics } from './fieldTypes/dynamic';
import type { Answer, FieldSemantics, TypeError, ValuesAnswer } from './fieldTypes/semantics';
import { semanticsOf } from './fieldTypes/semanticsOf';
import type { FieldTypes } from './matcher';
import { isOwnType } from './matcher';
import type { QueryDataView } from './dataView';
import { isContainer } from './dataView';
import { nestedPathOf } from './nestedPaths';
import type { RunFailure } from './runResult';

/** Decides on a document, or on one nested object of it. */
export type DocumentTest = (source: JsonObject, now: number) => boolean;

export interface Compilation {
  readonly types: FieldTypes;
  readonly view: QueryDataView;
  readonly fields: Set<string>;
  readonly unknownFields: Set<string>;
  /** Reached through a name pattern; they would fail the search if an index maps them. */
  readonly misfits: Set<string>;
  readonly approximations: Set<string>;
  readonly failures: RunFailure[];
  usesNow: boolean;
  /** Paths of the values that tests ask for. */
  readonly reads: Set<string>;
  /** Some test looks at more than values of known paths. */
  readsWhole: boolean;
  /** Path of the nested object that tests get, undefined for the document itself. */
  scope: string | undefined;
  /** By scope and name: long lists of values ask for the same field again and again. */
  readonly paths: Map<string, readonly FieldPath[]>;
}

export function newCompilation(types: FieldTypes, view: QueryDataView): Compilation {
  return {
    types,
    view,
    fields: new Set(),
    unknownFields: new Set(),
    misfits: new Set(),
    approximations: new Set(),
    failures: [],
    usesNow: false,
    reads: new Set(),
    readsWhole: false,
    scope: undefined,
    paths: new Map(),
  };
}

/** The place of what cannot fail. */
export const NOWHERE: Span = { start: 0, end: 0 };

/** Known fields that hold values and match the pattern. */
export function leafFields(pattern: readonly string[], types: FieldTypes): readonly string[] {
  return types.resolve(pattern).filter((name) => !isContainer(types.find(name)));
}

export const NEVER: DocumentTest = () => false;
export const ALWAYS: DocumentTest = () => true;

/** How a field answers; undefined for a field that no index maps, which never matches and never fails. */
export function findSemantics(name: string, compilation: Compilation): FieldSemantics | undefined {
  const known = compilation.types.find(name);
  if (known !== undefined) return semanticsOf(name, known);
  if (compilation.types.unknown === 'unmapped') return undefined;
  compilation.unknownFields.add(name);
  return dynamicSemantics();
}

/** One sentence for all fields whose type is a guess, one for all that may make the search fail. */
export function noteFields({ unknownFields, misfits, approximations }: Compilation): void {
  if (unknownFields.size > 0)
    approximations.add(
      `No type is known for ${[...unknownFields].join(', ')}: text is matched as keyword, numbers and booleans as themselves.`,
    );
  if (misfits.size === 0) return;
  const [first = ''] = misfits;
  const others = misfits.size > 1 ? ` and ${misfits.size - 1} others` : '';
  approximations.add(
    `A field pattern of the query also reaches ${first}${others}, whose type refuses the value: in an index that maps such a field the rule would fail.`,
  );
}

/** Turns a field's answer into a test of documents; a type error becomes a failure at the clause. */
export function fieldTest(
  name: string,
  answer: Answer,
  span: Span,
  compilation: Compilation,
): DocumentTest {
  compilation.fields.add(name);
  switch (answer.kind) {
    case 'error':
      if (isMisfit(name, compilation)) compilation.misfits.add(name);
      else fail(compilation, answer, span);
      return NEVER;
    case 'none':
      return NEVER;
    case 'all':
      return ALWAYS;
    case 'values':
      return valuesTest(name, answer, compilation);
  }
}

/** The catalogue knows more fields than any index maps, so what a pattern finds there may not exist. */
function isMisfit(name: string, { types, view }: Compilation): boolean {
  const known = types.find(name);
  return known !== undefined && !isOwnType(known) && view.isOnlyByPattern(name);
}

function valuesTest(
  name: string,
  { test, usesNow = false, note }: ValuesAnswer,
  compilation: Compilation,
): DocumentTest {
  if (note !== undefined) compilation.approximations.add(note);
  if (usesNow) compilation.usesNow = true;
  const [path, ownPath] = pathsOf(name, compilation);
  if (path === undefined) return NEVER;
  const some = holdsObjects(name, compilation) ? someWhole : someValue;
  if (some === someWhole) compilation.readsWhole = true;
  compilation.reads.add(path.name);
  if (ownPath !== undefined) compilation.reads.add(ownPath.name);
  if (usesNow) return (source, now) => some(source, path, (value) => test(value, now));
  const fixed = (value: FieldValue): boolean => test(value, 0);
  if (ownPath === undefined) return (source) => some(source, path, fixed);
  return (source) => some(source, path, fixed) || some(source, ownPath, fixed);
}

/** Flattened fields and ranges are objects in the document, which dotted keys may spell. */
function holdsObjects(name: string, { types }: Compilation): boolean {
  const type = types.find(name)?.type;
  return type === 'flattened' || type?.endsWith('_range') === true;
}

/**
 * Where the values of a field are. A multi-field takes those of its parent; exported events (Discover, the `fields` of a
 * search) may spell it as a field of its own, so that place counts as well.
 */
function pathsOf(name: string, compilation: Compilation): readonly FieldPath[] {
  const key = `${compilation.scope ?? ''} ${name}`;
  const known = compilation.paths.get(key) ?? readPaths(name, compilation);
  compilation.paths.set(key, known);
  return known;
}

const pathOf = oncePerText(fieldPath);

function readPaths(name: string, compilation: Compilation): readonly FieldPath[] {
  const parent = compilation.types.find(name)?.parent;
  return [...(parent === undefined ? [] : [parent]), name].flatMap((field) => {
    const relative = visibleName(field, compilation);
    return relative === undefined ? [] : pathOf(relative);
  });
}

/**
 * The field's name relative to the current scope. Values of a nested object are visible only inside it, and values
 * outside it only outside.
 */
export function visibleName(name: string, { types, scope }: Compilation): string | undefined {
  if (nestedPathOf(name, types) !== scope) return undefined;
  return scope === undefined ? name : name.slice(scope.length + 1);
}

export function fail(
  compilation: Compilation,
  { code, message }: Pick<TypeError, 'message'> & { readonly code: string },
  span: Span,
): void {
  compilation.failures.push({ code, message, span });
}
