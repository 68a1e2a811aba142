// Which source decided the type of each field that a run looked at.
import type { Sample } from '../events/event';
import { readEvents } from '../events/readEvents';
import { isObject } from '../events/toEvent';
import type { FieldValue } from '../events/values';
import { fieldPath, valuesAt } from '../events/values';
import type { FieldTypes } from './matcher';
import type { TypeOfField } from './runResult';

/** A pattern in a query can stand for hundreds of fields. */
const fieldLimit = 50;
/** Events at the beginning of a sample that are looked at for fields no layer knows. */
const eventLimit = 1000;

/**
 * The fields in their order, each once. A field that no layer knows is typed value by value, so its type here is what
 * its values are at the beginning of the samples; `unknown` where none has it.
 */
export function typeReport(
  fields: readonly string[],
  types: FieldTypes,
  samples: readonly Sample[],
): readonly TypeOfField[] {
  const names = [...new Set(fields)].slice(0, fieldLimit);
  const unknown = names.filter((name) => types.find(name) === undefined);
  const seen = unknown.length === 0 ? new Map<string, string>() : typesInSamples(unknown, samples);
  return names.map((field): TypeOfField => {
    const known = types.find(field);
    if (known === undefined) {
      const type = seen.get(field);
      return type === undefined
        ? { field, type: 'unknown', source: 'none' }
        : { field, type, source: 'sample' };
    }
    const { type, source, origin } = known;
    return { field, type, source, ...(origin === undefined ? {} : { origin }) };
  });
}

/** As Elastic's templates would map the values on sight; several types are joined by `or`. */
function typesInSamples(
  fields: readonly string[],
  samples: readonly Sample[],
): ReadonlyMap<string, string> {
  const found = new Map(fields.map((field) => [field, new Set<string>()]));
  const paths = fields.map((field) => [fieldPath(field), found.get(field)] as const);
  for (const sample of samples) {
    let left = eventLimit;
    for (const { source } of readEvents(sample, () => undefined)) {
      for (const [path, seen] of paths)
        for (const value of valuesAt(source, path)) seen?.add(typeOfValue(value));
      if (--left === 0) break;
    }
  }
  return new Map(
    [...found].flatMap(([field, seen]) =>
      seen.size === 0 ? [] : [[field, [...seen].sort().join(' or ')]],
    ),
  );
}

function typeOfValue(value: FieldValue): string {
  if (isObject(value)) return 'object';
  if (typeof value === 'string') return 'keyword';
  if (typeof value === 'boolean') return 'boolean';
  return /^-?\d+$/.test(String(value)) ? 'long' : 'float';
}
