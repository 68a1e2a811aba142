// Rule types `query` and `saved_query` with alert suppression: one alert per group of events, made by an aggregation that
// puts an event with several values into several groups (spec: rule-types 0.7).
import { bothReads } from './conditions';
import { windowOf } from './executions';
import type { Executions, RuleWindow } from './executions';
import type { FieldTypes } from './matcher';
import { inSearchOrder, windowText } from './queryRule';
import { maxSignalsWarnings } from './ruleEvaluator';
import type { RawAlert, RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import type { RuleSettings } from './ruleSettings';
import type { RunFailure } from './runResult';
import { walkStays, windowStays } from './stays';
import type { Timed } from './stays';
import { suppressionStore } from './suppressionStore';
import type { Foldable, SuppressionStore } from './suppressionStore';
import type { SuppressionSettings } from './suppressionSettings';
import { byAge, compareGroups, groupKey, groupTerms, isConsumed, termGroups } from './termGroups';
import type { Member, TermGroup, TermGroups } from './termGroups';

export interface SuppressedQueryRule {
  readonly settings: RuleSettings;
  readonly suppression: SuppressionSettings;
  readonly types: FieldTypes;
}

/** The evaluator, or why Elasticsearch would refuse the aggregation. */
export function suppressedQueryRule(
  rule: SuppressedQueryRule,
): RuleEvaluator | readonly RunFailure[] {
  const { suppression, types } = rule;
  const groups = termGroups(suppression.fields, types, suppression.suppressMissing);
  if ('failures' in groups) return groups.failures;
  const members: Member[] = [];
  return {
    fields: suppression.fields.map(({ value }) => value),
    reads: bothReads(groups.reads, []),
    historyFrom: undefined,
    add(match, { source }) {
      if (match.isOwnAlert) return;
      members.push(groups.take(match, source) ?? { match, groups: [] });
    },
    run: (executions) => run(rule, executions, { groups, members }),
  };
}

interface Collected {
  readonly groups: TermGroups;
  /** Those that lack a field, where that does not make a group, are in no group. */
  readonly members: readonly Member[];
}

function run(
  rule: SuppressedQueryRule,
  executions: Executions,
  { groups, members }: Collected,
): RuleOutcome {
  const { settings } = rule;
  const alerts: RawAlert[] = [];
  const truncated: number[] = [];
  const alerted = new Set<Timed>();
  const store = suppressionStore();
  walkStays(windowStays(members, executions, settings), (k, seen) => {
    const window = windowOf(executions, settings, k);
    const fresh = seen.filter(({ item }) => !isConsumed(item) && !alerted.has(item));
    const buckets = bucketsOf(fresh.map(({ item }) => item));
    const taken = buckets.slice(0, settings.maxSignals);
    alerts.push(...writeBuckets(taken, { ...rule, window, store }));
    // Events outside of all groups alert one by one in the room that is left.
    const lone = fresh.filter(({ item }) => item.groups.length === 0).sort(inSearchOrder);
    const room = settings.maxSignals - taken.length;
    for (const { item } of lone.slice(0, room)) {
      alerted.add(item);
      alerts.push(loneAlert(item, window));
    }
    if (buckets.length > taken.length || lone.length > room) truncated.push(window.now);
    return fresh.filter(({ item }) => !isConsumed(item) && !alerted.has(item));
  });
  const kept = 'groups alert in the order of their values, single events oldest first';
  return {
    alerts,
    warnings: [...groups.warnings, ...maxSignalsWarnings(truncated, settings.maxSignals, kept)],
    failures: [],
    explanation: {},
  };
}

interface Bucket {
  readonly group: TermGroup;
  readonly members: readonly [Member, ...Member[]];
}

/** In the order of the aggregation, each with its events, oldest first. */
function bucketsOf(members: readonly Member[]): readonly Bucket[] {
  const buckets = new Map<TermGroup, [Member, ...Member[]]>();
  for (const member of [...members].sort(byAge))
    for (const group of member.groups) {
      const bucket = buckets.get(group);
      if (bucket) bucket.push(member);
      else buckets.set(group, [member]);
    }
  return [...buckets]
    .map(([group, own]) => ({ group, members: own }))
    .sort((a, b) => compareGroups(a.group, b.group));
}

interface Writing extends SuppressedQueryRule {
  readonly window: RuleWindow;
  readonly store: SuppressionStore;
}

function writeBuckets(buckets: readonly Bucket[], writing: Writing): readonly RawAlert[] {
  const { suppression, settings, store, window } = writing;
  const { now } = window;
  const found = buckets.map((bucket) => toFoldable(bucket, writing));
  for (const { group, members } of buckets)
    group.consumedUntil = members[members.length - 1]?.match.time ?? -Infinity;
  if (suppression.duration === undefined)
    return found.map((each) => ({ ...each.alert, suppression: each.suppression }));
  const since = now - suppression.duration;
  return store
    .write(found, { now, since, isAlone: false, room: settings.maxSignals })
    .alerts.map(({ alert }) => alert);
}

/** The earliest event stands for the group. */
function toFoldable(
  { group, members }: Bucket,
  { suppression, window }: Writing,
): Foldable<TermGroup> {
  const [{ match }] = members;
  const terms = groupTerms(group, suppression.fields);
  const end = members[members.length - 1]?.match.time ?? match.time;
  const values = terms.map(({ field, value }) => `${field} ${JSON.stringify(value)}`);
  const others = members.length === 1 ? 'no other event' : `${members.length - 1} more`;
  const reason = `The first event that matches the query with ${values.join(' and ')} in the rule window ${windowText(window)}; ${others} there.`;
  return {
    key: groupKey(group.terms),
    suppression: { terms, docsCount: members.length - 1, start: match.time, end },
    alert: { executedAt: window.now, match, reason },
    item: group,
  };
}

function loneAlert({ match }: Member, window: RuleWindow): RawAlert {
  const reason = `The event matches the query, lies in the rule window ${windowText(window)} and lacks a field to group by, so it is not suppressed.`;
  return { executedAt: window.now, match, reason };
}
