// rounded-from: a rule window that begins at a full hour or day.
import type { Check } from '../check';
import { changeText } from '../ruleTables';

export const roundedFrom: Check = {
  code: 'rounded-from',
  severity: 'warning',
  doc: '`from` is `now-` with one number and unit: with rounding the window grows and shrinks over the day.',
  run: ({ document }) => {
    const { from } = document.rule;
    if (!from || !/^now.*\//.test(from.value)) return [];
    const plain = from.value.replace(/\/.*$/, '');
    return [
      {
        message: `\`${from.value}\` is rounded: the window has another length at every execution. The repository takes only \`now-\`, a number and a unit.`,
        span: from.span,
        fixes: plain === 'now' ? [] : [changeText(from.span, plain)],
      },
    ];
  },
};
