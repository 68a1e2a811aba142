// window-end: a rule window that ends before it begins, or in the future.
import type { Check } from '../check';
import { changeText } from '../ruleTables';
import { secondsBack } from './schedule';

export const windowEnd: Check = {
  code: 'window-end',
  severity: 'warning',
  doc: 'The rule window ends after it begins, and not in the future.',
  run: ({ document }) => {
    const { from, to } = document.rule;
    const end = to && secondsBack(to.value);
    const start = secondsBack(from?.value ?? 'now-6m');
    if (!to || end === undefined) return [];
    const fixes =
      to.value !== 'now' && start !== undefined && start > 0 ? [changeText(to.span, 'now')] : [];
    if (start !== undefined && end >= start)
      return [
        {
          message: `The rule window ends at \`${to.value}\`, which is not after its begin \`${from?.value ?? 'now-6m'}\`: no event is ever seen.`,
          span: to.span,
          fixes,
        },
      ];
    if (end >= 0) return [];
    return [
      {
        message: `The rule window ends in the future, at \`${to.value}\`: only events with a wrong time lie there.`,
        span: to.span,
        fixes,
      },
    ];
  },
};
