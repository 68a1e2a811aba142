// The new-terms vectors of the data folder, each as a rule file, a sample and a field-types file for the command line's run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Alert } from '../../server/src/engine/runResult';
import type { JsonObject, JsonValue } from '../../server/src/events/event';
import { findData } from '../support/data';
import { memoryFiles } from '../support/memoryFiles';
import { ruleText } from '../support/runRule';
import type { RuleKeys } from '../support/runRule';
import { ndjson } from '../support/samples';
import { runSample } from '../../server/src/workspace/runSample';

interface ExpectedAlert {
  readonly doc_id: string;
  readonly new_terms: readonly JsonValue[];
}

interface Vector {
  readonly name: string;
  readonly rule: Readonly<Record<string, JsonValue>>;
  readonly mapping: JsonObject;
  readonly events: readonly JsonObject[];
  readonly now?: string;
  readonly expected_alerts?: readonly ExpectedAlert[];
  readonly expected_warning?: string;
  readonly expected?: { readonly error?: string };
  readonly runs?: readonly {
    readonly now: string;
    readonly expected_alerts?: readonly ExpectedAlert[];
  }[];
}

const file = findData('vectors', 'new-terms.json');
const vectors: readonly Vector[] =
  file === undefined
    ? []
    : (JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] }).vectors;

/** Settings of a rule that are not evaluated yet; vectors with one wait. */
const notYet = ['exceptions', 'alert_suppression'];

function runAt(vector: Vector, now: string): ReturnType<typeof runSample> {
  const files = memoryFiles({ 'events.ndjson': ndjson(vector.events) });
  const rule = ruleText({ type: 'new_terms', ...(vector.rule as RuleKeys) });
  const clock = { mode: 'single', now: Date.parse(now) } as const;
  return runSample({ rule, samples: ['events.ndjson'], clock, fieldTypes: vector.mapping }, files);
}

function alertsAt(vector: Vector, now: string): readonly Alert[] {
  const run = runAt(vector, now);
  assert.ok(run.kind === 'result', 'the run starts');
  assert.equal(run.result.failure, undefined);
  const warned = run.result.warnings.some(({ code }) => code === 'max-signals');
  assert.equal(warned, vector.expected_warning !== undefined);
  return run.result.alerts;
}

function nameOf(id: string | undefined, terms: readonly JsonValue[] | undefined): string {
  return `${id ?? ''} ${JSON.stringify(terms)}`;
}

function sameAlerts(alerts: readonly Alert[], expected: readonly ExpectedAlert[] = []): void {
  assert.deepEqual(
    alerts.map(({ source, newTerms }) => nameOf(source.id, newTerms)).sort(),
    expected.map(({ doc_id, new_terms }) => nameOf(doc_id, new_terms)).sort(),
  );
}

describe('new-terms vectors', { skip: file === undefined }, () => {
  const ready = vectors.filter(({ rule }) => !notYet.some((key) => key in rule));

  it('all but those with exceptions and suppression', () => {
    assert.equal(vectors.length - ready.length, 9);
  });

  for (const vector of ready)
    it(vector.name, () => {
      if (vector.expected?.error !== undefined) {
        const run = runAt(vector, vector.runs?.[0]?.now ?? '');
        assert.ok(run.kind === 'result' && run.result.failure, 'the run would fail');
        return;
      }
      if (vector.now !== undefined)
        sameAlerts(alertsAt(vector, vector.now), vector.expected_alerts);
      // Several executions of one rule: an alert that an earlier one made is not made again.
      const made = new Set<string>();
      for (const { now, expected_alerts } of vector.runs ?? []) {
        const fresh = alertsAt(vector, now).filter(
          ({ source, newTerms }) => !made.has(nameOf(source.id, newTerms)),
        );
        sameAlerts(fresh, expected_alerts);
        for (const { source, newTerms } of fresh) made.add(nameOf(source.id, newTerms));
      }
    });
});
