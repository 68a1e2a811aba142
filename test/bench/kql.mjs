// Times the KQL parser: real queries per second, and how time grows with the length of hostile input.
//
//   node test/bench/kql.mjs --data DIR [--rounds N]
//
// DIR as for test/run.mjs: a detection-rules checkout, or a folder that holds one as `data/detection-rules`.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { parse as parseToml } from 'smol-toml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: { data: { type: 'string' }, rounds: { type: 'string', default: '15' } },
});
if (values.data === undefined) {
  console.error('usage: node test/bench/kql.mjs --data DIR [--rounds N]');
  process.exit(2);
}
const nested = path.resolve(values.data, 'data/detection-rules');
const checkout = existsSync(nested) ? nested : path.resolve(values.data);
const queries = ['rules', 'rules_building_block']
  .map((folder) => path.join(checkout, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.toml'))
      .map((file) => parseToml(readFileSync(path.join(folder, file), 'utf8')).rule),
  )
  .filter((rule) => rule.language === 'kuery')
  .map((rule) => rule.query);
if (queries.length === 0) {
  console.error(`no KQL queries below ${checkout}`);
  process.exit(2);
}

const bundle = path.join(root, `out/bench/kql-${process.pid}.cjs`);
await esbuild.build({
  stdin: {
    contents: `export { parseKql } from './parse'; export { printKql } from './print'; export { kqlTokens } from './tokens';`,
    resolveDir: path.join(root, 'server/src/kql'),
    loader: 'ts',
  },
  outfile: bundle,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
});
const { parseKql, printKql, kqlTokens } = createRequire(import.meta.url)(bundle);
rmSync(bundle);

/** Milliseconds of processor time of the median round, after one round to warm up. */
function median(run) {
  run();
  const times = Array.from({ length: Number(values.rounds) }, () => {
    const start = process.cpuUsage();
    run();
    return process.cpuUsage(start).user / 1000;
  }).sort((a, b) => a - b);
  return times[times.length >> 1];
}

const perSecond = (run) => Math.round((queries.length / median(run)) * 1000).toLocaleString('en');
const trees = queries.map((query) => parseKql(query).root);
const length = Math.round(queries.join('').length / queries.length);
console.log(`${queries.length} real queries, ${length} characters each on average`);
console.log(`parse  ${perSecond(() => queries.forEach((query) => parseKql(query)))} queries/s`);
console.log(`print  ${perSecond(() => trees.forEach((tree) => printKql(tree)))} queries/s`);
console.log(`tokens ${perSecond(() => queries.forEach((query) => kqlTokens(query)))} queries/s`);

const hostile = {
  'open parentheses': (n) => '('.repeat(n),
  'nested groups': (n) => 'a:{'.repeat(n),
  'alternating brackets': (n) => '(a:{'.repeat(n) + ')'.repeat(n),
  'balanced, too deep': (n) => `${'('.repeat(n)}a${')'.repeat(n)}`,
  operators: (n) => 'a:b or '.repeat(n) + 'c',
  blanks: (n) => `a${' '.repeat(n)}b`,
  'quoted texts side by side': (n) => '"a" '.repeat(n),
  quotes: (n) => '"'.repeat(n),
  'open quotes, one a line': (n) => 'a:"\n'.repeat(n),
  'escaped quotes': (n) => '"\\"\n'.repeat(n),
  'bad escapes': (n) => '\\q'.repeat(n),
  colons: (n) => 'a:'.repeat(n),
  nots: (n) => 'not '.repeat(n),
  'closing brackets': (n) => '}'.repeat(n),
};
console.log('\ntime of 8 times the input (8.0 is linear), milliseconds of the longer');
for (const [name, text] of Object.entries(hostile)) {
  const [short, long] = [text(10_000), text(80_000)];
  const both = (query) => median(() => (parseKql(query), kqlTokens(query)));
  const time = both(long);
  console.log(
    `${name.padEnd(28)}${(time / both(short)).toFixed(1).padStart(6)}${time.toFixed(0).padStart(8)}`,
  );
}
