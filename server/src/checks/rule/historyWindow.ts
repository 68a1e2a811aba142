// history-window: a history that does not begin before the rule window.
import type { Check } from '../check';
import { secondsBack } from './schedule';

export const historyWindow: Check = {
  code: 'history-window',
  severity: 'error',
  doc: 'The history window begins before `from`: otherwise the rule fails.',
  run: ({ document }) => {
    const { newTerms, from } = document.rule;
    const start = newTerms?.historyWindowStart;
    if (!start) return [];
    if (!/^now(?:[+-]\d+[yMwdhHms])*(?:\/[yMwdhHms])?$/.test(start.value))
      return [
        {
          message: `\`${start.value}\` is no time like \`now-14d\`.`,
          span: start.span,
        },
      ];
    const history = secondsBack(start.value);
    const window = secondsBack(from?.value ?? 'now-6m');
    if (history === undefined || window === undefined || history > window) return [];
    return [
      {
        message: `The history begins at \`${start.value}\`, which is not before the rule window (\`${from?.value ?? 'now-6m'}\`): the rule fails.`,
        span: start.span,
        ...(from && { related: [{ span: from.span, message: 'The rule window' }] }),
      },
    ];
  },
};
