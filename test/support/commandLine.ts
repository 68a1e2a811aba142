// The bundled command line as a process. Needs `npm run build` first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

export const cliModule = path.resolve('server/out/cli.cjs');

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not the user's. */
const cacheFolder = path.join(os.tmpdir(), 'rulewright-test-cache');

/** Runs the command line to its end. `cache`: the user's folder for caches. */
export function rulewright(
  args: readonly string[],
  {
    input = '',
    cwd = process.cwd(),
    cache = cacheFolder,
  }: {
    readonly input?: string | Uint8Array;
    readonly cwd?: string;
    readonly cache?: string;
  } = {},
): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cliModule, ...args], {
    input,
    cwd,
    env: { ...process.env, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}

/** A folder with these files (slashes make folders), removed after the tests of the file. */
export function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rulewright-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** One JSON value a line. */
export function jsonLinesOf(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
