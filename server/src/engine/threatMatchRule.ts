// Rule type `threat_match`: one alert per event that meets an indicator (spec: rule-types 4).
import type { JsonObject } from '../events/event';
import { plainJson } from '../events/spelledNumber';
import type { AlertSuppressor } from './alertSuppressor';
import { bothReads } from './conditions';
import { lowest, windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
import { findHits, hasMappedFields } from './indicatorHits';
import type { Direction, Hit } from './indicatorHits';
import { objectBelow } from './indicators';
import type { Indicator, Indicators } from './indicators';
import type { IndicatorSettings } from './indicatorSettings';
import { compareMatches } from './match';
import type { Match } from './match';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import type { Enrichment, RunWarning } from './runResult';
import { walkStays, windowStays } from './stays';
import type { MatchStay } from './stays';

export interface ThreatMatchRule {
  readonly settings: RuleSettings;
  readonly mapping: IndicatorSettings;
  readonly indicators: Indicators;
  readonly suppressor: AlertSuppressor | undefined;
  /** Fields to group suppressed alerts by. */
  readonly groupFields: readonly string[];
}

/** An event with the mapped fields of a group. */
interface Suspect {
  readonly match: Match;
  readonly hits: Readonly<Record<Direction, readonly Hit[]>>;
}

interface Collected {
  readonly suspects: readonly Suspect[];
  /** Matched events that lack the fields of every group. */
  readonly others: readonly Match[];
}

export function threatMatchRule(rule: ThreatMatchRule): RuleEvaluator {
  const { groups } = rule.indicators;
  const { suppressor } = rule;
  const entries = groups.flat();
  const suspects: Suspect[] = [];
  const others: Match[] = [];
  return {
    fields: [...entries.map(({ field }) => field), ...rule.groupFields],
    reads: bothReads(
      entries.map(({ path }) => path),
      suppressor?.reads ?? [],
    ),
    historyFrom: undefined,
    add(match, { source }) {
      if (match.isOwnAlert) return;
      if (!hasMappedFields(source, groups)) {
        others.push(match);
        return;
      }
      suspects.push({ match, hits: hitsOf(source, rule.indicators) });
      suppressor?.take(match, source);
    },
    run: (executions) => run(rule, executions, { suspects, others }),
  };
}

function hitsOf(source: JsonObject, { groups }: Indicators): Suspect['hits'] {
  const byEvents = findHits(source, groups, 'events');
  const byIndicators = findHits(source, groups, 'indicators');
  // One list where they agree saves half of the memory.
  return {
    events: byEvents,
    indicators: sameHits(byEvents, byIndicators) ? byEvents : byIndicators,
  };
}

interface Found {
  readonly stay: MatchStay<Suspect>;
  readonly hits: readonly Hit[];
}

function run(rule: ThreatMatchRule, executions: Executions, collected: Collected): RuleOutcome {
  const { settings, indicators } = rule;
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  const alerted = new Set<Suspect>();
  const lastCounts = verdictsAt(
    indicators,
    executions.count === 0 ? 0 : executions.at(executions.count - 1),
  );
  const chooser = directionChooser(rule, collected.suspects);
  const hunted = collected.suspects.filter(
    ({ hits }) => hits.events.length > 0 || hits.indicators.length > 0,
  );
  walkStays(windowStays(hunted, executions, settings), (k, seen) => {
    const window = windowOf(executions, settings, k);
    const counts = verdictsAt(indicators, window.now);
    const direction = chooser.choose(window, counts);
    const waiting = seen.filter(({ item }) => !alerted.has(item));
    const found = waiting.flatMap((stay): Found[] => {
      const hits = stay.item.hits[direction].filter(({ indicator }) => counts(indicator));
      return hits.length > 0 ? [{ stay, hits }] : [];
    });
    const written = write(found, rule, window);
    for (const item of written.items) alerted.add(item);
    alerts.push(...written.alerts);
    if (written.isTruncated) truncated.push(window.now);
    return waiting.filter(({ item }) => !alerted.has(item));
  });
  const kept = rule.suppressor ? 'the oldest events alert' : 'the newest events alert';
  const others = collected.others.map((match) => ({ match }));
  const lacking = new Set(windowStays(others, executions, settings).map(({ item }) => item));
  return {
    alerts,
    warnings: [
      ...indicators.warnings,
      ...chooser.warnings(),
      ...maxSignalsWarnings(truncated, settings.maxSignals, kept),
    ],
    failures: [],
    explanation: {
      indicators: {
        read: indicators.read,
        usable: indicators.usable.filter(lastCounts).length,
        eventsWithoutField: lacking.size,
        ...(indicators.leftOut > 0 && { leftOut: indicators.leftOut }),
      },
    },
  };
}

/** Asks each indicator at most once in an execution. */
function verdictsAt(indicators: Indicators, now: number): (indicator: Indicator) => boolean {
  if (!indicators.usesNow) return () => true;
  const known = new Map<Indicator, boolean>();
  return (indicator) => {
    const verdict = known.get(indicator) ?? indicators.counts(indicator, now);
    known.set(indicator, verdict);
    return verdict;
  };
}

interface DirectionChooser {
  choose(window: RuleWindow, counts: (indicator: Indicator) => boolean): Direction;
  warnings(): readonly RunWarning[];
}

/** By the numbers of events and indicators; they are counted only if it makes a difference for some event. */
function directionChooser(
  { indicators }: ThreatMatchRule,
  suspects: readonly Suspect[],
): DirectionChooser {
  const differs = suspects.some(({ hits }) => hits.events !== hits.indicators);
  const times = differs ? suspects.map(({ match }) => match.time).sort((a, b) => a - b) : [];
  const timesBefore = (test: (time: number) => boolean): number =>
    lowest(times.length, (i) => test(times[i] ?? Infinity));
  return {
    choose({ from, to }, counts) {
      if (!differs) return 'events';
      const events = timesBefore((time) => time > to) - timesBefore((time) => time >= from);
      return events < indicators.usable.filter(counts).length ? 'events' : 'indicators';
    },
    warnings() {
      if (!differs) return [];
      const message =
        'some events or indicators have several values in a mapped field, and what matches then depends on whether there are fewer events or fewer indicators: with all indicators of your cluster it may differ from this run';
      return [{ code: 'approximation', message }];
    },
  };
}

function sameHits(a: readonly Hit[], b: readonly Hit[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ indicator, entry }, i) => b[i]?.indicator === indicator && b[i].entry === entry)
  );
}

interface WrittenAlerts {
  /** Oldest event first. */
  readonly alerts: readonly RawAlert[];
  readonly items: readonly Suspect[];
  readonly isTruncated: boolean;
}

/** Without suppression the newest events alert first, with it the oldest. */
function write(found: readonly Found[], rule: ThreatMatchRule, window: RuleWindow): WrittenAlerts {
  const { suppressor, settings, mapping } = rule;
  const oldestFirst = [...found].sort((a, b) =>
    compareMatches(a.stay.item.match, b.stay.item.match),
  );
  const candidates = oldestFirst.map(({ stay, hits }) => ({
    item: stay.item,
    alert: toAlert(stay.item.match, hits, { now: window.now, path: mapping.indicatorPath }),
  }));
  const isTruncated = candidates.length > settings.maxSignals;
  const written = suppressor
    ? suppressor.write(candidates, window)
    : { alerts: candidates.slice(-settings.maxSignals), isTruncated };
  return {
    alerts: written.alerts.map(({ alert }) => alert),
    items: written.alerts.map(({ item }) => item),
    isTruncated: written.isTruncated,
  };
}

function toAlert(
  match: Match,
  hits: readonly Hit[],
  { now, path }: { readonly now: number; readonly path: string },
): RawAlert {
  const [first] = hits;
  const more = new Set(hits.map(({ indicator }) => indicator)).size - 1;
  const others = more === 0 ? '' : `, and ${more} more ${more === 1 ? 'matches' : 'match'}`;
  const place = first ? `${first.indicator.file}:${first.indicator.line}` : '';
  const reason = `${first?.entry.field ?? ''} ${JSON.stringify(first?.atomic)} equals ${first?.entry.value ?? ''} of the indicator at ${place}${others}.`;
  return { executedAt: now, match, enrichments: hits.map((hit) => enrichment(hit, path)), reason };
}

function enrichment({ indicator, entry, atomic }: Hit, path: string): Enrichment {
  const { id, index, file, line } = indicator;
  const ids = { ...(id === undefined ? {} : { id }), ...(index === undefined ? {} : { index }) };
  return {
    matched: { atomic, field: entry.field, ...ids, type: 'indicator_match_rule' },
    source: { file, line, ...(id === undefined ? {} : { id }) },
    indicator: plainJson(objectBelow(indicator, path)),
  };
}
