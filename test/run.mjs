// Bundles the `*.test.ts` files under test/ (all but test/e2e) with esbuild and runs them with node's test runner.
//
//   node test/run.mjs [WORD...] [--data DIR] [--update]
//
// WORDs choose test files by a part of their path. `--data DIR` adds the tests of test/corpus: DIR is a clone of a
// detection-rules repository, or a folder that holds one as `data/detection-rules` beside test vectors in `vectors/`.
// `--update` rewrites the golden files instead of comparing with them.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2).filter((arg) => arg !== '--update');
const update = process.argv.includes('--update');
const dataAt = args.indexOf('--data');
const data = dataAt < 0 ? undefined : args.splice(dataAt, 2)[1];
if (dataAt >= 0 && data === undefined) {
  console.error('usage: node test/run.mjs [WORD...] [--data DIR] [--update]');
  process.exit(2);
}

// One folder per process, so that two runs do not clear each other's bundles.
const outDir = path.join(root, 'out/test', String(process.pid));
const entryPoints = readdirSync(path.join(root, 'test'), { recursive: true })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('e2e/'))
  .filter((file) => data !== undefined || !file.startsWith('corpus/'))
  .filter((file) => args.length === 0 || args.some((word) => file.includes(word)))
  .map((file) => path.join(root, 'test', file));
if (entryPoints.length === 0) {
  console.error(`no test file matches: ${args.join(' ')}`);
  process.exit(2);
}

await esbuild.build({
  entryPoints,
  outdir: outDir,
  outbase: path.join(root, 'test'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'inline',
  logLevel: 'warning',
  loader: { '.tsv': 'text', '.txt': 'text', '.wasm': 'binary' },
  packages: 'external',
});

const files = readdirSync(outDir, { recursive: true })
  .filter((file) => file.endsWith('.test.cjs'))
  .map((file) => path.join(outDir, file));
const result = spawnSync(
  process.execPath,
  ['--enable-source-maps', '--test', '--test-reporter=spec', ...files],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(data === undefined ? {} : { RULEWRIGHT_TEST_DATA: path.resolve(data) }),
      ...(update ? { RULEWRIGHT_TEST_UPDATE: '1' } : {}),
    },
  },
);
rmSync(outDir, { recursive: true, force: true });
process.exit(result.status ?? 1);
