// Runs the end-to-end tests: the suite in real VS Code, then the UI test of the packed extension. See README.md here.
//
//   node test/e2e/run.mjs [suite|ui]
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const out = path.join(root, 'out/e2e');
const standIn = path.join(out, 'standIn/code.cjs');
const downloads = 'https://update.code.visualstudio.com/api/releases/stable';
const [only] = process.argv.slice(2);

/** The executable to test with; undefined: desktop VS Code, downloaded by @vscode/test-electron. */
async function executable() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named !== undefined && named !== '') return named;
  return (await canDownload()) ? undefined : standIn;
}

/** True if desktop VS Code was downloaded before or its server answers within three seconds. */
async function canDownload() {
  const cached = path.join(root, '.vscode-test');
  if (existsSync(cached) && readdirSync(cached).some((name) => name.startsWith('vscode-')))
    return true;
  try {
    const { fetch, AbortSignal } = globalThis;
    return (await fetch(downloads, { method: 'HEAD', signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}

function npm(...args) {
  const result = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}

/** Bundles the tests; packages stay outside so that each test file shares one mocha. */
async function bundle() {
  rmSync(out, { recursive: true, force: true });
  const tests = ['suite', 'ui'].flatMap((folder) =>
    readdirSync(path.join(here, folder))
      .filter((file) => file.endsWith('.test.ts') || file === 'index.ts')
      .map((file) => path.join(here, folder, file)),
  );
  const standInEntries = ['code.ts', 'testShim.ts'].map((file) => path.join(here, 'standIn', file));
  await esbuild.build({
    entryPoints: [...tests, ...standInEntries],
    outdir: out,
    outbase: here,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    packages: 'external',
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(standIn, 0o755);
}

/** A scratch folder with the samples and the fixtures as the workspace. */
function makeWorkspace() {
  const scratch = mkdtempSync(path.join(tmpdir(), 'rulewright-e2e-'));
  const workspace = path.join(scratch, 'samples');
  cpSync(path.join(root, 'samples'), workspace, { recursive: true });
  cpSync(path.join(here, 'fixtures'), workspace, { recursive: true });
  return { scratch, workspace };
}

/** Runs one part and gives its counts; a part that breaks off counts as one failure. */
async function part(name, start) {
  if (only !== undefined && only !== name) return { passed: 0, failed: 0 };
  const counts = path.join(out, `${name}.json`);
  const { scratch, workspace } = makeWorkspace();
  const begin = Date.now();
  try {
    await start(workspace, { RULEWRIGHT_E2E_COUNTS: counts });
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log(`${name}: ${Math.round((Date.now() - begin) / 1000)} s`);
  // Without this file nothing proves that the tests ran to their end: VS Code may report success when it dies.
  if (existsSync(counts)) return JSON.parse(readFileSync(counts, 'utf8'));
  process.exitCode = 1;
  return { passed: 0, failed: 1 };
}

async function suite(workspace, extensionTestsEnv) {
  const vscodeExecutablePath = await executable();
  console.log(`VS Code: ${vscodeExecutablePath ?? 'desktop download'}`);
  await runTests({
    ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(out, 'suite/index.cjs'),
    extensionTestsEnv,
    launchArgs: [workspace, '--disable-extensions'],
  });
}

function ui(workspace, env) {
  const result = spawnSync(process.execPath, [path.join(out, 'ui/index.cjs')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, RULEWRIGHT_E2E_WORKSPACE: workspace },
  });
  if (result.status !== 0) throw new Error('the UI test failed');
}

npm('run', '--silent', 'package');
await bundle();
const parts = [await part('suite', suite), await part('ui', ui)];
const sum = (key) => parts.reduce((total, counts) => total + counts[key], 0);
console.log(`end to end: ${sum('passed')} passed, ${sum('failed')} failed`);
