// The checks in order, and the one way to run them.
import type { RuleDocument } from '../rule/ruleDocument';
import type { Problem } from '../text/problem';
import type { Check } from './check';
import { emptyQuery } from './emptyQuery';
import { invalidValue } from './invalidValue';
import { knownTables } from './knownTables';
import { missingKey } from './missingKey';
import { wrongType } from './wrongType';

export const checks: readonly Check[] = [missingKey, wrongType, invalidValue, emptyQuery];

/** All problems of a rule, the parsers' included, in file order. A file that is no rule has none. */
export function runChecks(document: RuleDocument): readonly Problem[] {
  if (!document.isRule) return [];
  const input = { document, tables: knownTables(document) };
  const found = checks.flatMap((check) =>
    check.run(input).map((finding) => ({ code: check.code, severity: check.severity, ...finding })),
  );
  return [...document.problems, ...found].sort((a, b) => a.span.start - b.span.start);
}
