// Requests about samples over stdio: run a rule, with progress and cancel; find samples; read an event.
import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import type { CompletionList, Hover } from 'vscode-languageserver';
import {
  findSamplesRequest,
  readEventRequest,
  recallSamplesNotification,
  runRuleRequest,
} from '../../server/src/protocol';
import type {
  ReadEventResult,
  RunRuleParams,
  RunRuleResult,
  SampleInfo,
} from '../../server/src/protocol';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

const ruleFile = path.resolve('samples/rules/windows/persistence_scheduled_task_update.toml');
const sampleFile = path.resolve('samples/scheduled-tasks.ndjson');
const uri = pathToFileURL(ruleFile).toString();
const sample = pathToFileURL(sampleFile).toString();
const ruleText = readFileSync(ruleFile, 'utf8');

interface Expected {
  readonly runs: readonly {
    readonly sample: string;
    readonly mode: string;
    readonly now?: string;
    readonly events: unknown;
    readonly alerts: readonly { readonly line: number }[];
  }[];
}

const { runs } = JSON.parse(
  readFileSync('samples/scheduled-tasks.expected.json', 'utf8'),
) as Expected;

const lines = (alerts: readonly { readonly line: number }[]): readonly number[] =>
  alerts.map(({ line }) => line).sort((a, b) => a - b);

let client: LspClient;
let folder: string;

before(async () => {
  ({ client } = await startServer());
  folder = mkdtempSync(path.join(tmpdir(), 'rulewright-'));
});
after(async () => {
  rmSync(folder, { recursive: true });
  assert.deepEqual(client.log, []);
  await client.stop();
});

const run = (params: Partial<RunRuleParams>): Promise<RunRuleResult> =>
  client.request(runRuleRequest, { uri, samples: [sample], ...params });

async function resultOf(
  params: Partial<RunRuleParams>,
): Promise<RunRuleResult & { kind: 'result' }> {
  const answer = await run(params);
  assert.equal(answer.kind, 'result', JSON.stringify(answer));
  return answer;
}

/** A sample that takes seconds: the events again and again, as a JSON array, which has no fast reader. */
function slowSample(megabytes: number): string {
  const file = path.join(folder, 'slow.json');
  const events = readFileSync(sampleFile, 'utf8').trim().replaceAll('\n', ',');
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, '[');
  for (let written = 0; written < megabytes * 1e6; written += events.length)
    writeSync(descriptor, `${events},`);
  writeSync(descriptor, `${events}]`);
  closeSync(descriptor);
  return file;
}

describe(runRuleRequest, () => {
  for (const { sample: name, mode, now, events, alerts } of runs)
    it(`gives the expected alerts: ${name}, ${now ?? mode}`, async () => {
      const samples = [pathToFileURL(path.resolve('samples', name)).toString()];
      const { result, view } = await resultOf({ samples, ...(now !== undefined && { now }) });
      assert.equal(result.mode, mode);
      assert.deepEqual(result.events, events);
      assert.deepEqual(lines(result.alerts.map(({ source }) => source)), lines(alerts));
      assert.ok(view.columns.length > 0 && view.elapsed >= 0);
      assert.equal(view.explanation.length === 0, alerts.length > 0);
    });

  it('runs the open, unsaved text', async () => {
    await client.open(uri, ruleText.replace(/event\.code\s*:\s*"?4702"?/, 'event.code: "1"'));
    assert.equal((await resultOf({})).result.alerts.length, 0);
    await client.close(uri);
    assert.notEqual((await resultOf({})).result.alerts.length, 0);
  });

  it('says what is wrong with its input', async () => {
    const message = async (params: Partial<RunRuleParams>): Promise<string> => {
      const answer = await run(params);
      assert.equal(answer.kind, 'error');
      return answer.message;
    };
    assert.match(await message({ uri: 'file:///no/such.toml' }), /such\.toml does not exist/);
    assert.match(await message({ samples: ['file:///no/such.ndjson'] }), /such\.ndjson does not/);
    assert.match(await message({ samples: ['untitled:x'] }), /not on disk/);
    assert.match(await message({ now: 'yesterday' }), /"yesterday" is no ISO 8601 time/);
    const other = path.resolve('tsconfig.json');
    assert.match(await message({ uri: pathToFileURL(other).toString() }), /no detection rule/);
  });

  it('reports progress, lets others through and can be cancelled', async (t) => {
    const file = slowSample(200);
    const workDoneToken = 'run-1';
    const times: number[] = [];
    const kinds: string[] = [];
    const progress = client.connection.onProgress(
      new ProgressType<{ kind: string }>(),
      workDoneToken,
      ({ kind }) => {
        times.push(performance.now());
        kinds.push(kind);
      },
    );
    const source = new CancellationTokenSource();
    const params = { uri, samples: [pathToFileURL(file).toString()], workDoneToken };
    const answer = client.request<RunRuleResult>(runRuleRequest, params, source.token);
    await client.open('file:///other.toml', ruleText);
    let slowest = 0;
    while (times.length < 6) {
      const asked = performance.now();
      await client.at<Hover>('textDocument/hover', 'file:///other.toml', { line: 0, character: 2 });
      slowest = Math.max(slowest, performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const cancelledAt = performance.now();
    source.cancel();
    await assert.rejects(answer, /cancel/i);
    const toCancel = performance.now() - cancelledAt;
    progress.dispose();
    assert.equal(kinds[0], 'begin');
    assert.ok(kinds.slice(1, 6).every((kind) => kind === 'report'));
    const gaps = times.slice(1, 6).map((time, index) => time - (times[index] ?? 0));
    t.diagnostic(`longest wait between reports: ${Math.max(...gaps).toFixed(0)} ms`);
    t.diagnostic(`cancel to answer: ${toCancel.toFixed(0)} ms`);
    rmSync(file);
    t.diagnostic(`slowest hover meanwhile: ${slowest.toFixed(0)} ms`);
  });
});

describe('settings', () => {
  it('field types of the client win over the catalogue', async () => {
    const fieldTypes = { 'event.code': 'ip' };
    const { client: other } = await startServer(undefined, { fieldTypes });
    const answer = await other.request<RunRuleResult>(runRuleRequest, { uri, samples: [sample] });
    assert.ok(answer.kind === 'result' && answer.result.failure, JSON.stringify(answer));
    await other.stop();
  });
});

describe(findSamplesRequest, () => {
  it('looks into candidates and beside the rule', async () => {
    const rule = path.join(folder, 'rule.toml');
    writeFileSync(rule, ruleText);
    writeFileSync(path.join(folder, 'near.jsonl'), '{"@timestamp":"2026-01-01T00:00:00Z"}\n{}\n');
    writeFileSync(path.join(folder, 'array.json'), '[{"@timestamp":"2026-01-01T00:00:00Z"}]');
    writeFileSync(path.join(folder, 'a.expected.json'), '{"runs":[]}');
    writeFileSync(path.join(folder, 'not.json'), 'plain text');
    writeFileSync(path.join(folder, 'notes.txt'), '{}');
    const candidates = [sample, 'file:///no/such.ndjson', 'untitled:x'];
    const found = await client.request<SampleInfo[]>(findSamplesRequest, {
      uri: pathToFileURL(rule).toString(),
      candidates,
    });
    const names = found.map(({ uri: file }) => path.posix.basename(file));
    assert.deepEqual(
      names.filter((name) => name !== 'big.ndjson'),
      ['array.json', 'near.jsonl', 'scheduled-tasks.ndjson'],
    );
    const near = found.find(({ uri: file }) => file.endsWith('near.jsonl'));
    assert.deepEqual(
      { ...near, uri: '' },
      {
        uri: '',
        format: 'NDJSON',
        bytes: 41,
        events: 2,
        first: '2026-01-01T00:00:00.000Z',
        last: '2026-01-01T00:00:00.000Z',
      },
    );
    assert.equal(found.find(({ uri: file }) => file === sample)?.events, 233);
  });
});

describe('the sample that was chosen last', () => {
  const query = `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = "process.name : x"\n`;

  /** Asks until the server has looked into the sample. */
  async function hoverOf(ruleUri: string, expected: RegExp, server = client): Promise<string> {
    for (let tries = 0; ; tries++) {
      const hover = await server.at<Hover | null>('textDocument/hover', ruleUri, {
        line: 4,
        character: 12,
      });
      const text = JSON.stringify(hover?.contents);
      if (expected.test(text) || tries === 100) return text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('is told of in hover and completion, until another is chosen', async () => {
    const ruleUri = 'file:///rules/chosen.toml';
    await client.open(ruleUri, query);
    for (const [name, value] of [
      ['one', 'first.exe'],
      ['two', 'second.exe'],
    ] as const) {
      const file = path.join(folder, `${name}.ndjson`);
      const event = { '@timestamp': '2026-01-05T00:00:00Z', process: { name: value } };
      writeFileSync(file, `${JSON.stringify(event)}\n`);
      await resultOf({ uri: ruleUri, samples: [pathToFileURL(file).href] });
      const text = await hoverOf(ruleUri, new RegExp(value));
      assert.match(text, new RegExp(`In ${name}.ndjson\\*\\*: in 1 of 1 events, 1 value`));
      const list = await client.at<CompletionList>('textDocument/completion', ruleUri, {
        line: 4,
        character: 24,
      });
      assert.equal(list.items[0]?.detail, 'in 1 of 1 events');
      assert.equal(list.items[0].label, value);
    }
    await client.close(ruleUri);
  });

  it('is that of an earlier session until then; one that is gone is none', async () => {
    const { client: later } = await startServer();
    const recall = (samples: readonly string[]): Promise<void> =>
      later.connection.sendNotification(recallSamplesNotification, { samples });
    const ruleUri = 'file:///rules/recalled.toml';
    await later.open(ruleUri, query);
    await recall(['file:///no/such.ndjson']);
    await recall(['untitled:x']);
    const file = path.join(folder, 'one.ndjson');
    await recall([pathToFileURL(file).href]);
    assert.match(
      await hoverOf(ruleUri, /first\.exe/, later),
      /In one.ndjson\*\*: in 1 of 1 events/,
    );
    await later.request(runRuleRequest, {
      uri: ruleUri,
      samples: [pathToFileURL(path.join(folder, 'two.ndjson')).href],
    });
    await recall([pathToFileURL(file).href]);
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.match(await hoverOf(ruleUri, /second\.exe/, later), /second\.exe/);
    assert.deepEqual(later.log, []);
    assert.equal(await later.stop(), 0);
  });
});

describe(readEventRequest, () => {
  const read = (file: string, line: number): Promise<ReadEventResult | null> =>
    client.request(readEventRequest, { file, line });

  it('gives the document of a line and its fields', async () => {
    const file = path.join(folder, 'one.ndjson');
    const document = { 'a.b': 1, c: { d: ['x', null, { e: true }] } };
    writeFileSync(file, `{"x":0}\n${JSON.stringify({ _id: 'i', _source: document })}\n`);
    for (const name of [file, pathToFileURL(file).toString()]) {
      const event = await read(name, 2);
      assert.deepEqual(JSON.parse(event?.json ?? ''), document);
      assert.deepEqual(event?.fields, [
        { name: 'a.b', values: ['1'] },
        { name: 'c.d', values: ['x', 'null'] },
        { name: 'c.d.e', values: ['true'] },
      ]);
    }
  });

  it('tells the events of one line apart, in a packed search response as well', async () => {
    const hits = [1, 2, 3].map((n) => ({ _id: `h${n}`, _source: { n } }));
    const text = JSON.stringify({ hits: { hits } });
    const file = path.join(folder, 'response.json.gz');
    writeFileSync(file, gzipSync(text));
    const offset = text.indexOf('{"_id":"h2"');
    const event = await client.request<ReadEventResult | null>(readEventRequest, {
      file,
      line: 1,
      offset,
    });
    assert.deepEqual(JSON.parse(event?.json ?? ''), { n: 2 });
    assert.deepEqual(JSON.parse((await read(file, 1))?.json ?? ''), { n: 1 });
  });

  it('answers null where there is none', async () => {
    assert.equal(await read(sampleFile, 99_999), null);
    assert.equal(await read(path.join(folder, 'none.ndjson'), 1), null);
  });
});
