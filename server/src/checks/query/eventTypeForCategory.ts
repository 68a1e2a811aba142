// event-type-for-category: a category and a type of event that ECS does not expect together.
import { allowedValues } from '../../catalog/fieldCatalog';
import type { Check, Finding } from '../check';
import { inConjunctions, valuesOf } from './conjunctions';
import type { Conjunction } from './conjunctions';

export const eventTypeForCategory: Check = {
  code: 'event-type-for-category',
  severity: 'warning',
  doc: 'ECS expects other values of `event.type` with this `event.category`.',
  languages: ['kuery'],
  run: (input) => inConjunctions(input, findEventType),
};

function findEventType({ parts }: Conjunction): readonly Finding[] {
  // An event can have several categories: those of all parts are in it.
  const categories = parts.flatMap((part) => valuesOf(part, 'event.category') ?? []);
  if (categories.length === 0) return [];
  const typePart = parts.find((part) => valuesOf(part, 'event.type') !== undefined);
  if (!typePart) return [];
  const known = allowedValues('event.category').filter(({ name }) => categories.includes(name));
  if (known.length < categories.length) return [];
  const expected = new Set(known.flatMap(({ expectedEventTypes = [] }) => expectedEventTypes));
  const types = valuesOf(typePart, 'event.type') ?? [];
  if (types.some((type) => expected.has(type))) return [];
  const list = [...expected].map((type) => `\`${type}\``).join(', ');
  const message = `With \`event.category: ${categories.join(' or ')}\` ECS expects one of these in \`event.type\`: ${list}.`;
  return [{ message, span: typePart.span }];
}
