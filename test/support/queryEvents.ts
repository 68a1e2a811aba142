// Random documents around a query: they hold its fields with values that meet its conditions, nearly meet them, or not.
import type { JsonObject, JsonValue } from '../../server/src/events/event';
import { clausesOf } from '../../server/src/checks/query/queries';
import type { KqlQuery } from '../../server/src/checks/query/queries';
import { termText } from '../../server/src/kql/terms';
import type { KqlTerm } from '../../server/src/kql/ast';
import { below, pick } from './mutate';
import type { Random } from './mutate';

/** As many documents as asked for, the same for the same seed. */
export function eventsFor(query: KqlQuery, random: Random, count: number): readonly JsonObject[] {
  const values = new Map<string, string[]>();
  for (const { field = 'message', node } of clausesOf(query)) {
    const name = field.replaceAll('*', 'x');
    values.set(name, [...(values.get(name) ?? []), ...candidatesFor(node.value)]);
  }
  return Array.from({ length: count }, () => eventOf(values, random));
}

function candidatesFor(value: KqlTerm): readonly string[] {
  if (value.kind !== 'wildcard') {
    const text = termText(value);
    return [text, text, text.toUpperCase(), `${text}x`];
  }
  return ['', 'q', ' q '].map((filling) => value.parts.join(filling)).concat(termText(value));
}

function eventOf(values: ReadonlyMap<string, readonly string[]>, random: Random): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [name, candidates] of values) {
    const luck = random();
    if (luck < 0.15) continue;
    const one = (): string => (random() < 0.9 ? pick(random, candidates) : 'other');
    entries.push([name, luck < 0.75 ? one() : Array.from({ length: 1 + below(random, 3) }, one)]);
  }
  return Object.fromEntries(entries);
}
