// The evaluator of each rule type; a new type does not build until it is handled here.
import type { RuleDocument } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import type { Sample } from '../events/event';
import { alertSuppressor } from './alertSuppressor';
import { compileQuery } from './compileQuery';
import { noExceptions, ruleExceptions } from './exceptions/ruleExceptions';
import type { ExceptionInput } from './exceptions/ruleExceptions';
import { settingSpan } from './inWordsOfChecks';
import { readIndicators } from './indicators';
import { readIndicatorSettings } from './indicatorSettings';
import type { FieldTypes } from './matcher';
import { newTermsRule } from './newTermsRule';
import { notEvaluated, typeNotEvaluated } from './notEvaluated';
import { queryRule } from './queryRule';
import type { RuleEvaluator } from './ruleEvaluator';
import { addFilters } from './ruleFilters';
import { failure, missing, readNewTerms } from './ruleSettings';
import type { RuleSettings } from './ruleSettings';
import type { RunFailure, RunWarning } from './runResult';
import { suppressedQueryRule } from './suppressedQueryRule';
import { readSuppression } from './suppressionSettings';
import type { SuppressionSettings } from './suppressionSettings';
import { threatMatchRule } from './threatMatchRule';
import { thresholdRule } from './thresholdRule';
import { readThreshold } from './thresholdSettings';

export interface TypedRun {
  readonly document: Pick<RuleDocument, 'rule' | 'query' | 'threatQuery' | 'toml'>;
  readonly samples: readonly Sample[];
  /** Samples of indicators; absent where none were given. */
  readonly indicators?: readonly Sample[];
  /** Exceptions that belong to the rule; absent where none were looked for. */
  readonly exceptions?: ExceptionInput;
  readonly types: FieldTypes;
  /** Events and indicators of indices that the rule does not search take part as well. */
  readonly allIndices?: boolean;
}

export type EvaluatorOrFailures = RuleEvaluator | { readonly failures: readonly RunFailure[] };

export function evaluatorOf(run: TypedRun, settings: RuleSettings): EvaluatorOrFailures {
  const { rule } = run.document;
  if (!rule.type) return { failures: [unknownType(run)] };
  const suppression = readSuppression(rule);
  if (isFailures(suppression)) return { failures: suppression };
  const evaluator = evaluatorOfType(run, settings, suppression);
  return isFailures(evaluator) ? { failures: evaluator } : evaluator;
}

function evaluatorOfType(
  run: TypedRun,
  settings: RuleSettings,
  suppression: SuppressionSettings | undefined,
): RuleEvaluator | readonly RunFailure[] {
  const { types, document } = run;
  const { rule } = document;
  if (!rule.type) return [];
  const { value: type, span } = rule.type;
  switch (type) {
    case 'query':
    case 'saved_query':
      if (type === 'saved_query' && !document.query) return [savedQueryMissing(span)];
      return suppression
        ? suppressedQueryRule({ settings, suppression, types })
        : queryRule(settings);
    case 'new_terms': {
      const newTerms = readNewTerms(rule);
      if (isFailures(newTerms)) return newTerms;
      const samples = run.samples.map((sample) => sample.name);
      return newTermsRule({ settings, newTerms, suppression, types, samples });
    }
    case 'threshold': {
      const threshold = readThreshold(rule);
      if (isFailures(threshold)) return threshold;
      return thresholdRule({ settings, threshold, suppression, types });
    }
    case 'threat_match':
      return threatMatch(run, settings, suppression);
    case 'eql':
    case 'esql':
    case 'machine_learning':
      return [typeNotEvaluated(type, span)];
    default:
      return assertNever(type);
  }
}

function threatMatch(
  run: TypedRun,
  settings: RuleSettings,
  suppression: SuppressionSettings | undefined,
): RuleEvaluator | readonly RunFailure[] {
  const { document, types, indicators: samples, allIndices = false } = run;
  const { rule, toml, threatQuery } = document;
  const mapping = readIndicatorSettings(rule);
  if (isFailures(mapping)) return mapping;
  if (!samples)
    return [
      {
        code: 'indicators-missing',
        message:
          'an indicator match rule needs indicators beside the events: name files of them (--indicators FILE...)',
      },
    ];
  const language = threatQuery ? threatQuery.language : 'kuery';
  if (language === undefined)
    return [
      failure(
        'query-language',
        'threat_query has no known language',
        settingSpan(document, 'threat_language') ?? threatQuery?.node.span,
      ),
    ];
  const query = compileQuery(threatQuery, { language, span: threatQuery?.node.span }, types);
  const compiled = addFilters(query, toml, types, 'threat_filters');
  if (compiled.kind === 'failure') return compiled.failures;
  // A second set of the exceptions, as what they exclude here is no event.
  const exceptions = ruleExceptions(run.exceptions ?? noExceptions, {
    type: 'threat_match',
    types,
  });
  if (isFailures(exceptions)) return exceptions;
  const { matcher } = compiled;
  const indicators = readIndicators({
    samples,
    settings: mapping,
    matcher,
    exceptions,
    types,
    allIndices,
  });
  if (indicators.failures.length > 0) return indicators.failures;
  const suppressor = suppression && alertSuppressor(suppression, settings, types);
  const groupFields = suppression?.fields.map(({ value }) => value) ?? [];
  return threatMatchRule({ settings, mapping, indicators, suppressor, groupFields });
}

function unknownType({ document }: TypedRun): RunFailure {
  const span = settingSpan(document, 'type');
  return span
    ? failure('rule-type', 'the rule has no known type', span)
    : missing('type', 'rule', {});
}

function savedQueryMissing(span: RunFailure['span'] & object): RunFailure {
  const reason = 'the query is saved in Kibana; write it into the rule as `query` to run it here';
  return notEvaluated('Saved queries', { reason, span });
}

/** What a type does differently here; said in every run. */
export function typeWarnings({ document, indicators }: TypedRun): readonly RunWarning[] {
  const type = document.rule.type?.value;
  if (type !== 'threat_match' && indicators)
    return [
      {
        code: 'indicators-unused',
        message: 'indicators are for rules of type threat_match: they are not read',
      },
    ];
  if (type !== 'saved_query') return [];
  const message =
    'Kibana runs the query that is saved there under saved_id, with its filters; here the query of the rule file stands in for it';
  return [{ code: 'saved-query', message }];
}

function isFailures(value: unknown): value is readonly RunFailure[] {
  return Array.isArray(value);
}
