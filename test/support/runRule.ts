// Runs a rule over events in memory: settings in, alerts out, short enough for tables of cases.
import * as fieldCatalog from '../../server/src/catalog/fieldCatalog';
import { evaluateRule } from '../../server/src/engine/evaluateRule';
import type { ExceptionInput } from '../../server/src/engine/exceptions/ruleExceptions';
import type { EvaluatedRule } from '../../server/src/engine/evaluateRule';
import { layeredTypes, parseFieldTypes } from '../../server/src/engine/fieldTypeLayers';
import type { Clock } from '../../server/src/engine/runResult';
import type { JsonObject, JsonValue, Sample } from '../../server/src/events/event';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { ndjson, sampleOf } from './samples';

/** Keys of the `[rule]` table; `new_terms_fields` and `history_window_start` in the API's spelling. */
export type RuleKeys = JsonObject;

/** A rule file with these keys. */
export function ruleText(keys: RuleKeys): string {
  const settings = Object.entries({ name: 'A rule', type: 'query', language: 'kuery', ...keys });
  const lines = settings.map(([key, value]) => `${key} = ${tomlValue(value)}`);
  return `[rule]\n${lines.join('\n')}\n`;
}

/** Objects become inline tables. */
function tomlValue(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(tomlValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value as JsonObject).map(
    ([key, inner]) => `${JSON.stringify(key)} = ${tomlValue(inner)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

export interface RunInput {
  readonly rule: RuleKeys;
  /** More of the `[rule]` table as TOML: tables. */
  readonly toml?: string;
  /** Documents, or the texts of samples. */
  readonly events?: readonly JsonObject[];
  readonly samples?: readonly Sample[];
  /** ISO 8601, or several; absent: replay. */
  readonly now?: string | readonly string[] | undefined;
  /** Indicators of a threat_match rule. */
  readonly indicators?: readonly JsonObject[];
  readonly types?: JsonObject;
  readonly exceptions?: ExceptionInput;
  readonly allIndices?: boolean;
  /** As in `RuleRun`; 0: read as a large sample is read. */
  readonly skipFrom?: number;
}

export function run(input: RunInput): EvaluatedRule {
  const explicit = parseFieldTypes(input.types ?? {});
  if (!explicit.ok) throw new Error(explicit.message);
  return evaluateRule({
    document: parseRule(`${ruleText(input.rule)}${input.toml ?? ''}`),
    samples: input.samples ?? [sampleOf(ndjson(input.events ?? []))],
    ...(input.indicators ? { indicators: [sampleOf(ndjson(input.indicators), 64, 'i')] } : {}),
    clock: clockOf(input.now),
    types: layeredTypes(explicit.types, fieldCatalog),
    ...(input.skipFrom === undefined ? {} : { skipFrom: input.skipFrom }),
    ...(input.exceptions ? { exceptions: input.exceptions } : {}),
    allIndices: input.allIndices === true,
  });
}

export function clockOf(now: RunInput['now']): Clock {
  if (now === undefined) return { mode: 'replay' };
  const [first = NaN, ...later] = [now].flat().map((time) => Date.parse(time));
  return { mode: 'single', now: first, later };
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
