// Runs a rule over events in memory: settings in, alerts out, short enough for tables of cases.
import * as fieldCatalog from '../../server/src/catalog/fieldCatalog';
import { evaluateRule } from '../../server/src/engine/evaluateRule';
import type { EvaluatedRule } from '../../server/src/engine/evaluateRule';
import { layeredTypes, parseFieldTypes } from '../../server/src/engine/fieldTypeLayers';
import type { Clock } from '../../server/src/engine/runResult';
import type { JsonObject, Sample } from '../../server/src/events/event';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { ndjson, sampleOf } from './samples';

/** Keys of the `[rule]` table; `new_terms_fields` and `history_window_start` in the API's spelling. */
export type RuleKeys = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A rule file with these keys. */
export function ruleText(keys: RuleKeys): string {
  const settings = Object.entries({ name: 'A rule', type: 'query', language: 'kuery', ...keys });
  const lines = settings.map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return `[rule]\n${lines.join('\n')}\n`;
}

export interface RunInput {
  readonly rule: RuleKeys;
  /** Documents, or the texts of samples. */
  readonly events?: readonly JsonObject[];
  readonly samples?: readonly Sample[];
  /** ISO 8601; absent: replay. */
  readonly now?: string | undefined;
  readonly types?: JsonObject;
}

export function run(input: RunInput): EvaluatedRule {
  const explicit = parseFieldTypes(input.types ?? {});
  if (!explicit.ok) throw new Error(explicit.message);
  const clock: Clock =
    input.now === undefined ? { mode: 'replay' } : { mode: 'single', now: Date.parse(input.now) };
  return evaluateRule({
    document: parseRule(ruleText(input.rule)),
    samples: input.samples ?? [sampleOf(ndjson(input.events ?? []))],
    clock,
    types: layeredTypes(explicit.types, fieldCatalog),
  });
}

/** Alerts as `line` or `line:term,term`, in order. */
export function alertsOf(evaluated: EvaluatedRule): readonly string[] {
  return evaluated.result.alerts.map(({ source, newTerms }) =>
    newTerms ? `${source.line}:${newTerms.map(String).join(',')}` : String(source.line),
  );
}

/** Codes of the warnings, in order. */
export function warningCodes(evaluated: EvaluatedRule): readonly string[] {
  return evaluated.result.warnings.map(({ code }) => code);
}
