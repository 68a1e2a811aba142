// The evaluator of each rule type; a new type does not build until it is handled here.
import type { RuleDocument } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import type { Sample } from '../events/event';
import type { FieldTypes } from './matcher';
import { newTermsRule } from './newTermsRule';
import { notEvaluated, typeNotEvaluated } from './notEvaluated';
import { queryRule } from './queryRule';
import type { RuleEvaluator } from './ruleEvaluator';
import { readNewTerms } from './ruleSettings';
import type { RuleSettings } from './ruleSettings';
import type { RunFailure, RunWarning } from './runResult';
import { suppressedQueryRule } from './suppressedQueryRule';
import { readSuppression } from './suppressionSettings';
import type { SuppressionSettings } from './suppressionSettings';
import { thresholdRule } from './thresholdRule';
import { readThreshold } from './thresholdSettings';

export interface TypedRun {
  readonly document: Pick<RuleDocument, 'rule' | 'query' | 'threatQuery' | 'toml'>;
  readonly samples: readonly Sample[];
  /** Samples of indicators; absent where none were given. */
  readonly indicators?: readonly Sample[];
  readonly types: FieldTypes;
}

/** Either way with `warnings` about the type itself. */
export type EvaluatorOrFailures = RuleEvaluator | { readonly failures: readonly RunFailure[] };

export function evaluatorOf(run: TypedRun, settings: RuleSettings): EvaluatorOrFailures {
  const { rule } = run.document;
  if (!rule.type)
    return { failures: [{ code: 'rule-type', message: 'the rule has no known type' }] };
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
    case 'eql':
    case 'esql':
    case 'machine_learning':
      return [typeNotEvaluated(type, span)];
    default:
      return assertNever(type);
  }
}

function savedQueryMissing(span: RunFailure['span'] & object): RunFailure {
  const reason = 'the query is saved in Kibana; write it into the rule as `query` to run it here';
  return notEvaluated('Saved queries', { reason, span });
}

/** What a type does differently here; said in every run. */
export function typeWarnings({ document }: TypedRun): readonly RunWarning[] {
  if (document.rule.type?.value !== 'saved_query') return [];
  const message =
    'Kibana runs the query that is saved there under saved_id, with its filters; here the query of the rule file stands in for it';
  return [{ code: 'saved-query', message }];
}

function isFailures(value: unknown): value is readonly RunFailure[] {
  return Array.isArray(value);
}
