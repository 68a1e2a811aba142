// Visits the plain values of a document under their dotted names, in its order; objects in lists are entered.
import type { JsonObject, JsonValue } from './event';
import { isObject } from './toEvent';
import type { Scalar } from './values';

export type Leaf = Scalar | null;

/** The elements of a list come one by one. */
export function visitLeaves(source: JsonObject, onLeaf: (name: string, value: Leaf) => void): void {
  visit('', source, onLeaf);
}

function visit(name: string, value: JsonValue, onLeaf: (name: string, value: Leaf) => void): void {
  if (isList(value)) for (const item of value) visit(name, item, onLeaf);
  else if (isObject(value))
    for (const [key, inner] of Object.entries(value))
      visit(name === '' ? key : `${name}.${key}`, inner, onLeaf);
  else onLeaf(name, value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
