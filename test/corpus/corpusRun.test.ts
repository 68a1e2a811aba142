// Every real rule over all real events: each run ends in alerts, no alerts or a failure that says why. Nothing throws.
// How many events each rule matches is kept in a golden file (`--update` rewrites it).
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as fieldCatalog from '../../server/src/catalog/fieldCatalog';
import { evaluateRule } from '../../server/src/engine/evaluateRule';
import type { EvaluatedRule } from '../../server/src/engine/evaluateRule';
import { explainNoAlerts } from '../../server/src/engine/explain';
import { layeredTypes } from '../../server/src/engine/fieldTypeLayers';
import type { Sample } from '../../server/src/events/event';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { findData, ruleFiles } from '../support/data';
import { compareGolden } from '../support/golden';
import { sampleOf } from '../support/samples';

const types = layeredTypes(new Map(), fieldCatalog);
const rules = ruleFiles().map((file) => ({
  file,
  document: parseRule(readFileSync(file, 'utf8')),
}));

/** One sample per folder of events, so that a run does not open hundreds. */
function samplesBelow(folder: string): readonly Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const files = readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.ndjson'));
    const texts = files.map((file) => readFileSync(path.join(folder, name, file)));
    return sampleOf(
      Buffer.concat(texts.flatMap((text) => [text, Buffer.from('\n')])),
      1 << 20,
      name,
    );
  });
}

type Document = (typeof rules)[number]['document'];

function evaluate(document: Document, samples: readonly Sample[]): EvaluatedRule {
  return evaluateRule({
    document,
    samples,
    indicators: [sampleOf('{"@timestamp":"2026-01-01T00:00:00Z"}')],
    types,
    clock: { mode: 'replay' },
    skipFrom: 0,
  });
}

const folder = findData('data', 'events');
const samples = folder === undefined ? [] : samplesBelow(folder);
const golden = findData('data', 'events', 'winlogbeat-golden');

describe('real rules over real events', { skip: golden === undefined }, () => {
  it('every run ends; as many events match as before', (test) => {
    const outcomes = new Map<string, number>();
    const counts: string[] = [];
    const winlogbeat = withSystem(golden ?? '');
    for (const { file, document } of rules) {
      const { result } = evaluate(document, samples);
      const { failure, alerts, events, rule } = result;
      const outcome = failure?.code ?? (alerts.length > 0 ? 'alerts' : 'no alerts');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (failure) assert.match(failure.message, /\S/);
      else assert.notEqual(explainNoAlerts(result).length > 0, alerts.length > 0, file);
      const matched = [evaluate(document, [winlogbeat]).result.events.matched, events.matched];
      if (matched.some((count) => count > 0)) counts.push([rule.id, ...matched].join('\t'));
    }
    for (const [outcome, count] of outcomes) test.diagnostic(`${outcome}: ${count}`);
    assert.ok((outcomes.get('alerts') ?? 0) > 0, 'some rule alerts');
    const known = ['alerts', 'no alerts', 'not-evaluated'];
    assert.deepEqual(
      [...outcomes.keys()].filter((outcome) => !known.includes(outcome)),
      [],
    );
    const header = 'rule\tmatched of golden Winlogbeat documents\tmatched of all events';
    compareGolden('test/corpus/matchedCounts.tsv', [header, ...counts.sort()]);
  });
});

/** With what Winlogbeat's golden documents lack and every Windows rule asks for. */
function withSystem(directory: string): Sample {
  const texts = readdirSync(directory)
    .sort()
    .map((file) => readFileSync(path.join(directory, file), 'utf8').trimEnd());
  return sampleOf(
    texts.join('\n').replaceAll(/^\{/gm, '{"host.os.type":"windows",'),
    1 << 20,
    'winlogbeat',
  );
}
