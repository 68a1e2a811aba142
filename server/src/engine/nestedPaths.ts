// Which nested object a field lies in.
import type { FieldTypes } from './matcher';

/** Path of the innermost enclosing field of type `nested`; the field itself does not count. */
export function nestedPathOf(name: string, types: FieldTypes): string | undefined {
  return types.nestedPath(name);
}
