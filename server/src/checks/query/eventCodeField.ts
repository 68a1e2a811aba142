// event-code-field: a field that the events asked for never carry.
import { findEventCodes } from '../../catalog/windowsCatalog';
import { termText } from '../../kql/terms';
import type { RuleDocument, RuleQuery } from '../../rule/ruleDocument';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/span';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { askedValues, inConjunctions } from './conjunctions';
import type { Conjunction } from './conjunctions';
import { eqlAskedValues, eqlConjuncts, eqlParts } from './eqlClauses';
import type { EqlEventParts } from './eqlClauses';
import { nodesOf } from './queries';
import { queryFix } from './queryText';

export const eventCodeField: Check = {
  code: 'event-code-field',
  severity: 'warning',
  doc: 'The Windows events with this code never carry the field.',
  languages: ['kuery', 'eql'],
  run: (input) =>
    input.document.query?.eql ? inEql(input.document) : inConjunctions(input, findMissingField),
};

function inEql(document: RuleDocument): readonly Finding[] {
  const parts = eqlParts(document);
  // Few queries ask for a code.
  if (!parts?.clauses.some(({ field }) => codeFields.includes(field.name))) return nothing;
  return findEach(parts.events, (event) => findMissingInEql(event, parts.query));
}

function findMissingInEql(
  { condition, fields }: EqlEventParts,
  query: RuleQuery,
): readonly Finding[] {
  for (const name of codeFields)
    for (const part of eqlConjuncts(condition)) {
      const codes = eqlAskedValues(part, name);
      if (codes) return missingFields(codes, fields, query);
    }
  return nothing;
}

const codeFields = ['event.code', 'winlog.event_id'];

const eventData = 'winlog.event_data.';

function findMissingField({ parts, query }: Conjunction): readonly Finding[] {
  const [codes] = codeFields.flatMap((name) => {
    const asked = askedValues(parts, name);
    return asked ? [asked] : [];
  });
  if (!codes) return nothing;
  const fields = parts.flatMap(nodesOf).flatMap((node) => {
    if (node.kind !== 'is' && node.kind !== 'range') return [];
    if (!node.field || node.field.kind === 'wildcard') return [];
    return [{ name: termText(node.field), span: node.field.span }];
  });
  return missingFields(codes, fields, query);
}

function missingFields(
  codes: readonly string[],
  fields: readonly { readonly name: string; readonly span: Span }[],
  query: RuleQuery,
): readonly Finding[] {
  const events = codes.map(findEventCodes);
  const carried = new Set<string>();
  for (const event of events.flat())
    if (event.fields) for (const field of event.fields) carried.add(field);
    else return nothing;
  if (events.some((known) => known.length === 0)) return nothing;
  const seen = new Set<number>();
  return findEach(fields, ({ name, span }) => {
    if (!name.startsWith(eventData) || seen.has(span.start)) return nothing;
    seen.add(span.start);
    if (carried.has(name.slice(eventData.length))) return nothing;
    const guess = nearest(name.slice(eventData.length), carried);
    const hint = guess === undefined ? '' : ` Did you mean \`${eventData}${guess}\`?`;
    const what =
      codes.length === 1 ? `Event ${codes[0] ?? ''} does` : `Events ${codes.join(', ')} do`;
    const fixes =
      guess === undefined
        ? []
        : queryFix(query, `Change to \`${eventData}${guess}\``, {
            edits: [{ span, text: eventData + guess }],
            isSafe: false,
          });
    return [{ message: `${what} not carry \`${name}\`.${hint}`, span, fixes }];
  });
}
