// window-end: a rule window that ends before it begins, or in the future.
import type { Rule } from '../../rule/rule';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeText } from '../ruleTables';
import { intervalSeconds, reachOf, roomyFrom } from './schedule';
import type { Reach } from './schedule';

export const windowEnd: Check = {
  code: 'window-end',
  severity: 'warning',
  doc: 'The rule window ends after it begins, and not in the future.',
  run: ({ document }) => {
    const { from, to } = document.rule;
    if (!to && !from) return nothing;
    const end = reachOf(to?.value ?? 'now');
    const start = reachOf(from?.value ?? 'now-6m');
    const span = (to ?? from)?.span;
    if (!end || !span) return nothing;
    if (start && end.least >= start.most) {
      const message = `The rule window ends at \`${to?.value ?? 'now'}\`, which is not after its begin \`${from?.value ?? 'now-6m'}\`: no event is ever seen.`;
      return [{ message, span, fixes: fixesFor(document.rule, start) }];
    }
    if (end.most >= 0) return nothing;
    const message = `The rule window ends in the future, at \`${to?.value ?? 'now'}\`: only events with a wrong time lie there.`;
    return [{ message, span, fixes: fixesFor(document.rule, start) }];
  },
};

/** Up to now, or from before now. */
function fixesFor({ from, to, interval }: Rule, start: Reach | undefined): readonly Fix[] {
  if (to && to.value !== 'now') return start && start.least > 0 ? [changeText(to.span, 'now')] : [];
  const every = intervalSeconds(interval?.value ?? '5m');
  return from && every !== undefined ? [changeText(from.span, roomyFrom(every))] : [];
}
