// Real indicator match rules: for each group of their mapping an indicator and an event that meets it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findField } from '../../server/src/catalog/fieldCatalog';
import type { IndicatorGroup } from '../../server/src/rule/rule';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { runSample } from '../../server/src/workspace/runSample';
import { ruleFiles, rulesCheckout } from '../support/data';
import { memoryFiles } from '../support/memoryFiles';
import { ndjson } from '../support/samples';

const rules = ruleFiles()
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  .map(({ file, text }) => ({ file, text, groups: parseRule(text).rule.indicatorMatch?.groups }));

/** What the rules ask of indicators; a deprecated one has a filter for the text with the asterisk itself. */
const feed = {
  '@timestamp': '2026-01-01T00:00:00Z',
  'event.module': 'threatintel',
  'event.dataset': 'ti_*',
  'event.kind': 'enrichment',
  'event.category': 'threat',
  'event.type': 'indicator',
};

function valueFor(field: string, place: number): string {
  if (findField(field)?.mapping.type === 'ip') return `192.0.2.${place + 1}`;
  return `value ${place}`;
}

/** An event and an indicator that are equal in every pair of fields. */
function pairFor({ entries }: IndicatorGroup, place: number): readonly [object, object] {
  const values = entries.map(({ field, value }) => ({
    field: field?.value ?? '',
    name: value?.value ?? '',
    value: valueFor(field?.value ?? '', place),
  }));
  const event = Object.fromEntries(values.map(({ field, value }) => [field, value]));
  const indicator = Object.fromEntries(values.map(({ name, value }) => [name, value]));
  return [
    { '@timestamp': '2026-01-02T00:00:00Z', ...event },
    { ...feed, ...indicator },
  ];
}

const threatRules = rules.filter(({ groups }) => groups !== undefined && groups.length > 0);

describe('real indicator match rules', { skip: threatRules.length === 0 }, () => {
  for (const { file, text, groups = [] } of threatRules)
    it(path.relative(rulesCheckout(), file), () => {
      const pairs = groups.map(pairFor);
      const files = memoryFiles({
        'events.ndjson': ndjson(pairs.map(([event]) => event)),
        'indicators.ndjson': ndjson(pairs.map(([, indicator]) => indicator)),
      });
      const run = runSample(
        {
          rule: text,
          samples: ['events.ndjson'],
          indicators: ['indicators.ndjson'],
          clock: { mode: 'replay' },
        },
        files,
      );
      assert.ok(run.kind === 'result');
      assert.equal(run.result.failure, undefined);
      assert.deepEqual(
        run.result.alerts.map(({ source }) => source.line).sort((a, b) => a - b),
        pairs.map((_, i) => i + 1),
        run.view.explanation.join(' '),
      );
    });
});
