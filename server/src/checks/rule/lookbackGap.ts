// lookback-gap: events between two executions that no execution sees.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { addPair } from '../pairEdits';
import { changeText, ruleHeader, ruleOf } from '../ruleTables';
import { durationText, reachOf, roomyFrom, scheduleOf, windowText } from './schedule';

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
    const message = `The rule runs every ${durationText(interval)} but looks at ${windowText(schedule)}: events of ${durationText(interval - window)} in ${schedule.varies ? 'such an' : 'each'} interval are never seen.`;
    const { from } = rule;
    const span = (from ?? rule.interval)?.span ?? ruleHeader(document);
    const end = reachOf(rule.to?.value ?? 'now')?.most ?? 0;
    return [{ message, span, fixes: fixesFor(document, roomyFrom(interval, end)) }];
  },
};

function fixesFor(document: RuleDocument, from: string): readonly Fix[] {
  const old = document.rule.from;
  return old
    ? [changeText(old.span, from)]
    : addPair(document, ruleOf(document), { key: 'from', value: `"${from}"`, below: 'interval' });
}
