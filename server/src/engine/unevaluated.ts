// Settings of a rule that a run does not honour yet: those that change which events match end it, others are warned of.
import { tableAt } from '../rule/tomlValues';
import type { TomlDocument, TomlEntry } from '../toml/ast';
import { notEvaluated } from './notEvaluated';
import type { RunFailure, RunWarning } from './runResult';

/** Warnings by key of the `[rule]` table. */
const ignored: ReadonlyMap<string, string> = new Map([
  [
    'alert_suppression',
    'alert suppression is not applied here: every alert is shown, Kibana would fold some of them together',
  ],
  [
    'exceptions_list',
    'exception lists live in Kibana and are not applied here: Kibana may show fewer alerts',
  ],
]);

export function unevaluatedSettings(toml: TomlDocument): {
  readonly failures: readonly RunFailure[];
  readonly warnings: readonly RunWarning[];
} {
  const rule = tableAt(toml.root, 'rule');
  const filters = rule?.entries.get('filters');
  const failures =
    filters && !isEmptyList(filters)
      ? [
          notEvaluated('Filters', {
            reason: 'the run would show events that they leave out',
            span: filters.key.span,
          }),
        ]
      : [];
  const warnings = [...ignored].flatMap(([key, message]) => {
    const entry = rule?.entries.get(key);
    return entry && !isEmptyList(entry) ? [{ code: 'setting-not-applied', message }] : [];
  });
  return { failures, warnings };
}

function isEmptyList({ value }: TomlEntry): boolean {
  return value.kind === 'array' && value.items.length === 0;
}
