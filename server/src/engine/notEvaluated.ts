// What this program does not run itself: said plainly, with what still works.
import type { QueryLanguage, RuleType } from '../rule/rule';
import type { Span } from '../text/span';
import type { RunFailure } from './runResult';

const stillWorks = 'Checks, hovers and completion work on the rule.';

export type TypeElsewhere = Extract<RuleType, 'eql' | 'esql' | 'machine_learning'>;

const reasons: Readonly<Record<TypeElsewhere, string>> = {
  eql: 'EQL is not evaluated locally yet',
  esql: 'ES|QL runs only in Elasticsearch',
  machine_learning: 'anomaly jobs run only in Elasticsearch',
};

export function typeNotEvaluated(type: TypeElsewhere, span: Span): RunFailure {
  return notEvaluated(`Rules of type ${type}`, { reason: reasons[type], span });
}

export function languageNotEvaluated(language: QueryLanguage, span: Span | undefined): RunFailure {
  return notEvaluated(`Queries in ${language}`, { reason: 'only KQL is evaluated so far', span });
}

/** For a feature of the rule that changes which events match. */
export function notEvaluated(
  what: string,
  { reason, span }: { readonly reason: string; readonly span: Span | undefined },
): RunFailure {
  const message = `${what} are not evaluated here: ${reason}. ${stillWorks}`;
  return span ? { code: 'not-evaluated', message, span } : { code: 'not-evaluated', message };
}
