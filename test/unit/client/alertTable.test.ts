// Columns, sorting and filtering of the table of alerts, and the keys that move in it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  columnsOf,
  defaultHidden,
  filterAlerts,
  nextSorting,
  sortAlerts,
} from '../../../client/src/resultsView/alertTable';
import { nextRow } from '../../../client/src/resultsView/tableKeys';
import type { Alert, JsonValue } from '../../../server/src/protocol';

type Values = Readonly<Record<string, readonly JsonValue[]>>;

function alert(line: number, fields: Values, more: Partial<Alert> = {}): Alert {
  return {
    executedAt: '2026-01-06T12:00:00.000Z',
    timestamp: `2026-01-06T11:59:${String(line).padStart(2, '0')}.500Z`,
    source: { file: '/s/a.ndjson', line },
    reason: 'because',
    fields,
    ...more,
  };
}

const sid = 'winlog.event_data.SubjectUserSid';
const fields = ['user.name', sid, 'process.pid'];
const alerts = [
  alert(1, { 'user.name': ['jdoe'], [sid]: ['S-1'], 'process.pid': [17] }),
  alert(2, { 'user.name': ['ann', 'bob'], [sid]: ['S-1'], 'process.pid': [4] }),
  alert(3, { [sid]: ['S-1'], 'process.pid': [100] }),
];
const columns = columnsOf(alerts, fields);
const lines = (found: readonly Alert[]): string => found.map(({ source }) => source.line).join(' ');

describe('columnsOf', () => {
  const titles = (of: readonly Alert[], names = fields): readonly string[] =>
    columnsOf(of, names).map(({ title }) => title);
  it('has time, names, the line, the other fields', () => {
    assert.deepEqual(titles(alerts), ['Time', 'user.name', 'Line', sid, 'process.pid']);
    const names = ['event.code', 'host.name', 'user.name'];
    assert.deepEqual(titles(alerts, names), [
      'Time',
      'user.name',
      'host.name',
      'Line',
      'event.code',
    ]);
  });
  it('has fields with a long value last', () => {
    const long = alert(9, { [sid]: ['S-1-5-21-1840275561-3390216477-907155208-1611'] });
    const others = titles([...alerts, long], [sid, 'event.code', 'process.pid']).slice(2);
    assert.deepEqual(others, ['event.code', 'process.pid', sid]);
  });
  it('has new terms and samples where there are any', () => {
    const other = alert(9, {}, { newTerms: ['x', 7], source: { file: 'b.ndjson', line: 9 } });
    assert.deepEqual(titles([...alerts, other]), [
      ...['Time', 'New term', 'user.name', 'Sample', 'Line', sid, 'process.pid'],
    ]);
    const texts = columnsOf([...alerts, other], []).map(({ text }) => text(other));
    assert.deepEqual(texts, ['2026-01-06 11:59:09Z', 'x, 7', 'b.ndjson', '9']);
  });
  it('does not say the time twice', () => {
    assert.deepEqual(titles(alerts, ['@timestamp']), ['Time', 'Line']);
  });
  it('shortens long heads unless two fields end alike', () => {
    const heads = (names: readonly string[]): readonly string[] =>
      columnsOf(alerts, names)
        .slice(2)
        .map(({ head }) => head);
    assert.deepEqual(heads(['host.os.type', sid]), ['host.os.type', '…SubjectUserSid']);
    assert.deepEqual(heads([sid, 'x.SubjectUserSid']), [sid, 'x.SubjectUserSid']);
  });
});

describe('defaultHidden', () => {
  it('hides what is the same in every row', () => {
    assert.deepEqual(defaultHidden(columns, alerts), [`field:${sid}`]);
  });
  it('hides nothing of a single alert', () => {
    assert.deepEqual(defaultHidden(columns, alerts.slice(0, 1)), []);
  });
  it('hides the field that the new terms repeat', () => {
    const terms = ['a', 'b'].map((term, index) =>
      alert(index, { task: [term, 'c'], user: [term + term] }, { newTerms: [term] }),
    );
    assert.deepEqual(defaultHidden(columnsOf(terms, ['task', 'user']), terms), ['field:task']);
  });
});

describe('filterAlerts', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['', '1 2 3'],
    ['  ', '1 2 3'],
    ['JDOE', '1'],
    ['s-1 bob', '2'],
    ['bob jdoe', ''],
    ['11:59:03', '3'],
  ];
  for (const [filter, expected] of rows)
    it(`"${filter}" -> ${expected || 'none'}`, () => {
      assert.equal(lines(filterAlerts(alerts, columns, filter)), expected);
    });
});

describe('sortAlerts', () => {
  const rows: readonly (readonly [string, boolean, string])[] = [
    ['time', false, '1 2 3'],
    ['time', true, '3 2 1'],
    ['line', true, '3 2 1'],
    ['field:process.pid', false, '2 1 3'],
    ['field:process.pid', true, '3 1 2'],
    ['field:user.name', false, '2 1 3'],
    ['field:user.name', true, '1 2 3'],
    [`field:${sid}`, true, '1 2 3'],
    ['no such column', true, '1 2 3'],
  ];
  for (const [column, descending, expected] of rows)
    it(`${column} ${descending ? 'down' : 'up'} -> ${expected}`, () => {
      assert.equal(lines(sortAlerts(alerts, columns, { column, descending })), expected);
    });
  it('numbers in texts count as numbers', () => {
    const hosts = ['WS10', 'WS9', 'ws1'].map((host, line) => alert(line, { host: [host] }));
    const sorting = { column: 'field:host', descending: false };
    assert.equal(lines(sortAlerts(hosts, columnsOf(hosts, ['host']), sorting)), '2 1 0');
  });
  it('leaves the alerts alone without a sorting', () => {
    assert.equal(sortAlerts(alerts, columns, undefined), alerts);
  });
});

describe('nextSorting', () => {
  it('goes up, down, off', () => {
    const up = nextSorting(undefined, 'a');
    const down = nextSorting(up, 'a');
    assert.deepEqual(up, { column: 'a', descending: false });
    assert.deepEqual(down, { column: 'a', descending: true });
    assert.equal(nextSorting(down, 'a'), undefined);
    assert.deepEqual(nextSorting(down, 'b'), { column: 'b', descending: false });
  });
});

describe('nextRow', () => {
  const rows: readonly (readonly [key: string, at: number, to: number | undefined])[] = [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 29, 29],
    ['ArrowUp', 0, 0],
    ['ArrowUp', 5, 4],
    ['PageDown', 5, 15],
    ['PageDown', 25, 29],
    ['PageUp', 5, 0],
    ['Home', 5, 0],
    ['End', 5, 29],
    [' ', 5, 5],
    ['a', 5, undefined],
  ];
  for (const [key, at, to] of rows)
    it(`"${key}" from ${at} leads to ${String(to)}`, () => {
      assert.equal(nextRow(key, at, 30), to);
    });
});
