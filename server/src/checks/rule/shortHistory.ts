// short-history: a new_terms rule that forgets values soon.
import type { Check } from '../check';
import { nothing } from '../findEach';
import { changeText, isDeprecated } from '../ruleTables';
import { reachOf } from './schedule';

const days = 30;

export const shortHistory: Check = {
  code: 'short-history',
  severity: 'hint',
  doc: `The history of a \`new_terms\` rule is shorter than ${days} days: what happens once a month is new each time.`,
  run: ({ document }) => {
    const start = document.rule.newTerms?.historyWindowStart;
    const reach = start && reachOf(start.value);
    // What does not lie in the past, history-window reports.
    if (!reach || reach.most <= 0 || reach.most >= days * 86_400) return nothing;
    if (isDeprecated(document)) return nothing;
    const message = `Values that were last seen more than ${start.value.slice('now-'.length)} ago are new again: reviewers of the repository ask for ${days} days.`;
    return [{ message, span: start.span, fixes: [changeText(start.span, `now-${days}d`)] }];
  },
};
