// rounded-from: a rule window that begins at a full hour or day, or at a time of several steps.
import { oncePerText } from '../../text/oncePer';
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeText } from '../ruleTables';
import { durationText, secondsBack } from './schedule';

export const roundedFrom: Check = {
  code: 'rounded-from',
  severity: 'warning',
  doc: '`from` is `now-` with one number and unit: with rounding the window grows and shrinks over the day.',
  run: ({ document }) => {
    const { from } = document.rule;
    if (!from) return nothing;
    const message = messageOf(from.value);
    if (message === undefined) return nothing;
    const plain = plainOf(from.value);
    const fixes = plain === undefined ? [] : [changeText(from.span, plain)];
    return [{ message, span: from.span, fixes }];
  },
};

const wanted = 'The repository takes only `now-`, a number and a unit.';

const messageOf = oncePerText((from): string | undefined => {
  if (/^now.*\//.test(from))
    return `\`${from}\` is rounded: the window has another length at every execution. ${wanted}`;
  return /^now(?:[+-]\d+[yMwdhHms]){2,}$/.test(from)
    ? `\`${from}\` has several steps. ${wanted}`
    : undefined;
});

/** One step that reaches as far back; of the begin of the present day the whole day. */
function plainOf(from: string): string | undefined {
  const [steps = '', rounding] = from.split('/');
  if (steps === 'now') return rounding === undefined ? undefined : `now-1${rounding}`;
  if (/^now-\d+[yMwdhHms]$/.test(steps)) return steps;
  const back = secondsBack(steps);
  return back !== undefined && back > 0 ? `now-${durationText(back)}` : undefined;
}
