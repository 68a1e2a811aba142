// The exceptions of one run: compiled for its rule and clock, with warnings of what is not applied exactly.
import { exceptionListsOf } from '../../rule/exceptionLists';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { TomlDocument } from '../../toml/ast';
import type { Executions } from '../executions';
import type { FieldTypes } from '../matcher';
import { notEvaluated } from '../notEvaluated';
import { timesOf } from '../runResult';
import type { Clock, RunFailure, RunWarning } from '../runResult';
import type { Warnings } from '../warnings';
import { noExceptions, ruleExceptions } from './ruleExceptions';
import type { ExceptionInput, RuleExceptions } from './ruleExceptions';

export interface ExceptionRun {
  readonly document: Pick<RuleDocument, 'rule' | 'toml'>;
  /** Absent where none were looked for. */
  readonly exceptions?: ExceptionInput;
  readonly types: FieldTypes;
  readonly clock: Clock;
}

/** The exceptions, or why the rule fails with them or is not evaluated. */
export function runExceptions(
  { document, exceptions = noExceptions, types, clock }: ExceptionRun,
  warnings: Warnings,
): RuleExceptions | { readonly failures: readonly RunFailure[] } {
  const compiled = ruleExceptions(exceptions, { type: document.rule.type?.value, types });
  if (!('excludes' in compiled)) return { failures: compiled };
  if (compiled.usesNow && !(clock.mode === 'single' && timesOf(clock).length === 1)) {
    const reason = 'an exception compares with `now`; choose one time to run at (--now)';
    const failure = notEvaluated('Several executions', { reason, span: undefined });
    return { failures: [failure] };
  }
  const found = [...(exceptions.warnings ?? []), ...compiled.warnings];
  for (const warning of found) warnings.add(warning);
  for (const warning of unknownLists(document.toml, exceptions)) warnings.add(warning);
  return compiled;
}

/** Lists of the rule whose items were not found. Endpoint lists change nothing. */
function unknownLists(
  toml: TomlDocument,
  { items, listIds }: Pick<ExceptionInput, 'items' | 'listIds'>,
): readonly RunWarning[] {
  const known = new Set([...listIds, ...items.flatMap(({ listId }) => listId ?? [])]);
  const missing = exceptionListsOf(toml).filter(
    ({ listId, type }) => type !== 'endpoint' && !known.has(listId),
  );
  if (missing.length === 0) return [];
  const names = missing.map(({ listId }) => listId).join(', ');
  const message = `the items of exception list ${names} are not here and not applied (--exceptions names files of them): Kibana may show fewer alerts`;
  return [{ code: 'setting-not-applied', message }];
}

/** One execution may apply an item that the next one does not. */
export function warnExpiries(
  { expiries }: RuleExceptions,
  executions: Executions,
  warnings: Warnings,
): void {
  if (executions.count === 0) return;
  const ends = [executions.at(0), executions.at(executions.count - 1)];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  if (!expiries.some((expiry) => first < expiry && expiry <= last)) return;
  const message =
    'an exception item expires between the executions: for each event the first execution that sees it decides, though a later one might still see it without the item';
  warnings.add({ code: 'approximation', message });
}
