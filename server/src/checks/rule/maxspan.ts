// maxspan: an EQL sequence that takes longer than the rule looks back.
import { toSourceSpan } from '../../text/offsetMap';
import type { Check } from '../check';
import { durationText, intervalSeconds, scheduleOf } from './schedule';

export const maxspan: Check = {
  code: 'maxspan',
  severity: 'warning',
  doc: "A sequence's `maxspan` fits the rule window and the interval: longer sequences are missed.",
  languages: ['eql'],
  run: ({ document }) => {
    const { rule, query } = document;
    const schedule = scheduleOf(rule);
    if (query?.language !== 'eql' || !schedule) return [];
    const match = /\bmaxspan\s*=\s*(\d+[smhd])\b/i.exec(query.text);
    const span = match && intervalSeconds(match[1] ?? '');
    if (!match || span === null || span === undefined) return [];
    const place = toSourceSpan(query.node.map, {
      start: match.index,
      end: match.index + match[0].length,
    });
    if (span > schedule.window + 600)
      return [
        {
          message: `A sequence may take ${durationText(span)}, but the rule looks at ${durationText(schedule.window)}: longer ones are missed.`,
          span: place,
        },
      ];
    if (span <= 150 || schedule.interval >= span / 2) return [];
    return [
      {
        message: `A sequence may take ${durationText(span)}: an interval of ${durationText(schedule.interval)} searches each one many times. Half of the span is enough.`,
        span: place,
      },
    ];
  },
};
