// stray-quote: quotes that KQL does not know as such.
import type { Check, Finding } from '../check';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const strayQuote: Check = {
  code: 'stray-quote',
  severity: 'warning',
  doc: 'Single and typographic quotes are part of the value: KQL knows only double quotes.',
  languages: ['kuery'],
  run: (input) => inValues(input, findStrayQuotes),
};

/** Pairs that keyboards, word processors and other query languages make. */
const quoted =
  /^(?:'([^']*)'|`([^`]*)`|[\u201c\u201d\u201e]([^\u201c\u201d]*)[\u201c\u201d]|[\u2018\u2019]([^\u2019]*)[\u2018\u2019])$/;

function findStrayQuotes(place: ValuePlace): readonly Finding[] {
  const { value, raw } = place;
  if (value.kind === 'phrase') return [];
  const match = quoted.exec(raw);
  if (!match) return [];
  const inner = match.slice(1).join('');
  const text = value.kind === 'wildcard' ? inner : `"${inner}"`;
  return [
    {
      message: `KQL knows only double quotes: \`${raw.charAt(0)}\` is part of this value.`,
      span: value.span,
      fixes: inner.trim() === '' ? [] : replaceValue(place, `Change to \`${text}\``, { text }),
    },
  ];
}
