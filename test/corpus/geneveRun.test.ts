// Documents made to trip real rules: the rule file, run over them as a replay, alerts.
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
import { jsonLines, rulesCheckout } from '../support/data';
import { memoryFiles } from '../support/memoryFiles';
import { ndjson } from '../support/samples';

interface Scenario {
  readonly rule_file: string;
  readonly rule_type: string;
  readonly language: string;
  readonly branch: number;
  readonly upstream_verified: string;
  readonly python_selfcheck: boolean | null;
  readonly docs: readonly JsonObject[];
}

const scenarios = (jsonLines('data', 'geneve', 'scenarios.jsonl') as readonly Scenario[]).filter(
  ({ language, rule_type, upstream_verified, python_selfcheck }) =>
    language === 'kuery' &&
    (rule_type === 'query' || rule_type === 'new_terms') &&
    (upstream_verified === 'same-query' || python_selfcheck === true),
);

interface Outcome {
  /** Why the rule made no alert; undefined if it did. */
  readonly why: string | undefined;
  readonly isCompleted: boolean;
}

/**
 * The documents were made for the query alone. Many lack a field of new terms, and without a value there is no term and
 * no alert: those get a value.
 */
function outcomeOf({ rule_file, docs }: Scenario): Outcome {
  const rule = readFileSync(path.join(rulesCheckout(), rule_file), 'utf8');
  const fields = parseRule(rule).rule.newTerms?.fields?.value.map(({ value }) => value) ?? [];
  const completed = docs.map((doc) => withValues(doc, fields));
  const isCompleted = JSON.stringify(completed) !== JSON.stringify(docs);
  const files = memoryFiles({ 'docs.ndjson': ndjson(completed) });
  const run = runSample({ rule, samples: ['docs.ndjson'], clock: { mode: 'replay' } }, files);
  if (run.kind === 'error') return { why: run.message, isCompleted };
  const { failure, alerts } = run.result;
  if (failure) return { why: `${failure.code}: ${failure.message}`, isCompleted };
  return { why: alerts.length > 0 ? undefined : run.view.explanation.join(' '), isCompleted };
}

function withValues(doc: JsonObject, fields: readonly string[]): JsonObject {
  const missing = fields.filter((field) => scalarsAt(doc, fieldPath(field)).length === 0);
  const added = missing.map(
    (field) => [field, valueOfType(findField(field)?.mapping.type)] as const,
  );
  return { ...doc, ...Object.fromEntries(added) };
}

function valueOfType(type: FieldType | undefined): string | number {
  if (type === 'ip') return '192.0.2.1';
  return type === 'long' ? 7 : 'a value';
}

describe('scenarios for real rules', { skip: scenarios.length === 0 }, () => {
  it('at least 97 of 100 alert; the others are listed', (test) => {
    const outcomes = scenarios.map((scenario) => ({ scenario, ...outcomeOf(scenario) }));
    const missed = outcomes.flatMap(({ scenario, why }) =>
      why === undefined ? [] : [`${scenario.rule_file} #${scenario.branch}: ${why}`],
    );
    for (const line of missed) test.diagnostic(line);
    const completed = outcomes.filter(({ isCompleted }) => isCompleted).length;
    test.diagnostic(`${scenarios.length - missed.length} of ${scenarios.length} alert`);
    test.diagnostic(`${completed} of them got a value for a new-terms field`);
    assert.ok(missed.length <= scenarios.length * 0.03, missed.join('\n'));
  });
});
