// What the timeline shows, as text: matches and alerts per interval.
import { formatCount, formatTime } from '../format';
import type { DoneState } from '../messages';
import { alertTimes, countIntervals } from '../timeline';
import type { IntervalCount, TimeRange } from '../timeline';
import { element } from './element';

/** Rows at most. */
const intervals = 24;

/** The counts within a range, folded up. */
export function countsTable({ view, result }: DoneState, range: TimeRange): HTMLElement {
  const times = { matches: view.matchTimes, alerts: alertTimes(result.alerts) };
  const { matched } = result.events;
  const drawn = view.matchTimes.length;
  // The server sends only so many times, and an event without a time has none.
  const caption =
    drawn < matched
      ? `Counted from ${formatCount(drawn)} of ${formatCount(matched)} matches.`
      : undefined;
  const heads = ['From', 'To', 'Matches', 'Alerts'];
  return element(
    'details',
    { class: 'counts' },
    element('summary', {}, 'Counts per interval'),
    element(
      'table',
      {},
      caption && element('caption', {}, caption),
      element(
        'thead',
        {},
        element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
      ),
      element('tbody', {}, ...countIntervals(times, range, intervals).map(countsRow)),
    ),
  );
}

function countsRow({ from, to, matches, alerts }: IntervalCount): HTMLElement {
  return element(
    'tr',
    {},
    element('td', {}, formatTime(from)),
    element('td', {}, formatTime(to)),
    element('td', { class: 'number' }, formatCount(matches)),
    element('td', { class: 'number' }, formatCount(alerts)),
  );
}
