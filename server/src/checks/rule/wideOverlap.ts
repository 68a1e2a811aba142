// wide-overlap: windows that overlap many times.
import type { Check } from '../check';
import { durationText, scheduleOf, windowText } from './schedule';
import { shorterFrom } from './shorterFrom';

export const wideOverlap: Check = {
  code: 'wide-overlap',
  severity: 'hint',
  doc: 'The rule looks back over four intervals or more: every event is searched that many times.',
  run: ({ document }) => {
    const { rule } = document;
    const schedule = scheduleOf(rule);
    if (!schedule || !rule.from || schedule.window < 4 * schedule.interval) return [];
    const times = Math.floor(schedule.window / schedule.interval);
    const message = `The rule runs every ${durationText(schedule.interval)} and looks at ${windowText(schedule)}: each event is searched ${times} times.`;
    return [{ message, span: rule.from.span, fixes: shorterFrom(document, schedule) }];
  },
};
