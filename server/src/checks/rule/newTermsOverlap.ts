// new-terms-overlap: windows in which a term can be new twice.
import type { Check } from '../check';
import { durationText, scheduleOf } from './schedule';
import { shorterFrom } from './shorterFrom';

export const newTermsOverlap: Check = {
  code: 'new-terms-overlap',
  severity: 'warning',
  doc: 'A new_terms rule that looks back over two intervals or more can alert on the same term again.',
  run: ({ document }) => {
    const { rule } = document;
    const schedule = scheduleOf(rule);
    if (rule.type?.value !== 'new_terms' || !schedule || !rule.from) return [];
    if (schedule.window < 2 * schedule.interval) return [];
    const message = `With a window of ${durationText(schedule.window)} every ${durationText(schedule.interval)}, an event that arrives late makes a second alert for a term that has one.`;
    return [{ message, span: rule.from.span, fixes: shorterFrom(document, schedule) }];
  },
};
