// Exception items: rows of an entry and values of a field that it excludes or not; then whole items and runs.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExceptionInput } from '../../../server/src/engine/exceptions/ruleExceptions';
import type { JsonObject, JsonValue } from '../../../server/src/events/event';
import { entryOf, exceptionsOf, itemOf } from '../../support/exceptions';
import type { EntryRow } from '../../support/exceptions';
import { alertsOf, run, warningCodes } from '../../support/runRule';
import type { RunInput } from '../../support/runRule';

const now = '2026-01-01T12:00:00Z';
const types: JsonObject = {
  k: 'keyword',
  t: 'text',
  n: 'long',
  ip: 'ip',
  o: 'nested',
  'o.a': 'keyword',
  'o.b': 'keyword',
};

function runOn(documents: readonly JsonObject[], input: Partial<RunInput>): ReturnType<typeof run> {
  const events = documents.map((document) => ({
    '@timestamp': '2026-01-01T11:59:00Z',
    ...document,
  }));
  return run({ rule: {}, events, now, types, ...input });
}

/** Entry, values it excludes, values it lets through, value list. */
const rows: readonly (readonly [
  EntryRow,
  readonly JsonValue[],
  readonly JsonValue[],
  (readonly string[])?,
])[] = [
  [
    ['k', 'match', 'x'],
    ['x', ['y', 'x']],
    ['X', 'x y', null],
  ],
  [['k', 'match', 'x', 'excluded'], ['y', null], ['x']],
  [['t', 'match', 'quick fox'], ['the quick fox'], ['fox quick']],
  [['n', 'match', '4'], [4], [5]],
  [['ip', 'match', '10.0.0.0/8'], ['10.1.1.1'], ['11.0.0.1']],
  [['k', 'match_any', ['x', 'y']], ['x', 'y'], ['z']],
  [['k', 'match_any', ['x', 'y'], 'excluded'], ['z', null], ['x']],
  [
    ['k', 'wildcard', 'a?c*'],
    ['abc', 'axcd'],
    ['ac', 'ABC'],
  ],
  [['k', 'wildcard', 'C:\\\\Temp\\\\*'], ['C:\\Temp\\x'], ['C:\\temp\\x']],
  [['k', 'wildcard', '*', 'excluded'], [null], ['x']],
  [['k', 'exists'], ['x', ''], [null]],
  [['k', 'exists', undefined, 'excluded'], [null], ['x']],
  [
    ['k', 'list', 'keyword'],
    ['x', 'y'],
    ['z', 'X'],
    ['x', 'y'],
  ],
  [['k', 'list', 'keyword', 'excluded'], ['z', null], ['x'], ['x', 'y']],
  [['k', 'list', 'keyword'], [], ['x'], []],
  [['ip', 'list', 'ip'], ['10.0.0.1'], ['10.0.0.2'], ['10.0.0.1']],
  [
    ['ip', 'list', 'ip_range'],
    ['10.0.0.5', '192.168.7.7'],
    ['10.0.0.10'],
    ['10.0.0.1-10.0.0.9', '192.168.0.0/16'],
  ],
  [['t', 'list', 'text'], ['a fox is quick'], ['quick'], ['quick fox']],
  [['n', 'list', 'long'], [4], [5], ['4']],
  [
    [
      'o',
      'nested',
      [
        ['a', 'match', 'x'],
        ['b', 'match', 'y'],
      ],
    ],
    [[{ a: 'x', b: 'y' }]],
    [[{ a: 'x' }, { b: 'y' }]],
  ],
  [['o', 'nested', [['a', 'match', 'x', 'excluded']]], [[{ a: 'y' }]], [[{ a: 'x' }]]],
];

describe('exception entries', () => {
  for (const [entry, yes, no, values = []] of rows)
    it(JSON.stringify([...entry, ...(values.length > 0 ? [values] : [])]), () => {
      const documents = [...yes, ...no].map((value) => ({ [entry[0]]: value }));
      const exceptions = exceptionsOf([itemOf([entry])], { values });
      const { result, ...evaluated } = runOn(documents, { exceptions });
      assert.equal(result.failure, undefined);
      const through = no.map((_, i) => String(yes.length + i + 1));
      assert.deepEqual(alertsOf({ result, ...evaluated }), through);
      assert.equal(result.events.excluded, yes.length);
      assert.equal(result.events.matched, no.length);
      assert.equal(result.explanation?.exceptions?.[0]?.excluded, yes.length);
    });
});

describe('exception items', () => {
  const documents = [
    { k: 'x', n: 1 },
    { k: 'x', n: 2 },
    { k: 'y', n: 1 },
  ];

  it('entries are joined by "and", items by "or"', () => {
    const both = [
      itemOf([
        ['k', 'match', 'x'],
        ['n', 'match', '1'],
      ]),
    ];
    assert.deepEqual(alertsOf(runOn(documents, { exceptions: exceptionsOf(both) })), ['2', '3']);
    const either = [itemOf([['k', 'match', 'x']]), itemOf([['n', 'match', '1']])];
    const { result } = runOn(documents, { exceptions: exceptionsOf(either) });
    assert.deepEqual(result.alerts, []);
    assert.equal(result.events.excluded, 3);
    assert.deepEqual(
      result.explanation?.exceptions?.map(({ excluded }) => excluded),
      [2, 2],
    );
  });

  it('apply to what matches the query', () => {
    const input = {
      rule: { query: 'n: 1' },
      exceptions: exceptionsOf([itemOf([['k', 'exists']])]),
    };
    assert.equal(runOn(documents, input).result.events.excluded, 2);
  });

  it('operating systems', () => {
    const hosts = [
      { k: 'x', host: { os: { type: 'windows' } } },
      { k: 'x', host: { os: { type: 'linux' } } },
      { k: 'x', host: { os: { name: 'Windows' } } },
      { k: 'x' },
    ];
    const item = itemOf([['k', 'match', 'x']], { os_types: ['windows'] });
    assert.deepEqual(alertsOf(runOn(hosts, { exceptions: exceptionsOf([item]) })), ['2', '4']);
  });

  const expiring = (expire_time: string): ExceptionInput =>
    exceptionsOf([itemOf([['k', 'match', 'x']], { expire_time })]);

  it('expire at an execution', () => {
    assert.deepEqual(
      alertsOf(runOn(documents, { exceptions: expiring('2026-01-01T12:00:00.001Z') })),
      ['3'],
    );
    assert.deepEqual(alertsOf(runOn(documents, { exceptions: expiring(now) })), ['1', '2', '3']);
  });

  it('expire during a replay, with a note', () => {
    const events = ['11:59', '12:59'].map((time) => ({
      '@timestamp': `2026-01-01T${time}:00Z`,
      k: 'x',
    }));
    const replayed = run({ rule: {}, events, types, exceptions: expiring('2026-01-01T12:30:00Z') });
    assert.deepEqual(alertsOf(replayed), ['2']);
    assert.ok(warningCodes(replayed).includes('approximation'));
    const later = run({ rule: {}, events, types, exceptions: expiring('2027-01-01T00:00:00Z') });
    assert.deepEqual(warningCodes(later), []);
  });

  it('hide history of new_terms', () => {
    const rule = {
      type: 'new_terms',
      new_terms_fields: ['k'],
      history_window_start: 'now-5d',
      from: 'now-5m',
    };
    const events = [
      { '@timestamp': '2025-12-30T00:00:00Z', k: 'x', n: 1 },
      { '@timestamp': '2026-01-01T11:59:00Z', k: 'x', n: 2 },
    ];
    const exceptions = exceptionsOf([itemOf([['n', 'match', '1']])]);
    assert.deepEqual(alertsOf(run({ rule, events, now, types })), []);
    assert.deepEqual(alertsOf(run({ rule, events, now, types, exceptions })), ['2:x']);
  });

  /** Item, rule type, warning. */
  const ignored: readonly (readonly [string, object, RunInput['rule'], string])[] = [
    [
      'endpoint list',
      itemOf([['k', 'exists']], { list_id: 'endpoint_list' }),
      {},
      'endpoint-exception',
    ],
    [
      'value list of new_terms',
      itemOf([['k', 'list', 'keyword']]),
      { type: 'new_terms', new_terms_fields: ['k'], history_window_start: 'now-5d' },
      'value-list',
    ],
  ];
  for (const [name, item, rule, code] of ignored)
    it(`ignored with a warning: ${name}`, () => {
      const exceptions = exceptionsOf([item], { values: ['x'] });
      const evaluated = runOn(documents, { rule, exceptions });
      assert.ok(evaluated.result.alerts.length > 0);
      assert.deepEqual(warningCodes(evaluated), [code]);
    });

  it('that would make the rule fail name the item', () => {
    const exceptions = exceptionsOf([itemOf([['n', 'match', 'four']])]);
    const { failure } = runOn(documents, { exceptions }).result;
    assert.equal(failure?.code, 'value-type');
    assert.match(failure.message, /^items\.json:1: exception item "an item": .*n has type long/);
    assert.equal(failure.span, undefined);
  });

  it('with a value list that is not there are not evaluated', () => {
    const { failure } = runOn(documents, {
      exceptions: exceptionsOf([itemOf([['k', 'list', 'keyword']])]),
    }).result;
    assert.equal(failure?.code, 'not-evaluated');
    assert.match(failure.message, /value list values/);
  });
});

describe('laws of exceptions', () => {
  const values = ['x', 'y', 'xy', '', null, ['x', 'z']];
  const documents = values.flatMap((k) => values.map((t) => ({ k, t, n: 1 })));
  const entries: readonly EntryRow[] = [
    ['k', 'match', 'x'],
    ['k', 'match_any', ['x', 'y']],
    ['k', 'wildcard', '*y'],
    ['k', 'exists'],
    ['t', 'match', 'x'],
  ];

  for (const entry of entries)
    it(`${JSON.stringify(entryOf(entry))}: included and excluded divide the events`, () => {
      const [field, type, value] = entry;
      const all = alertsOf(runOn(documents, {}));
      const included = alertsOf(runOn(documents, { exceptions: exceptionsOf([itemOf([entry])]) }));
      const other = itemOf([[field, type, value, 'excluded']]);
      const excluded = alertsOf(runOn(documents, { exceptions: exceptionsOf([other]) }));
      const order = (a: string, b: string): number => Number(a) - Number(b);
      assert.deepEqual([...included, ...excluded].sort(order), all);
    });

  it('an expired item changes nothing', () => {
    const item = itemOf([['k', 'match', 'x']]);
    const expired = itemOf([['n', 'exists']], { expire_time: '2025-01-01T00:00:00Z' });
    const alone = runOn(documents, { exceptions: exceptionsOf([item]) });
    const withExpired = runOn(documents, { exceptions: exceptionsOf([item, expired]) });
    assert.deepEqual(withExpired.result.alerts, alone.result.alerts);
    assert.deepEqual(withExpired.result.events, alone.result.events);
  });

  it('the scan that reads only the needed values of possible lines gives the same alerts', () => {
    const toml = `filters = [{meta = {negate = true}, query = {wildcard = {t = '*y'}}}]
rule_name_override = "t"
`;
    const input = {
      rule: { query: 'k: x', index: ['logs-*'] },
      toml,
      exceptions: exceptionsOf([itemOf([['t', 'match', 'x']])]),
    };
    const streams = documents.map((document, i) => ({
      ...document,
      data_stream: { type: i % 3 === 0 ? 'metrics' : 'logs', dataset: 'x', namespace: 'd' },
    }));
    const parsed = runOn(streams, input);
    const scanned = runOn(streams, { ...input, skipFrom: 0 });
    assert.ok(parsed.result.alerts.length > 0);
    assert.ok((parsed.result.events.excluded ?? 0) > 0);
    assert.deepEqual(scanned.result.alerts, parsed.result.alerts);
    assert.equal(scanned.result.events.excluded, parsed.result.events.excluded);
  });
});
