// The values of a field in a document, however its path is spelled: nested objects, dotted keys or a mix of both.
import type { JsonObject, JsonValue } from './event';
import type { SpelledNumber } from './spelledNumber';
import { isObject } from './toEvent';

export type Scalar = string | number | boolean | SpelledNumber;
/** What a field path can lead to: null and arrays never, because they stand for no value and for their elements. */
export type FieldValue = Scalar | JsonObject;

/** A field name prepared for lookups: for each name part, the keys under which a document may continue from there. */
export interface FieldPath {
  readonly name: string;
  readonly steps: readonly (readonly Step[])[];
}

interface Step {
  readonly key: string;
  /** Index of the name part after this key. */
  readonly next: number;
}

/** Prepares a field name such as `process.parent.name`. */
export function fieldPath(name: string): FieldPath {
  const parts = name.split('.');
  const steps = parts.map((_, from) =>
    parts.slice(from).map((__, i) => ({
      key: parts.slice(from, from + i + 1).join('.'),
      next: from + i + 1,
    })),
  );
  return { name, steps };
}

/**
 * True if any value at the path passes the test. Arrays are flattened on the way and at the end; null, `[]` and a
 * missing key hold no value. Only own keys count, so `__proto__` is a key like any other.
 */
export function someValue(
  source: JsonObject,
  path: FieldPath,
  test: (value: FieldValue) => boolean,
): boolean {
  return walk(source, path, 0, { test, takesLongerKeys: false });
}

/**
 * Like `someValue`, and a key that spells the path and more (`labels.env` for the path `labels`) counts as an object at
 * the path that holds the rest of the key.
 */
export function someWhole(
  source: JsonObject,
  path: FieldPath,
  test: (value: FieldValue) => boolean,
): boolean {
  return walk(source, path, 0, { test, takesLongerKeys: true });
}

/** True if any object at the path passes the test: one alone, each of an array, or what a longer key stands for. */
export function someObject(
  source: JsonObject,
  path: FieldPath,
  test: (object: JsonObject) => boolean,
): boolean {
  return someWhole(source, path, (value) => isObject(value) && test(value));
}

interface Visit {
  readonly test: (value: FieldValue) => boolean;
  readonly takesLongerKeys: boolean;
}

function walk(value: JsonValue, path: FieldPath, at: number, visit: Visit): boolean {
  if (value === null) return false;
  if (isArray(value)) return value.some((element) => walk(element, path, at, visit));
  const steps = path.steps[at];
  if (steps === undefined) return visit.test(value);
  if (!isObject(value)) return false;
  for (const { key, next } of steps) {
    if (!Object.hasOwn(value, key)) continue;
    const child = value[key];
    if (child !== undefined && walk(child, path, next, visit)) return true;
  }
  return visit.takesLongerKeys && someLongerKey(value, steps, visit);
}

function someLongerKey(value: JsonObject, steps: readonly Step[], { test }: Visit): boolean {
  const whole = `${steps[steps.length - 1]?.key ?? ''}.`;
  return Object.keys(value).some((key) => {
    const child = value[key];
    if (!key.startsWith(whole) || child === undefined) return false;
    return test(Object.fromEntries([[key.slice(whole.length), child]]));
  });
}

/** Every value at the path in document order, objects included. */
export function valuesAt(source: JsonObject, path: FieldPath): readonly FieldValue[] {
  const values: FieldValue[] = [];
  someValue(source, path, (value) => {
    values.push(value);
    return false;
  });
  return values;
}

/** The texts, numbers and booleans at the path in document order. */
export function scalarsAt(source: JsonObject, path: FieldPath): readonly Scalar[] {
  return valuesAt(source, path).filter(isScalar);
}

/** True if any text, number or boolean below the value passes the test; `name` is its dotted name from there. */
export function someLeaf(
  value: JsonValue,
  test: (leaf: Scalar, name: string) => boolean,
  prefix = '',
): boolean {
  if (value === null) return false;
  if (isArray(value)) return value.some((element) => someLeaf(element, test, prefix));
  if (!isObject(value)) return test(value, prefix);
  for (const key of Object.keys(value)) {
    const child = value[key];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (child !== undefined && someLeaf(child, test, name)) return true;
  }
  return false;
}

function isScalar(value: FieldValue): value is Scalar {
  return !isObject(value);
}

/** As plain JSON holds it. */
export function plainOf(value: Scalar): string | number | boolean {
  return typeof value === 'object' ? value.plain : value;
}

/** As the document spells it. */
export function jsonText(value: Scalar): string {
  return typeof value === 'object' ? value.text : JSON.stringify(value);
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
