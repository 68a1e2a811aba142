// The sentences of the results view, the event pane and the clock's text box.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnsOf } from '../../../client/src/resultsView/alertTable';
import { readClockText } from '../../../client/src/resultsView/clockText';
import { detailFields } from '../../../client/src/resultsView/eventDetail';
import type { DoneState } from '../../../client/src/resultsView/messages';
import {
  countsOf,
  elapsedText,
  failureTitle,
  fidelityText,
  resultText,
  samplesLabel,
  typeLines,
  warningText,
  windowsLine,
} from '../../../client/src/resultsView/summary';
import type { Alert, RunResult } from '../../../server/src/protocol';

const alert: Alert = {
  executedAt: '2026-01-06T12:00:00.000Z',
  timestamp: '2026-01-06T11:59:00.000Z',
  source: { file: '/s/tasks.ndjson', line: 118 },
  newTerms: ['\\Vendor\tUpdater'],
  reason: 'new',
  fields: { 'user.name': ['jdoe'] },
};
const result: RunResult = {
  rule: { id: '1', name: 'Unusual Task', type: 'new_terms' },
  mode: 'replay',
  executions: 1440,
  windows: { from: '2026-01-06T00:00:00Z', to: '2026-01-06T12:00:00Z' },
  events: { read: 2140, matched: 61, skipped: 0 },
  alerts: [alert],
  warnings: [],
};
const failure = { code: 'wildcard-on-ip', message: 'a wildcard on an ip field' };

function done(change: Partial<RunResult>, explanation: readonly string[] = []): DoneState {
  return {
    kind: 'done',
    request: {
      ruleUri: 'file:///r/a.toml',
      ruleName: 'a.toml',
      samples: ['file:///s/tasks.ndjson'],
    },
    result: { ...result, ...change },
    view: { matchTimes: [], columns: ['user.name'], explanation, elapsed: 12 },
  };
}

const explanation = { inWindow: 9, matchedInWindow: 9, inGaps: 0, withoutTime: 0 };
const indicators = { read: 3, usable: 2, eventsWithoutField: 0, leftOut: 1 };

describe('countsOf', () => {
  const rows: readonly (readonly [Partial<RunResult>, string])[] = [
    [{}, '2,140 events, 61 match the query, 1 alert'],
    [
      { events: { read: 1, matched: 1, skipped: 1 }, alerts: [] },
      '1 event, 1 matches the query, 0 alerts, 1 line skipped',
    ],
    [{ events: { read: 0, matched: 0, skipped: 1200 }, failure }, '1,200 lines skipped'],
    [
      { events: { read: 9, matched: 2, skipped: 0, excluded: 3, leftOut: 4 }, alerts: [] },
      '9 events, 2 match the query, 0 alerts, 3 excluded by exceptions, 4 of other indices',
    ],
    [
      { events: { read: 9000, matched: 2, skipped: 0, parsed: 1500 }, alerts: [] },
      '9,000 events, 1,500 looked into, 2 match the query, 0 alerts',
    ],
    [
      { explanation: { ...explanation, indicators } },
      '2,140 events, 61 match the query, 1 alert, 1 indicator of other indices',
    ],
  ];
  for (const [change, expected] of rows)
    it(expected, () => {
      assert.equal(countsOf({ ...result, ...change }).join(', '), expected);
    });
});

describe('windowsLine', () => {
  const historyFrom = '2026-01-01T00:00:00Z';
  const rows: readonly (readonly [Partial<RunResult>, string])[] = [
    [{}, 'Replay, 1,440 executions: 2026-01-06 00:00:00Z to 2026-01-06 12:00:00Z'],
    [
      { mode: 'single', executions: 1, windows: { ...result.windows, historyFrom } },
      'One execution: rule window 2026-01-06 00:00:00Z to 2026-01-06 12:00:00Z, history from 2026-01-01 00:00:00Z',
    ],
  ];
  it('is silent if nothing was executed', () => {
    assert.equal(windowsLine({ ...result, executions: 0 }), '');
  });
  for (const [change, expected] of rows)
    it(expected, () => {
      assert.equal(windowsLine({ ...result, ...change }), expected);
    });
});

describe('fidelity and types', () => {
  it('says how far the result can be trusted', () => {
    assert.equal(
      fidelityText({ ...result, fidelity: { level: 'exact', notes: [] } }),
      'fidelity: exact',
    );
    assert.equal(fidelityText(result), '');
    const failure = { code: 'kql-syntax', message: 'M' };
    const exact = { level: 'exact', notes: [] } as const;
    assert.equal(fidelityText({ ...result, failure, fidelity: exact }), '');
  });
  it('says who decided each type', () => {
    const types: RunResult['types'] = [
      { field: 'a', type: 'ip', source: 'mapping', origin: 'm.json' },
      { field: 'b', type: 'keyword', source: 'catalog' },
      { field: 'c', type: 'long', source: 'sample' },
    ];
    assert.deepEqual(typeLines({ ...result, types }), [
      'a: ip (mapping m.json)',
      'b: keyword (catalogue)',
      'c: long (by its values)',
    ]);
    assert.deepEqual(typeLines(result), []);
  });
});

describe('small texts', () => {
  it('says the time only of runs one waits for', () => {
    const view = done({}).view;
    assert.equal(elapsedText(view), '');
    assert.equal(elapsedText({ ...view, elapsed: 2100 }), '2.1 s');
  });
  it('names the samples', () => {
    const { request } = done({});
    assert.equal(samplesLabel(request), 'tasks.ndjson');
    assert.equal(samplesLabel({ ...request, samples: ['file:///a', 'b', 'c'] }), 'a and 2 more');
    assert.equal(samplesLabel({ ...request, samples: [] }), 'no sample');
  });
  it('writes warnings as compilers do', () => {
    const warning = { code: 'x', message: 'not JSON' };
    assert.equal(warningText(warning), 'not JSON');
    assert.equal(warningText({ ...warning, file: '/s/a.ndjson' }), 'a.ndjson: not JSON');
    assert.equal(warningText({ ...warning, file: '/s/a.ndjson', line: 3 }), 'a.ndjson:3: not JSON');
  });
});

describe('failureTitle', () => {
  it('does not blame the rule for what is not evaluated here', () => {
    assert.equal(failureTitle({ code: 'not-evaluated', message: '' }), 'Not evaluated');
    assert.equal(failureTitle(failure), 'The rule would fail');
  });
});

describe('resultText', () => {
  const text = (state: DoneState): readonly string[] =>
    resultText(state, columnsOf(state.result.alerts, state.view.columns)).split('\n');
  it('has heading, counts, windows and a table in which tabs only part cells', () => {
    assert.deepEqual(text(done({})), [
      'Unusual Task on tasks.ndjson',
      '2,140 events, 61 match the query, 1 alert',
      'Replay, 1,440 executions: 2026-01-06 00:00:00Z to 2026-01-06 12:00:00Z',
      '',
      'Time\tNew term\tuser.name\tLine',
      '2026-01-06 11:59:00Z\t\\Vendor Updater\tjdoe\t118',
      '',
    ]);
  });
  it('explains what there is instead of alerts', () => {
    assert.deepEqual(text(done({ alerts: [] }, ['All terms were seen before.'])).slice(3), [
      'All terms were seen before.',
      '',
    ]);
    const failed = done({ alerts: [], failure, warnings: [{ code: 'x', message: 'hm' }] });
    assert.deepEqual(text(failed).slice(3), [
      'The rule would fail: a wildcard on an ip field [wildcard-on-ip]',
      'warning: hm',
      '',
    ]);
  });
  it('falls back to the file for a rule without a name', () => {
    const rule = { id: undefined, name: undefined, type: undefined };
    assert.equal(text(done({ rule }))[0], 'a.toml on tasks.ndjson');
  });
});

describe('detailFields', () => {
  it('puts the fields of the rule first and marks the new term where it belongs', () => {
    const term = '\\Vendor\tUpdater';
    const event = {
      json: '',
      fields: [
        { name: 'b', values: [term] },
        { name: 'a', values: ['1'] },
        { name: 'task', values: ['other', term] },
        { name: 'user.name', values: ['jdoe'] },
      ],
    };
    const fields = detailFields(event, alert, ['user.name', 'task', 'absent']);
    assert.deepEqual(
      fields.map(({ name, used }) => [name, used]),
      [
        ['user.name', true],
        ['task', true],
        ['a', false],
        ['b', false],
      ],
    );
    const marked = fields.flatMap(({ name, values }) =>
      values.filter(({ isNewTerm }) => isNewTerm).map(({ text }) => [name, text]),
    );
    assert.deepEqual(marked, [['task', term]]);
  });
});

describe('readClockText', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['2026-01-06T12:00:00Z', '2026-01-06T12:00:00.000Z'],
    [' 2026-01-06 12:00:00Z ', '2026-01-06T12:00:00.000Z'],
    ['2026-01-06T12:00', '2026-01-06T12:00:00.000Z'],
    ['2026-01-06', '2026-01-06T00:00:00.000Z'],
    ['2026-01-06T12:00:00.123+02:00', '2026-01-06T10:00:00.123Z'],
    ['2026-01-06t12:00:00z', '2026-01-06T12:00:00.000Z'],
    ['2026-02-30', undefined],
    ['2026-01-06T25:00', undefined],
    ['now-5d', undefined],
    ['12:00', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of rows)
    it(`"${text}" -> ${String(expected)}`, () => {
      assert.equal(readClockText(text), expected);
    });
});
