// When an indicator equals an event: the type of the event's field decides.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../../server/src/events/event';
import { run } from '../../support/runRule';

const now = '2026-01-01T12:00:00.000Z';
const types = {
  name: 'keyword',
  lower: { type: 'keyword', normalizer: 'lowercase' },
  short: { type: 'keyword', ignore_above: 3 },
  ip: 'ip',
  port: 'long',
  ratio: 'double',
  flag: 'boolean',
  day: 'date',
  body: 'text',
};

/** Event field, indicator value, event values that equal it, those that do not. */
const equalities: readonly (readonly [
  string,
  JsonValue,
  readonly JsonValue[],
  readonly JsonValue[],
])[] = [
  ['name', 'Evil', ['Evil'], ['evil', 'Evil.exe', 'E*']],
  ['name', 'E*', ['E*'], ['Evil']],
  ['name', 7, [7, '7'], ['07']],
  ['lower', 'EVIL', ['evil', 'Evil'], ['devil']],
  ['short', 'abc', ['abc'], ['abcd']],
  ['ip', '10.0.0.1', ['10.0.0.1', '::ffff:10.0.0.1'], ['10.0.0.2']],
  ['ip', '10.0.0.0/8', ['10.1.2.3', '10.0.0.0'], ['11.0.0.1']],
  ['ip', '2001:db8::/32', ['2001:db8::5'], ['2001:db9::5', '10.0.0.1']],
  ['port', '443', [443, '443'], [444, '4430']],
  ['port', 443, [443, '443'], [44]],
  ['ratio', '0.50', [0.5, '0.5'], [0.51]],
  ['flag', 'true', [true, 'true'], [false]],
  ['day', '2026-01-01', ['2026-01-01T07:00:00Z'], ['2026-01-02T00:00:00Z']],
  ['body', 'Evil Domain', ['an evil thing', 'domain'], ['evildomain']],
  ['body', '...', [], ['...', 'text']],
  ['unknown.field', 'Evil', ['Evil'], ['evil']],
  ['unknown.field', '7', [7, '7'], [70]],
];

describe('an indicator equals an event', () => {
  for (const [field, wanted, equal, different] of equalities)
    it(`${field}: ${JSON.stringify(wanted)}`, () => {
      const values = [...equal, ...different];
      const events = values.map((value) => ({ '@timestamp': now, [field]: value }));
      const entries = [{ field, type: 'mapping', value: 'ti.value' }];
      const rule = { type: 'threat_match', query: '', threat_mapping: [{ entries }] };
      const indicators = [{ ti: { value: wanted } }];
      const found = run({ rule, events, indicators, now, types }).result.alerts;
      assert.deepEqual(
        found.map(({ source }) => values[source.line - 1]),
        equal,
      );
    });
});
