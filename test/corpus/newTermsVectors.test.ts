// The new-terms vectors of the data folder, each as a rule file, a sample and a field-types file for the command line's run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Alert, RunResult } from '../../server/src/engine/runResult';
import type { JsonObject, JsonValue } from '../../server/src/events/event';
import { findData } from '../support/data';
import { memoryFiles } from '../support/memoryFiles';
import { clockOf, ruleText } from '../support/runRule';
import { ndjson } from '../support/samples';
import { runSample } from '../../server/src/workspace/runSample';

interface ExpectedAlert {
  readonly doc_id: string;
  readonly new_terms: readonly JsonValue[];
  readonly suppression_terms?: JsonObject;
  readonly suppression_docs_count?: number;
  readonly suppression_start?: string;
  readonly suppression_end?: string;
}

interface Vector {
  readonly name: string;
  readonly rule: JsonObject & { readonly exceptions?: readonly (readonly JsonObject[])[] };
  readonly mapping: JsonObject;
  readonly events: readonly JsonObject[];
  readonly now?: string;
  readonly expected_alerts?: readonly ExpectedAlert[];
  readonly expected_warning?: string;
  readonly expected?: { readonly error?: string; readonly alerts?: readonly ExpectedAlert[] };
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

/** All executions of a vector in one run, which keeps what Kibana keeps between them. */
function runOf(vector: Vector): RunResult {
  const { exceptions = [], ...keys } = vector.rule;
  const items = exceptions.map((entries, i) => ({ name: `item ${i}`, type: 'simple', entries }));
  const files = memoryFiles({
    'events.ndjson': ndjson(vector.events),
    'exceptions.ndjson': ndjson(items),
  });
  const times = vector.runs?.map(({ now }) => now) ?? [vector.now ?? ''];
  const run = runSample(
    {
      rule: ruleText({ type: 'new_terms', ...keys }),
      samples: ['events.ndjson'],
      exceptions: items.length > 0 ? ['exceptions.ndjson'] : [],
      clock: clockOf(times),
      fieldTypes: vector.mapping,
    },
    files,
  );
  assert.ok(run.kind === 'result', 'the run starts');
  return run.result;
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

/** Compares what the vector states of each alert's suppression. */
function sameSuppression(alerts: readonly Alert[], expected: readonly ExpectedAlert[]): void {
  for (const wanted of expected) {
    const alert = alerts.find(
      ({ source, newTerms }) =>
        nameOf(source.id, newTerms) === nameOf(wanted.doc_id, wanted.new_terms),
    );
    const { terms = [], docsCount, start, end } = alert?.suppression ?? {};
    if (wanted.suppression_docs_count !== undefined)
      assert.equal(docsCount, wanted.suppression_docs_count);
    if (wanted.suppression_start !== undefined) assert.equal(start, wanted.suppression_start);
    if (wanted.suppression_end !== undefined) assert.equal(end, wanted.suppression_end);
    if (wanted.suppression_terms !== undefined)
      assert.deepEqual(
        Object.fromEntries(terms.map(({ field, value }) => [field, value])),
        wanted.suppression_terms,
      );
  }
}

describe('new-terms vectors', { skip: file === undefined }, () => {
  it('are there', () => {
    assert.ok(vectors.length > 0);
  });

  for (const vector of vectors)
    it(vector.name, () => {
      const result = runOf(vector);
      if (vector.expected?.error !== undefined) {
        assert.ok(result.failure, 'the run would fail');
        return;
      }
      assert.equal(result.failure, undefined);
      const warned = result.warnings.some(({ code }) => code === 'max-signals');
      assert.equal(warned, vector.expected_warning !== undefined);
      if (vector.now !== undefined) sameAlerts(result.alerts, vector.expected_alerts);
      if (vector.expected?.alerts) {
        sameAlerts(result.alerts, vector.expected.alerts);
        sameSuppression(result.alerts, vector.expected.alerts);
      } else
        for (const { now, expected_alerts } of vector.runs ?? [])
          sameAlerts(
            result.alerts.filter(({ executedAt }) => executedAt === now),
            expected_alerts,
          );
    });
});
