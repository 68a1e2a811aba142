// Whole processes over the same events: our command line against reading, parsing everything, jq and DuckDB.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { outDir, plainDir, root } from './build.mjs';
import { generateEvents } from './generateEvents.mjs';
import { roundRobin } from './measure.mjs';
import { scenarios } from './scenarios.mjs';

const duckVersion = '1.5.6-r.1';
const depsDir = path.join(root, 'out/bench-deps');

/** Installs DuckDB for the bench alone; undefined where that fails (no network). */
function installDuckDb(notes) {
  const installed = path.join(depsDir, 'node_modules/@duckdb/node-api/package.json');
  if (!existsSync(installed)) {
    mkdirSync(depsDir, { recursive: true });
    writeFileSync(path.join(depsDir, 'package.json'), '{"private":true}\n');
    const args = [
      'install',
      '--prefix',
      depsDir,
      '--no-audit',
      '--no-fund',
      `@duckdb/node-api@${duckVersion}`,
    ];
    spawnSync('npm', args, { stdio: 'ignore', shell: process.platform === 'win32' });
  }
  if (existsSync(installed)) return depsDir;
  notes.push('DuckDB is left out: npm could not install @duckdb/node-api');
  return undefined;
}

function hasProgram(name) {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** The sample of a share and size; made once, with a seed. */
function sampleFile(share, megabytes) {
  const file = path.join(outDir, `events-${share}-${megabytes}.ndjson`);
  if (!existsSync(file) || statSync(file).size < megabytes * 1e6)
    generateEvents(file, megabytes, share);
  return file;
}

const matchedOf = (stdout) => JSON.parse(stdout).events.matched;

/** Names of our own rows by number of threads; goals look for them. */
export const ownRow = (threads) => `rulewright, ${threadsText(threads)}`;
export const parseRow = 'parse everything, 2 threads';

const threadsText = (threads) => `${threads} thread${threads > 1 ? 's' : ''}`;

function contendersOf({ name, rule, sql, filter }, file, { duckDb, jq, wc, megabytes }) {
  const ruleFile = path.join(outDir, `${name.replaceAll(' ', '-')}.toml`);
  writeFileSync(ruleFile, rule);
  const run = (folder, threads) => ({
    command: 'node',
    args: [
      ...[path.join(folder, 'cli.cjs'), 'run', ruleFile, '--events', file],
      ...['--threads', String(threads), '--format', 'json'],
    ],
    count: matchedOf,
  });
  const duck = (threads) => ({
    name: `DuckDB, ${threadsText(threads)}`,
    command: 'node',
    args: [path.join(root, 'test/bench/duckdb.mjs'), duckDb, String(threads), sql(file)],
    count: Number,
  });
  return [
    { name: ownRow(2), ...run(outDir, 2) },
    { name: ownRow(1), ...run(outDir, 1) },
    { name: 'bare node', command: 'node', args: ['-e', '0'] },
    ...(wc ? [{ name: 'wc -l', command: 'wc', args: ['-l', file] }] : []),
    ...(duckDb ? [duck(1), duck(2)] : []),
    // These take many times longer than the noise is wide.
    { name: 'without kernel', ...run(plainDir, 1), ...(megabytes > 500 ? { rounds: 3 } : {}) },
    {
      name: parseRow,
      command: 'node',
      args: [path.join(root, 'test/bench/parseEverything.mjs'), name, file],
      count: Number,
      ...(megabytes > 500 ? { rounds: 3 } : {}),
    },
    ...(jq
      ? [
          {
            name: 'jq',
            command: 'jq',
            args: ['-n', `reduce (inputs | select(${filter})) as $event (0; . + 1)`, file],
            count: Number,
            ...(megabytes > 50 ? { rounds: 1 } : {}),
          },
        ]
      : []),
  ];
}

/** Rows of all scenarios at one size. Throws if two contenders count different matches. */
export function benchEvents(megabytes, rounds, notes) {
  const duckDb = installDuckDb(notes);
  const jq = hasProgram('jq');
  const wc = hasProgram('wc');
  if (!jq) notes.push('jq is left out: install it (apt install jq, brew install jq)');
  if (!wc) notes.push('wc is left out: this system has none');
  return scenarios.map((scenario) => {
    const file = sampleFile(scenario.share, megabytes);
    const contenders = contendersOf(scenario, file, { duckDb, jq, wc, megabytes });
    const rows = roundRobin(contenders, rounds);
    const counts = new Set(
      rows.map(({ matched }) => matched).filter((count) => count !== undefined),
    );
    if (counts.size !== 1)
      throw new Error(`${scenario.name}: counts differ: ${JSON.stringify(rows)}`);
    return { scenario: scenario.name, megabytes, bytes: statSync(file).size, rows };
  });
}

/** Large samples are not worth their room. */
export function removeSamples(megabytes) {
  for (const { share } of scenarios)
    rmSync(path.join(outDir, `events-${share}-${megabytes}.ndjson`), { force: true });
}
