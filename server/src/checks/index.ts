// The checks in order, and the one way to run them.
import type { RuleDocument } from '../rule/ruleDocument';
import type { Problem } from '../text/problem';
import type { Check, CheckContext } from './check';
import { emptyQuery } from './emptyQuery';
import { invalidValue } from './invalidValue';
import { knownTables } from './knownTables';
import { missingKey } from './missingKey';
import { readSuppressions, suppresses } from './suppressions';
import { findUnused, unusedSuppression } from './unusedSuppression';
import { wrongType } from './wrongType';

export const checks: readonly Check[] = [missingKey, wrongType, invalidValue, emptyQuery];

/** Every code that settings and comments can name, in the order of the documentation. */
export const checkCodes: readonly string[] = [
  ...checks.map(({ code }) => code),
  unusedSuppression.code,
];

/** All problems of a rule, the parsers' included, in file order. A file that is no rule has none. */
export function runChecks(document: RuleDocument, context: CheckContext): readonly Problem[] {
  if (!document.isRule) return [];
  const input = { document, tables: knownTables(document), context };
  const found = checks.flatMap((check) => {
    const severity = severityOf(check, context);
    if (severity === 'off') return [];
    return check.run(input).map((finding) => ({ code: check.code, severity, ...finding }));
  });
  const suppressions = readSuppressions(document);
  const kept = found.filter((problem) => !suppressions.some((one) => suppresses(one, problem)));
  const level = severityOf(unusedSuppression, context);
  const names = { text: document.text, codes: checkCodes };
  const unused =
    level === 'off'
      ? []
      : findUnused(suppressions, found, names).map((finding) => ({
          code: unusedSuppression.code,
          severity: level,
          ...finding,
        }));
  return [...document.problems, ...kept, ...unused].sort((a, b) => a.span.start - b.span.start);
}

function severityOf(
  { code, severity }: Pick<Check, 'code' | 'severity'>,
  { severities }: CheckContext,
): CheckContext['severities'][string] {
  return severities[code] ?? severity;
}
