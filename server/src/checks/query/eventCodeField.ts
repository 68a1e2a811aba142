// event-code-field: a field that the events asked for never carry.
import { findEventCodes } from '../../catalog/windowsCatalog';
import { termText } from '../../kql/terms';
import { nearest } from '../../text/nearest';
import type { Check, Finding } from '../check';
import { askedValues, inConjunctions } from './conjunctions';
import type { Conjunction } from './conjunctions';
import { nodesOf } from './queries';

export const eventCodeField: Check = {
  code: 'event-code-field',
  severity: 'warning',
  doc: 'The Windows events with this code never carry the field.',
  run: (input) => inConjunctions(input, findMissingField),
};

const eventData = 'winlog.event_data.';

function findMissingField({ parts }: Conjunction): readonly Finding[] {
  const codes = askedValues(parts, 'event.code') ?? askedValues(parts, 'winlog.event_id');
  if (!codes) return [];
  const events = codes.map(findEventCodes);
  const carried = new Set<string>();
  for (const event of events.flat())
    if (event.fields) for (const field of event.fields) carried.add(field);
    else return [];
  if (events.some((known) => known.length === 0)) return [];
  const seen = new Set<number>();
  return parts.flatMap(nodesOf).flatMap((node) => {
    if (node.kind !== 'is' || !node.field || node.field.kind === 'wildcard') return [];
    const name = termText(node.field);
    const { span } = node.field;
    if (!name.startsWith(eventData) || seen.has(span.start)) return [];
    seen.add(span.start);
    if (carried.has(name.slice(eventData.length))) return [];
    const guess = nearest(name.slice(eventData.length), carried);
    const hint = guess === undefined ? '' : ` Did you mean \`${eventData}${guess}\`?`;
    const what =
      codes.length === 1 ? `Event ${codes[0] ?? ''} does` : `Events ${codes.join(', ')} do`;
    return [{ message: `${what} not carry \`${name}\`.${hint}`, span }];
  });
}
