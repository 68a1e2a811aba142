// range-pair: two bounds on a list of values.
import { findField } from '../../catalog/fieldCatalog';
import type { KqlRange } from '../../kql/ast';
import { termText } from '../../kql/terms';
import type { Check, Finding } from '../check';
import { inConjunctions } from './conjunctions';
import type { Conjunction } from './conjunctions';

export const rangePair: Check = {
  code: 'range-pair',
  severity: 'warning',
  doc: 'Two bounds on a field with several values may be met by two different values.',
  languages: ['kuery'],
  run: (input) => inConjunctions(input, findRangePair),
};

function findRangePair({ parts }: Conjunction): readonly Finding[] {
  const ranges = parts.filter((part) => part.kind === 'range');
  return ranges.flatMap((range, at) => {
    const name = termText(range.field);
    const earlier = ranges
      .slice(0, at)
      .find((other) => termText(other.field) === name && isUpper(other) !== isUpper(range));
    if (!earlier || findField(name)?.isArray !== true) return [];
    return [
      {
        message: `\`${name}\` can hold several values: one of them may meet this bound and another one the other.`,
        span: range.span,
        related: [{ span: earlier.span, message: 'The other bound' }],
      },
    ];
  });
}

function isUpper({ operator }: KqlRange): boolean {
  return operator === 'lt' || operator === 'lte';
}
