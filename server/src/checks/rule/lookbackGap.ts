// lookback-gap: events between two executions that no execution sees.
import type { Check } from '../check';
import { changeText, ruleHeader } from '../ruleTables';
import { durationText, roomyFrom, scheduleOf } from './schedule';

export const lookbackGap: Check = {
  code: 'lookback-gap',
  severity: 'warning',
  doc: 'The rule window is shorter than the interval: events in between are never looked at.',
  needsWholeFile: true,
  run: ({ document }) => {
    const { rule } = document;
    const schedule = scheduleOf(rule);
    if (!schedule || schedule.window >= schedule.interval) return [];
    const { window, interval } = schedule;
    // Of a window that ends before it begins window-end tells.
    if (window <= 0) return [];
    const message = `The rule runs every ${durationText(interval)} but looks at ${durationText(window)}: events of ${durationText(interval - window)} in each interval are never seen.`;
    const { from } = rule;
    const fixes = from && !rule.to ? [changeText(from.span, roomyFrom(interval))] : [];
    return [{ message, span: (from ?? rule.interval)?.span ?? ruleHeader(document), fixes }];
  },
};
