// indicator-entries: groups of indicator pairs that Kibana refuses or that can never hold.
import type { IndicatorGroup } from '../../rule/rule';
import type { Check, Finding } from '../check';

export const indicatorEntries: Check = {
  code: 'indicator-entries',
  severity: 'error',
  doc: 'A group of indicator pairs has one without `negate`, and no pair both with and without it.',
  run: ({ document }) => document.rule.indicatorMatch?.groups.flatMap(findInGroup) ?? [],
};

function findInGroup({ entries, span }: IndicatorGroup): readonly Finding[] {
  if (entries.length > 0 && entries.every(({ negate }) => negate))
    return [{ message: 'A group needs a pair without `negate`.', span }];
  return entries.flatMap((entry) => {
    const contrary = entries.find(
      (other) =>
        other.negate !== entry.negate &&
        other.field?.value === entry.field?.value &&
        other.value?.value === entry.value?.value,
    );
    if (!entry.negate || !contrary) return [];
    return [
      {
        message: 'The same pair stands with and without `negate`: the group never holds.',
        span: entry.span,
        related: [{ span: contrary.span, message: 'The contrary' }],
      },
    ];
  });
}
