// How far a run can be trusted: exact, or approximated with the reasons.
import { fidelityRows } from './fidelityRows';
import type { Fidelity, RunFailure, RunWarning } from './runResult';

/** Codes of warnings about behaviour that is not exactly Kibana's. Other warnings tell what Kibana would do as well. */
export const approximatingWarnings: ReadonlySet<string> = new Set(
  fidelityRows.flatMap(({ warning }) => (warning ? [warning[0]] : [])),
);

/** Failures of a rule that never gets as far as a run: something is not evaluated here, or Kibana would not take the file. */
const noRun: ReadonlySet<string> = new Set([
  'not-evaluated',
  'wrong-type',
  'missing-key',
  'invalid-value',
  'query-language',
]);

/** Undefined for a run that did not take place. */
export function fidelityOf(
  warnings: readonly RunWarning[],
  failure: RunFailure | undefined,
): Fidelity | undefined {
  if (failure && (noRun.has(failure.code) || failure.code.startsWith('toml-'))) return undefined;
  const notes = warnings
    .filter(({ code }) => approximatingWarnings.has(code))
    .map(({ message }) => message);
  return { level: notes.length === 0 ? 'exact' : 'approximated', notes: [...new Set(notes)] };
}
