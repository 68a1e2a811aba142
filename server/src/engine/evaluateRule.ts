// Runs one rule over samples: from the parsed rule file to alerts, no alerts, or the reason why it would fail.
import { defaultSkipFrom } from '../events/scanEvents';
import { alertOverrides } from './alertOverrides';
import { collectMatches } from './collectMatches';
import type { Collected } from './collectMatches';
import { compileQuery } from './compileQuery';
import { namedFields } from './dataView';
import type { RuleExceptions } from './exceptions/ruleExceptions';
import { runExceptions, warnExpiries } from './exceptions/runExceptions';
import { chosenExecutions, replayExecutions, timeIn } from './executions';
import type { Executions } from './executions';
import { warnMissed } from './gaps';
import { indicesOf, warnLeftOut } from './indexFilter';
import type { IndexFilter } from './indexFilter';
import { inWordsOfChecks, settingSpan } from './inWordsOfChecks';
import type { FieldTypes, Matcher } from './matcher';
import { notEvaluated } from './notEvaluated';
import { ownAlertsOf } from './ownAlerts';
import type { OwnAlerts } from './ownAlerts';
import { readAlerts } from './readAlerts';
import type { RuleEvaluator, RuleOutcome } from './ruleEvaluator';
import { addFilters } from './ruleFilters';
import { failure, maxSignalsLimit, readSettings } from './ruleSettings';
import type { RuleSettings } from './ruleSettings';
import { isoText } from './ruleTime';
import { evaluatorOf, typeWarnings } from './ruleTypes';
import type { TypedRun } from './ruleTypes';
import { timesOf } from './runResult';
import type {
  Alert,
  Clock,
  EventCounts,
  RunExplanation,
  RunFailure,
  RunResult,
  RunWindows,
} from './runResult';
import { warnTimes } from './timeWarnings';
import { collectWarnings } from './warnings';
import type { Warnings } from './warnings';
import { areSame, widestReplay } from './widestReplay';
import { wrongSettings } from './wrongSettings';

export interface RuleRun extends TypedRun {
  readonly clock: Clock;
  /**
   * Samples of at least this many bytes are read without parsing lines that cannot match (default: 32 MB). Alerts are
   * the same; broken lines among those are not seen, and counts speak of the lines that were parsed.
   */
  readonly skipFrom?: number;
}

export interface EvaluatedRule {
  readonly result: RunResult;
  /** Times of matched events, epoch milliseconds, ascending, at most 5,000. */
  readonly matchTimes: readonly number[];
  /** Fields the rule and its query name, in that order, at most 20. */
  readonly columns: readonly string[];
  /** All fields whose types the verdict rests on. */
  readonly fields: readonly string[];
}

/**
 * Evaluates the rule. Reads each sample once, and those with alerts once more. Never throws, unless a sample cannot be
 * read (its own error goes through).
 */
export function evaluateRule(run: RuleRun): EvaluatedRule {
  const warnings = collectWarnings();
  const prepared = prepare(run, warnings);
  if ('failures' in prepared)
    return failed(run, inWordsOfChecks(prepared.failures, run.document), warnings);
  // What was passed over can matter to the alerts: it is read as well then.
  return (
    evaluate(run, prepared, warnings) ??
    evaluateRule({ ...run, skipFrom: Number.POSITIVE_INFINITY })
  );
}

interface Prepared {
  readonly settings: RuleSettings;
  readonly matcher: Matcher;
  readonly evaluator: RuleEvaluator;
  readonly exceptions: RuleExceptions;
  readonly indices: IndexFilter | undefined;
  readonly ownAlerts: OwnAlerts | undefined;
}

interface Failed {
  readonly failures: readonly RunFailure[];
}

/** Everything that can be known without an event. */
function prepare(run: RuleRun, warnings: Warnings): Prepared | Failed {
  const { document, types } = run;
  const broken = document.toml.problems.find(({ severity }) => severity === 'error');
  if (broken) return { failures: [broken] };
  const wrong = wrongSettings(document.toml);
  if (wrong.length > 0) return { failures: wrong };
  const settings = readSettings(document.rule);
  if (!('interval' in settings)) return { failures: settings };
  const evaluator = evaluatorOf(run, settings);
  if ('failures' in evaluator) return evaluator;
  const matcher = compile(run);
  if ('failures' in matcher) return matcher;
  const exceptions = runExceptions(run, warnings);
  if ('failures' in exceptions) return exceptions;
  for (const warning of typeWarnings(run)) warnings.add(warning);
  const indices = run.allIndices === true ? undefined : indicesOf(document.rule, warnings);
  if ((document.rule.maxSignals?.value ?? 0) > maxSignalsLimit)
    warnings.add({
      code: 'max-signals-capped',
      message: `max_signals counts as ${maxSignalsLimit}, the limit of Kibana's alerting`,
    });
  warnUnknownFields(evaluator.fields, types, warnings);
  for (const message of matcher.approximations) warnings.add({ code: 'approximation', message });
  const ownAlerts = ownAlertsOf(document.rule);
  return { settings, matcher, evaluator, exceptions, indices, ownAlerts };
}

/** The matcher of the rule's query; a rule without one matches every event, as in Kibana. */
function compile({ document, types, clock }: RuleRun): Matcher | Failed {
  const { query, rule } = document;
  const written = settingSpan(document, 'language');
  const known = rule.language?.value ?? (written ? undefined : 'kuery');
  const language = query ? query.language : known;
  const span = rule.language?.span ?? query?.node.span;
  if (language === undefined)
    return {
      failures: [failure('query-language', 'the rule has no known language', written ?? span)],
    };
  const own = compileQuery(query, { language, span }, types);
  if (own.kind === 'failure') return own;
  const compiled = addFilters(own, document.toml, types);
  if (compiled.kind === 'failure') return compiled;
  if (compiled.matcher.usesNow && !(clock.mode === 'single' && timesOf(clock).length === 1)) {
    const reason = 'the query compares with `now`; choose one time to run at (--now)';
    return {
      failures: [
        notEvaluated('Several executions of this query', { reason, span: query?.node.span }),
      ],
    };
  }
  return compiled.matcher;
}

/** Of the rule's own fields; the compiled query speaks for its fields. */
function warnUnknownFields(fields: readonly string[], types: FieldTypes, warnings: Warnings): void {
  const treated =
    types.unknown === 'dynamic'
      ? 'treated as Elastic would map it on sight (text as keyword)'
      : 'it never matches';
  for (const field of new Set(fields))
    if (!types.find(field))
      warnings.add({
        code: 'unknown-field',
        message: `the type of ${field} is not known: ${treated}`,
      });
}

/** Undefined where the times of events that were passed over may change the alerts of a replay. */
function evaluate(run: RuleRun, prepared: Prepared, warnings: Warnings): EvaluatedRule | undefined {
  const { settings, matcher, evaluator } = prepared;
  const { samples, clock, skipFrom = defaultSkipFrom } = run;
  const overrides = alertOverrides(run.document.rule, run.document.toml);
  const named = [...evaluator.fields, ...matcher.fields, ...overrides.fields];
  const fields = shownFields(named, run.types);
  const shown = [...fields, ...overrides.fields];
  const chosen = clock.mode === 'single' ? chosenExecutions(timesOf(clock), settings) : undefined;
  const collected = collectMatches({ ...prepared, samples, chosen, warnings, shown, skipFrom });
  warnTimes(settings.time, collected, warnings);
  warnLeftOut(collected.leftOut, warnings);
  const executions = chosen ?? replayOf(settings, collected);
  if (clock.mode === 'single') warnMissed(timesOf(clock), settings, warnings);
  warnExpiries(prepared.exceptions, executions, warnings);
  const outcome = evaluator.run(executions);
  if (!chosen && !isSettled(prepared, collected, { executions, outcome })) return undefined;
  for (const warning of outcome.warnings) warnings.add(warning);
  const alerts = readAlerts(outcome.alerts, samples, { columns: fields, overrides });
  const failure = outcome.failures[0];
  const result: RunResult = {
    rule: ruleOf(run),
    mode: clock.mode,
    executions: executions.runs,
    windows: windowsOf(executions, settings, evaluator),
    events: eventCounts(collected, prepared.exceptions),
    alerts,
    warnings: warnings.list(),
    ...(failure
      ? { failure }
      : { explanation: explanationOf(collected, outcome, prepared.exceptions) }),
  };
  const columns = columnsOf(fields, alerts);
  return { result, matchTimes: collected.matchTimes, columns, fields: named };
}

/** Fields that a query names, where it was not compiled. */
function queryFields({ query }: RuleRun['document']): readonly string[] {
  return query?.parsed ? [...namedFields(query.parsed.root).literals] : [];
}

/** Each once; a multi-field shows the values of the field it belongs to. */
function shownFields(names: readonly string[], types: FieldTypes): readonly string[] {
  return [...new Set(names.map((name) => types.find(name)?.parent ?? name))];
}

/** A name pattern in the query can stand for hundreds of fields. */
const columnLimit = 20;

function columnsOf(fields: readonly string[], alerts: readonly Alert[]): readonly string[] {
  if (fields.length <= columnLimit) return fields;
  const present = fields.filter((field) => alerts.some((alert) => alert.fields[field]));
  return (present.length > 0 ? present : fields).slice(0, columnLimit);
}

function eventCounts(collected: Collected, exceptions: RuleExceptions): EventCounts {
  const { read, parsed, matched, skipped, excluded } = collected;
  const leftOut = [...collected.leftOut.values()].reduce((sum, count) => sum + count, 0);
  return {
    read,
    matched,
    skipped,
    ...(parsed === read ? {} : { parsed }),
    ...(exceptions.counts().length === 0 ? {} : { excluded }),
    ...(leftOut === 0 ? {} : { leftOut }),
  };
}

function replayOf(settings: RuleSettings, { earliest, latest }: Collected): Executions {
  if (earliest === undefined || latest === undefined) return chosenExecutions([], settings);
  return replayExecutions(settings, earliest, latest);
}

interface Ran {
  readonly executions: Executions;
  readonly outcome: RuleOutcome;
}

/** No event that was passed over could change the alerts of the replay, whatever its time. */
function isSettled(
  { settings, evaluator }: Prepared,
  { read, parsed, earliest, latest }: Collected,
  { executions, outcome }: Ran,
): boolean {
  if (parsed === read || earliest === undefined || latest === undefined) return true;
  const widest = widestReplay(settings, earliest, latest);
  if (widest === undefined) return false;
  return widest.count === executions.count || areSame(outcome, evaluator.run(widest));
}

/** From the first execution's start to the last one's end. */
function windowsOf(
  executions: Executions,
  { from, to }: RuleSettings,
  { historyFrom }: RuleEvaluator,
): RunWindows {
  if (executions.count === 0) return { from: '', to: '' };
  const windows = {
    from: isoText(timeIn(executions, from, 0)),
    to: isoText(timeIn(executions, to, executions.count - 1)),
  };
  if (!historyFrom) return windows;
  return { ...windows, historyFrom: isoText(timeIn(executions, historyFrom, 0)) };
}

function explanationOf(
  collected: Collected,
  outcome: RuleOutcome,
  exceptions: RuleExceptions,
): RunExplanation {
  const { inWindow, matchedInWindow, inGaps, withoutTime } = collected;
  const counts = exceptions.counts();
  const counted = counts.length === 0 ? {} : { exceptions: counts };
  return { inWindow, matchedInWindow, inGaps, withoutTime, ...outcome.explanation, ...counted };
}

function ruleOf({ document: { rule } }: RuleRun): RunResult['rule'] {
  return { id: rule.id?.value, name: rule.name?.value, type: rule.type?.value };
}

function failed(run: RuleRun, [failure]: readonly RunFailure[], warnings: Warnings): EvaluatedRule {
  const { code, message, span } = failure ?? { code: 'unknown', message: 'the rule cannot be run' };
  const result: RunResult = {
    rule: ruleOf(run),
    mode: run.clock.mode,
    executions: 0,
    windows: { from: '', to: '' },
    events: { read: 0, matched: 0, skipped: 0 },
    alerts: [],
    warnings: warnings.list(),
    failure: span ? { code, message, span } : { code, message },
  };
  return { result, matchTimes: [], columns: [], fields: queryFields(run.document) };
}
