// Documents made to trip real rules: the rule file, run over them as a replay, alerts; as they were delivered, and
// completed where they lack what the type of the rule asks for beside its query.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findField } from '../../server/src/catalog/fieldCatalog';
import type { FieldType } from '../../server/src/catalog/fieldType';
import type { JsonObject } from '../../server/src/events/event';
import { fieldPath, scalarsAt } from '../../server/src/events/values';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { runSample } from '../../server/src/workspace/runSample';
import { rulesCheckout } from '../support/data';
import { nameOf, trustedScenarios, wrongScenarios } from '../support/geneve';
import type { Scenario } from '../support/geneve';
import { memoryFiles } from '../support/memoryFiles';
import { ndjson } from '../support/samples';

const scenarios = trustedScenarios();

interface Outcome {
  readonly scenario: Scenario;
  /** Why the rule made no alert; undefined if it did. */
  readonly delivered: string | undefined;
  /** By document: the fields of new terms that it lacks. */
  readonly lacking: readonly (readonly string[])[];
  /** As `delivered`, once each of these fields has a value. */
  readonly completed: string | undefined;
}

/**
 * The documents were made for the query alone. Where one lacks a field of new terms there is no term and so no alert;
 * in Elasticsearch neither.
 */
function outcomeOf(scenario: Scenario): Outcome {
  const { rule_file, docs } = scenario;
  const rule = readFileSync(path.join(rulesCheckout(), rule_file), 'utf8');
  const fields = parseRule(rule).rule.newTerms?.fields?.value.map(({ value }) => value) ?? [];
  const lacking = docs.map((doc) =>
    fields.filter((field) => scalarsAt(doc, fieldPath(field)).length === 0),
  );
  const delivered = whyNoAlert(rule, docs);
  const isLacking = lacking.some((names) => names.length > 0);
  const whole = docs.map((doc, i) => withValues(doc, lacking[i] ?? []));
  const completed = isLacking ? whyNoAlert(rule, whole) : delivered;
  return { scenario, delivered, lacking, completed };
}

function whyNoAlert(rule: string, docs: readonly JsonObject[]): string | undefined {
  const files = memoryFiles({ 'docs.ndjson': ndjson(docs) });
  const run = runSample({ rule, samples: ['docs.ndjson'], clock: { mode: 'replay' } }, files);
  if (run.kind === 'error') return run.message;
  const { failure, alerts } = run.result;
  if (failure) return `${failure.code}: ${failure.message}`;
  return alerts.length > 0 ? undefined : run.view.explanation.join(' ');
}

function withValues(doc: JsonObject, fields: readonly string[]): JsonObject {
  const added = fields.map(
    (field) => [field, valueOfType(findField(field)?.mapping.type)] as const,
  );
  return { ...doc, ...Object.fromEntries(added) };
}

function valueOfType(type: FieldType | undefined): string | number {
  if (type === 'ip') return '192.0.2.1';
  return type === 'long' ? 7 : 'a value';
}

/** Why a scenario does not alert as delivered; undefined where nothing known explains it. */
function reasonOf({ scenario, lacking, completed }: Outcome): string | undefined {
  const wrong = wrongScenarios.get(nameOf(scenario));
  if (wrong !== undefined) return wrong;
  const missing = lacking.flatMap((fields, i) =>
    fields.length === 0 ? [] : [`document ${i + 1} has no ${fields.join(' and no ')}`],
  );
  return missing.length > 0 && completed === undefined ? missing.join('; ') : undefined;
}

function share(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
}

function totals(name: string, outcomes: readonly Outcome[]): string {
  const alerting = (key: 'delivered' | 'completed'): number =>
    outcomes.filter((outcome) => outcome[key] === undefined).length;
  const delivered = share(alerting('delivered'), outcomes.length);
  const completed = share(alerting('completed'), outcomes.length);
  return `${name}: ${delivered} alert as delivered, ${completed} with completed documents`;
}

describe('scenarios for real rules', { skip: scenarios.length === 0 }, () => {
  it('alert, or it is known why they do not', (test) => {
    const outcomes = scenarios.map(outcomeOf);
    const silent = outcomes.filter(({ delivered }) => delivered !== undefined);
    for (const outcome of silent)
      test.diagnostic(
        `${nameOf(outcome.scenario)}: ${reasonOf(outcome) ?? outcome.delivered ?? ''}`,
      );
    for (const type of new Set(scenarios.map(({ rule_type }) => rule_type)))
      test.diagnostic(
        totals(
          type,
          outcomes.filter(({ scenario }) => scenario.rule_type === type),
        ),
      );
    test.diagnostic(totals('all', outcomes));
    assert.deepEqual(
      silent.flatMap((outcome) =>
        reasonOf(outcome) === undefined ? [nameOf(outcome.scenario)] : [],
      ),
      [],
    );
    const completed = outcomes.filter((outcome) => outcome.completed === undefined).length;
    assert.ok(completed >= 0.99 * outcomes.length, totals('all', outcomes));
  });
});
