// One thread or several: the same result to the last byte, whatever the size of the pieces and whoever takes which.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { Sample } from '../../../server/src/events/event';
import { ScanBoard } from '../../../server/src/events/scanBoard';
import type { ScanJob } from '../../../server/src/events/scanPieces';
import { nodeFileSystem } from '../../../server/src/workspace/nodeFileSystem';
import { drawnDocuments, drawnQuery, drawnTypes, spelled } from '../../support/drawnEvents';
import { below, mutate, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { run } from '../../support/runRule';
import type { RuleKeys } from '../../support/runRule';

/** The built one: a thread needs a file to start from. */
const program = path.join(process.cwd(), 'server/out/scanWorker.cjs');
let folder = '';

before(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-threads-'));
});
after(() => {
  rmSync(folder, { recursive: true });
});

const rules: readonly RuleKeys[] = [
  { type: 'query', from: 'now-90m', max_signals: 7 },
  { type: 'query', from: 'now-4m', interval: '5m', index: ['logs-a-*'] },
  {
    type: 'query',
    from: 'now-9m',
    interval: '5m',
    alert_suppression: { group_by: ['p.name'], duration: { value: 20, unit: 'm' } },
  },
  {
    type: 'new_terms',
    from: 'now-9m',
    interval: '5m',
    new_terms_fields: ['p.args', 'p.pid'],
    history_window_start: 'now-1h',
  },
  {
    type: 'threshold',
    from: 'now-20m',
    interval: '10m',
    threshold: { field: ['h.ip'], value: 1, cardinality: [{ field: 'p.name', value: 1 }] },
  },
  {
    type: 'threat_match',
    from: 'now-20m',
    interval: '10m',
    threat_query: '*:*',
    threat_index: ['indicators'],
    threat_mapping: [{ entries: [{ field: 'p.name', type: 'mapping', value: 'i.name' }] }],
  },
];
const indicators = ['cmd.exe', 'zoë', 'x'].map((name) => ({
  '@timestamp': '2026-02-01T00:30:00.000Z',
  i: { name },
}));

/** Lines as a careless writer leaves them; some are broken, some long, some times are none. */
function drawnText(random: Random): string {
  const documents = drawnDocuments(random, 5 + below(random, 30)).map((document) => ({
    ...document,
    ...(random() < 0.2 ? { _index: pick(random, ['logs-a-1', 'logs-b-1']) } : {}),
    ...(random() < 0.1 ? { 'p.line': 'cmd.exe '.repeat(below(random, 400)) } : {}),
    ...(random() < 0.1
      ? { '@timestamp': pick(random, ['2026-02-30T00:00:00.000Z', 0, 'today']) }
      : {}),
    // The same document twice.
    ...(random() < 0.1 ? { _id: 'e0', _index: 'logs-a-1' } : {}),
  }));
  const lines = documents.map((document) => spelled(random, document));
  const text = `${lines.join(pick(random, ['\n', '\r\n', '\n\n']))}${pick(random, ['\n', '', '\r\n\n'])}`;
  const tokens = ['"', '{', '}', '\n', '\\u00', '\0'];
  const damaged = random() < 0.5 ? text : mutate(text, random, { tokens, texts: lines });
  return `${random() < 0.2 ? '\ufeff' : ''}{"first":1}\n${damaged}`;
}

interface Threads {
  readonly helpers: number;
  readonly piece: number;
}

/** The sample with threads that have begun before the run does, so that they get their share. */
function sampleWith(file: string, { helpers, piece }: Threads, onPiece: () => void): Sample {
  const start = (job: ScanJob): void => {
    const worker = new Worker(program, { workerData: file });
    worker.postMessage(job);
    worker.unref();
    worker.on('error', () => undefined);
    const board = new ScanBoard(job.board);
    const still = new Int32Array(new SharedArrayBuffer(4));
    for (let waits = 0; board.next <= job.helper && waits < 2000; waits++)
      Atomics.wait(still, 0, 0, 1);
  };
  return { ...nodeFileSystem.openSample(file), threads: { helpers, piece, start, onPiece } };
}

describe('several threads', () => {
  for (const [number, keys] of rules.entries())
    it(`give the result of one: ${keys['type'] as string}, rule ${number}`, () => {
      const random = seededRandom(50 + number);
      const file = path.join(folder, 'sample.ndjson');
      let pieces = 0;
      let alerts = 0;
      for (let round = 0; round < 25; round++) {
        const text = drawnText(random);
        writeFileSync(file, text);
        const rule = { ...keys, query: drawnQuery(random) };
        const threads = {
          helpers: 1 + below(random, 3),
          piece: pick(random, [64, 200, 1000, 5000]),
        };
        const at = {
          rule,
          types: drawnTypes,
          now: random() < 0.5 ? '2026-02-01T01:00:00Z' : undefined,
          ...(keys['type'] === 'threat_match' ? { indicators } : {}),
          ...(random() < 0.5 ? { skipFrom: 0 } : {}),
        };
        const alone = run({ ...at, samples: [nodeFileSystem.openSample(file)] });
        const together = run({ ...at, samples: [sampleWith(file, threads, () => pieces++)] });
        const context = JSON.stringify({ rule, threads, text });
        assert.equal(alone.result.failure, undefined, context);
        assert.deepEqual(together, alone, context);
        alerts += alone.result.alerts.length;
      }
      assert.ok(pieces > 20, `helpers took only ${pieces} pieces`);
      assert.ok(alerts > 10, `only ${alerts} alerts`);
    });

  const text = '{"@timestamp":"2026-02-01T00:30:00.000Z","p.name":"x"}\n'.repeat(50);
  const at = {
    rule: { type: 'query', from: 'now-90m', query: 'p.name: x' },
    types: drawnTypes,
    now: '2026-02-01T01:00:00Z',
  };

  it('one thread goes on alone where the others do not come up', () => {
    const file = path.join(folder, 'alone.ndjson');
    writeFileSync(file, text);
    const threads = { helpers: 2, piece: 100, start: () => undefined, onPiece: () => undefined };
    const sample = { ...nodeFileSystem.openSample(file), threads };
    const { result } = run({ ...at, samples: [sample] });
    assert.deepEqual(result, run({ ...at, samples: [nodeFileSystem.openSample(file)] }).result);
    assert.equal(result.events.matched, 50);
  });

  it('a thread that fails fails the run', () => {
    const file = path.join(folder, 'failing.ndjson');
    writeFileSync(file, text);
    const start = ({ board: shared, helper }: ScanJob): void => {
      const board = new ScanBoard(shared);
      board.takePiece(helper);
      board.fail(helper);
    };
    const threads = { helpers: 1, piece: 100, start, onPiece: () => undefined };
    const sample = { ...nodeFileSystem.openSample(file), threads };
    assert.throws(() => run({ ...at, samples: [sample] }), /a thread of the scan has failed/);
  });
});
