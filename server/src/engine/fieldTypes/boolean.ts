// boolean: `true` and `false` only; documents may hold them as text, and the empty text is false.
import type { FieldValue } from '../../events/values';
import type { FieldSemantics } from './semantics';
import { noWildcards, satisfies, typeError, values } from './semantics';

export function booleanSemantics(name: string): FieldSemantics {
  const wrong = (text: string) =>
    typeError('value-type', `${name} has type boolean, and "${text}" is neither true nor false`);
  return {
    equal(text) {
      const wanted = parseBoolean(text);
      return wanted === undefined ? wrong(text) : values((value) => booleanOf(value) === wanted);
    },
    pattern: () => noWildcards(name, 'boolean'),
    range(bounds) {
      const stray = bounds.find(({ text }) => parseBoolean(text) === undefined);
      if (stray !== undefined) return wrong(stray.text);
      const limits = bounds.map(({ bound, text }) => ({ bound, limit: Number(text === 'true') }));
      return values((value) => {
        const found = booleanOf(value);
        if (found === undefined) return false;
        return limits.every(({ bound, limit }) => satisfies(bound, Number(found) - limit));
      });
    },
    exists: (value) => booleanOf(value) !== undefined,
  };
}

function parseBoolean(text: string): boolean | undefined {
  if (text === 'true') return true;
  return text === 'false' ? false : undefined;
}

function booleanOf(value: FieldValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return value === '' ? false : parseBoolean(value);
}
