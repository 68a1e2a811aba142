// Which nested object a field lies in.
import type { FieldTypes } from './matcher';

/** Path of the innermost enclosing field of type `nested`; the field itself does not count. */
export function nestedPathOf(name: string, types: FieldTypes): string | undefined {
  let end = name.lastIndexOf('.');
  while (end > 0) {
    const path = name.slice(0, end);
    if (types.find(path)?.type === 'nested') return path;
    end = name.lastIndexOf('.', end - 1);
  }
  return undefined;
}
