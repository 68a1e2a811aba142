// Feeds mutated rule files and queries to the parsers and the formatter; fails if one throws or takes over a second.
//
//   node test/fuzz/run.mjs [--data DIR] [--count N] [--seed N]
//
// Without `--data` it mutates small texts of our own; with it (see test/run.mjs) every real rule file and query as well.
// The same seed and count give the same run.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
if (![values.count, values.seed].every((value) => /^\d+$/.test(value))) {
  console.error('usage: node test/fuzz/run.mjs [--data DIR] [--count N] [--seed N]');
  process.exit(2);
}

const bundle = path.join(root, `out/fuzz/${process.pid}.cjs`);
await esbuild.build({
  entryPoints: [path.join(root, 'test/fuzz/main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  loader: { '.tsv': 'text', '.txt': 'text' },
});
const { data, count, seed } = values;
const result = spawnSync(
  process.execPath,
  ['--enable-source-maps', bundle, count, seed, data === undefined ? '0' : '1'],
  {
    stdio: 'inherit',
    env:
      data === undefined
        ? process.env
        : { ...process.env, RULEWRIGHT_TEST_DATA: path.resolve(data) },
  },
);
rmSync(bundle, { force: true });
process.exit(result.status ?? 1);
