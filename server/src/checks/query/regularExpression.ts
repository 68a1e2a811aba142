// regular-expression: a value in slashes that is meant as a pattern.
import type { Check, Finding } from '../check';
import { inValues } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const regularExpression: Check = {
  code: 'regular-expression',
  severity: 'warning',
  doc: 'KQL has no regular expressions: the slashes and signs stand for themselves.',
  languages: ['kuery', 'lucene'],
  run: (input) => inValues(input, findRegularExpression),
};

/** In slashes, none inside, and with a sign that paths do not have. */
const expression = /^\/(?=.*(?:\.[*+?]|\[[^\]]+\]|\\[dwsDWS]|\|))(?:[^/\\]|\\.)+\/i?$/s;

function findRegularExpression({ value, raw }: ValuePlace): readonly Finding[] {
  const text = value.kind === 'phrase' ? raw.slice(1, -1) : raw;
  if (!expression.test(text)) return [];
  const message =
    'KQL has no regular expressions: the slashes and signs stand for themselves. `*` is its only wildcard; Lucene has expressions.';
  return [{ message, span: value.span }];
}
