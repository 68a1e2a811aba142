// Settings of a rule that a run does not honour: it warns of them.
import { tableAt } from '../rule/tomlValues';
import type { TomlDocument, TomlEntry } from '../toml/ast';
import type { RunWarning } from './runResult';

/** Warnings by key of the `[rule]` table. */
const ignored: ReadonlyMap<string, string> = new Map([
  [
    'alert_suppression',
    'alert suppression is not applied here: every alert is shown, Kibana would fold some of them together',
  ],
]);

export function unevaluatedSettings(toml: TomlDocument): readonly RunWarning[] {
  const rule = tableAt(toml.root, 'rule');
  return [...ignored].flatMap(([key, message]) => {
    const entry = rule?.entries.get(key);
    return entry && !isEmptyList(entry) ? [{ code: 'setting-not-applied', message }] : [];
  });
}

function isEmptyList({ value }: TomlEntry): boolean {
  return value.kind === 'array' && value.items.length === 0;
}
