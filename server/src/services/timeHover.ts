// Hover on the time settings of a rule: real times for now and for the chosen clock, lookback, overlap or gap.
import type { RuleDocument } from '../rule/ruleDocument';
import { bullets, code, paragraphs } from './markdown';
import { durationText, overlapOf, ruleTimes, shortTime } from './ruleTimes';
import type { RuleTimes } from './ruleTimes';

/** The moments for which times are worked out, epoch milliseconds. */
export interface Clocks {
  readonly now: number;
  /** The `now` that was chosen for the last run of the rule. */
  readonly chosen?: number;
}

const timeKeys: readonly string[] = [
  'rule.from',
  'rule.to',
  'rule.interval',
  'rule.history_window_start',
  'rule.new_terms.history_window_start.value',
];

/** Markdown about a time setting at a dotted path; undefined for other keys. */
export function describeTime(
  document: RuleDocument,
  path: readonly string[],
  clocks: Clocks,
): string | undefined {
  const key = path.join('.');
  if (!timeKeys.includes(key)) return undefined;
  const times = ruleTimes(document, clocks.now);
  const chosen = clocks.chosen === undefined ? undefined : ruleTimes(document, clocks.chosen);
  return paragraphs(
    ...[times, chosen].map(
      (each, at) => each && windowsAt(each, at === 0 ? 'now' : 'at the chosen clock'),
    ),
    fitWords(times),
  );
}

function windowsAt(times: RuleTimes, moment: string): string {
  const { now, from, to, historyStart } = times;
  if (from === undefined || to === undefined) return 'Not date math that Kibana reads.';
  const lines = [
    `rule window ${code(shortTime(from))} to ${code(shortTime(to))} (${durationText(to - from)})`,
    historyStart === undefined
      ? ''
      : `history window ${code(shortTime(historyStart))} to ${code(shortTime(from))} (${durationText(from - historyStart)})`,
  ];
  return `**If it runs ${moment}** (${code(shortTime(now))}):\n${bullets(lines.filter((line) => line !== ''))}`;
}

/** Whether windows of executions in a row leave something out. */
function fitWords(times: RuleTimes): string {
  const overlap = overlapOf(times);
  if (overlap === undefined || times.interval === undefined) return '';
  const every = `Runs every ${durationText(times.interval)}`;
  if (overlap > 0)
    return `${every}; windows overlap by ${durationText(overlap)}, so an event that arrives that late is still seen.`;
  if (overlap < 0)
    return `${every}; **${durationText(overlap)} between two windows are never looked at**.`;
  return `${every}; windows touch without overlap, so events that arrive late are missed.`;
}
