// The language server as an editor sees it: start, a keystroke in the largest rule, a second run on the same sample.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import { outDir } from './build.mjs';
import { median, quantile } from './measure.mjs';
import { readRules, ruleFolders } from './rules.mjs';
import { scenarios } from './scenarios.mjs';

/** No answer takes this long, in milliseconds: a server that hangs must not hang the bench. */
const patience = 120_000;

/** Spawns a server and initializes it, for a folder if one is named; `startup` in milliseconds up to the answer. */
async function start(program, folder) {
  const spawned = performance.now();
  const child = spawn(process.execPath, [path.join(outDir, program), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const settings = { checkWorkspace: 'workspace' };
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => settings));
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { configuration: true },
      window: { workDoneProgress: true },
    },
    ...(folder && { workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }] }),
  });
  const startup = performance.now() - spawned;
  const request = async (method, params) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        child.kill();
        reject(new Error(`no answer to ${method}`));
      }, patience);
    });
    try {
      return await Promise.race([connection.sendRequest(method, params), late]);
    } finally {
      clearTimeout(timer);
    }
  };
  const stop = async () => {
    await request('shutdown');
    await connection.sendNotification('exit');
    await exited;
    connection.dispose();
  };
  return { pid: child.pid, connection, request, startup, stop };
}

/** Milliseconds from spawning to the answer of `initialize`, of ours and the least server, and to the first diagnostics. */
async function startTimes(text, rounds) {
  const times = { server: [], echo: [], diagnostics: [] };
  for (let round = -1; round < rounds; round++) {
    const echo = await start('echoServer.cjs');
    await echo.stop();
    const spawned = performance.now();
    const server = await start('server.cjs');
    await openRule(server, text);
    await server.request('textDocument/diagnostic', { textDocument: { uri } });
    const diagnostics = performance.now() - spawned;
    await server.stop();
    if (round < 0) continue;
    times.echo.push(echo.startup);
    times.server.push(server.startup);
    times.diagnostics.push(diagnostics);
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** Of the rule that is open. */
const uri = 'file:///bench/rule.toml';

async function openRule({ connection }, text) {
  const textDocument = { uri, languageId: 'toml', version: 1, text };
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', { textDocument });
}

/** Types and takes back a letter in the middle of the query; each call one of both, milliseconds to the diagnostics. */
function typist({ connection, request }, text) {
  const query = text.indexOf('query = ');
  const before = text.slice(0, query + ((text.length - query) >> 2)).split('\n');
  const at = { line: before.length - 1, character: before.at(-1).length };
  let version = 1;
  return async () => {
    version++;
    const isTyped = version % 2 === 0;
    const end = isTyped ? at : { ...at, character: at.character + 1 };
    const change = { range: { start: at, end }, text: isTyped ? 'x' : '' };
    const began = performance.now();
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [change],
    });
    await request('textDocument/diagnostic', { textDocument: { uri } });
    return performance.now() - began;
  };
}

async function keystrokes(text, count) {
  const server = await start('server.cjs');
  await openRule(server, text);
  const type = typist(server, text);
  const times = [];
  for (let at = 0; at < count + 50; at++) {
    const time = await type();
    if (at >= 50) times.push(time);
  }
  await server.stop();
  return { p50: median(times), p99: quantile(times, 0.99) };
}

/** The slowest keystroke while the rules of a folder are checked in the background, once the server is warm. */
async function keystrokesWhileChecking(text, folder) {
  const server = await start('server.cjs', folder);
  let isOver = false;
  server.connection.onUnhandledProgress(({ value }) => {
    if (value.kind === 'end') isOver = true;
  });
  await openRule(server, text);
  const type = typist(server, text);
  for (let at = 0; at < 20; at++) await type();
  const times = [];
  while (!isOver) {
    times.push(await type());
    await sleep(10);
  }
  await server.stop();
  return Math.max(...times);
}

/** Places in each line of a text that is not blank: at its first character, in its middle, at its end. */
function placesIn(text) {
  return text.split('\n').flatMap((content, line) => {
    const first = content.search(/\S/);
    const middle = (first + content.length) >> 1;
    return first < 0
      ? []
      : [first, middle, content.length].map((character) => ({ line, character }));
  });
}

/**
 * Hover and completion all over a rule: the first hover of a server that has just started, then, once all was asked for
 * once, the 99th percentile; in milliseconds. And resident megabytes of the server after opening the rule and its first
 * hover (Linux).
 */
async function answers(text, count) {
  const server = await start('server.cjs');
  const { pid, request, stop } = server;
  await openRule(server, text);
  const places = placesIn(text);
  const timed = async (method, position) => {
    const began = performance.now();
    await request(method, { textDocument: { uri }, position });
    return performance.now() - began;
  };
  const inQuery = {
    line: text.slice(0, text.indexOf('query = ')).split('\n').length,
    character: 3,
  };
  const firstHover = await timed('textDocument/hover', inQuery);
  await request('textDocument/diagnostic', { textDocument: { uri } });
  const residentMegabytes = residentOf(pid);
  const p99 = {};
  for (const method of ['textDocument/hover', 'textDocument/completion']) {
    const times = [];
    for (const position of places) await timed(method, position);
    while (times.length < count)
      for (const position of places) times.push(await timed(method, position));
    p99[method] = quantile(times, 0.99);
  }
  await stop();
  return {
    firstHover,
    residentMegabytes,
    hover: p99['textDocument/hover'],
    completion: p99['textDocument/completion'],
  };
}

/** Undefined where the system does not tell. */
function residentOf(pid) {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const kilobytes = /VmRSS:\s*(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

/** Seconds of a run in the server and of a second one after an edit of the query. */
async function reRun(sample, rounds) {
  const [{ rule }] = scenarios;
  const file = path.join(outDir, 'rerun.toml');
  writeFileSync(file, rule);
  const uri = pathToFileURL(file).href;
  const firsts = [];
  const agains = [];
  for (let round = 0; round < rounds; round++) {
    const { connection, request, stop } = await start('server.cjs');
    await connection.sendNotification('initialized', {});
    const textDocument = { uri, languageId: 'toml', version: 1, text: rule };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const run = async () => {
      const began = performance.now();
      const samples = [pathToFileURL(sample).href];
      const answer = await request('rulewright/runRule', { uri, samples });
      if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
      return (performance.now() - began) / 1000;
    };
    firsts.push(await run());
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: rule.replace('"S-1-5-20"', '"S-1-5-21"') }],
    });
    agains.push(await run());
    await stop();
  }
  return { first: median(firsts), again: median(agains) };
}

export async function benchEditor({ data, sample, small }) {
  const largest = readRules(data).sort((a, b) => b.length - a.length)[0];
  return {
    start: await startTimes(largest, small ? 3 : 11),
    keystroke: {
      ...(await keystrokes(largest, small ? 100 : 600)),
      whileChecking: await keystrokesWhileChecking(largest, ruleFolders(data)[0]),
      characters: largest.length,
    },
    answers: await answers(largest, small ? 300 : 3000),
    reRun: await reRun(sample, small ? 1 : 5),
  };
}
