// history-window: a history that does not begin before the rule window.
import type { Located } from '../../rule/rule';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeText } from '../ruleTables';
import { reachOf } from './schedule';
import type { Reach } from './schedule';

export const historyWindow: Check = {
  code: 'history-window',
  severity: 'error',
  doc: 'The history window begins before `from`: otherwise the rule fails.',
  run: ({ document }) => {
    const { newTerms, from } = document.rule;
    const start = newTerms?.historyWindowStart;
    if (!start) return nothing;
    const { span, value } = start;
    const history = reachOf(value);
    if (!history)
      return [{ message: `\`${value}\` is no time like \`now-14d\`.`, span, fixes: meant(start) }];
    const window = reachOf(from?.value ?? 'now-6m');
    if (!window || startsBefore(history, window)) return nothing;
    const isNever = history.most <= window.least;
    return [
      {
        message: `The history begins at \`${value}\`, which is not ${isNever ? '' : 'always '}before the rule window (\`${from?.value ?? 'now-6m'}\`): ${isNever ? 'the rule fails' : 'some executions fail'}.`,
        span,
        ...(from && { related: [{ span: from.span, message: 'The rule window' }] }),
        fixes: window.most < month ? [changeText(span, 'now-30d')] : [],
      },
    ];
  },
};

const month = 30 * 86_400;

/** At every execution: months and rounding change the length of both alike where both have the same. */
function startsBefore(history: Reach, window: Reach): boolean {
  return (
    history.least > window.most || (history.least > window.least && history.most > window.most)
  );
}

/** `14d` without the `now-`, or with blanks. */
function meant({ value, span }: Located<string>): readonly Fix[] {
  const plain = value.replace(/\s+/g, '');
  const time = [plain, `now-${plain.replace(/^-/, '')}`].find((text) => reachOf(text));
  return time === undefined ? [] : [changeText(span, time)];
}
