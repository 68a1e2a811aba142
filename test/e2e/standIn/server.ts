// Starts and stops the VS Code server directly, without the web server that `code-server` puts around it.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { installServer } from './install';
import type { InstalledServer } from './install';

/** Three levels up from here, and from the bundle in out/e2e/standIn. */
const root = path.resolve(__dirname, '../../..');
const startLimit = 60_000;
/** What would make a VS Code inside a VS Code terminal behave differently from one outside. */
const inherited = new Set([
  'NODE_OPTIONS',
  'ELECTRON_RUN_AS_NODE',
  'VSCODE_DEV',
  'VSCODE_NLS_CONFIG',
  'VSCODE_IPC_HOOK_CLI',
  'VSCODE_AGENT_FOLDER',
  'VSCODE_CWD',
]);

/** Where a server keeps its things; made if absent. */
export interface ServerFolders {
  /** Scratch. */
  readonly server: string;
  /** `--user-data-dir` */
  readonly user: string;
  /** `--extensions-dir` */
  readonly extensions: string;
}

export interface RunningServer {
  /** Host and port. */
  readonly authority: string;
  readonly stop: () => Promise<void>;
  /** Resolves with the exit code or the signal. */
  readonly exited: Promise<number | string>;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

function installed(): InstalledServer {
  return installServer(path.join(root, '.vscode-test/server'));
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !inherited.has(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' }; // no marketplace look-ups
}

function folderArguments({ server, user, extensions }: ServerFolders): readonly string[] {
  for (const folder of [server, user, extensions]) mkdirSync(folder, { recursive: true });
  // Without this file the first scan of the extensions races the server's own set-up; if it loses, none is loaded.
  const list = path.join(extensions, 'extensions.json');
  if (!existsSync(list)) writeFileSync(list, '[]');
  return ['--server-data-dir', server, '--user-data-dir', user, '--extensions-dir', extensions];
}

/** Runs a command of the server's own command line, such as `--install-extension FILE`. Throws if it fails. */
export function runCommand(args: readonly string[], folders: ServerFolders): void {
  const { main, node } = installed();
  const options = { encoding: 'utf8', env: environment() } as const;
  const result = spawnSync(node, [main, ...args, ...folderArguments(folders)], options);
  if (result.status !== 0) throw new Error(`${args.join(' ')}\n${result.stdout}${result.stderr}`);
}

/** Starts a server on a free port of 127.0.0.1. `log` gets what it prints. Rejects if it is not up in a minute. */
export async function startServer(
  folders: ServerFolders,
  log: (text: string) => void = () => undefined,
  args: readonly string[] = [],
): Promise<RunningServer> {
  const { main, node } = installed();
  const address = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const quiet = ['--accept-server-license-terms', '--telemetry-level', 'off'];
  const trust = ['--disable-workspace-trust', '--force-disable-user-env'];
  const child = spawn(
    node,
    [main, ...address, ...quiet, ...trust, ...folderArguments(folders), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: environment(), detached: true },
  );
  const exited = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve(code ?? signal ?? 'unknown');
    });
  });
  const stop = async (): Promise<void> => {
    killGroup(child.pid);
    await exited;
  };
  try {
    const port = await listening(child, exited, log);
    return { authority: `127.0.0.1:${port}`, stop, exited };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server leads a process group of its own: extension host and language servers go with it. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // gone already
  }
}

/** The port that the server reports. */
function listening(
  child: Child,
  exited: Promise<number | string>,
  log: (text: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => {
      reject(new Error(`the VS Code server ${why}\n${output}`));
    };
    const timer = setTimeout(() => {
      fail('did not start in time');
    }, startLimit);
    const read = (text: string): void => {
      log(text);
      output = (output + text).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(port);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void exited.then((code) => {
      clearTimeout(timer);
      fail(`exited with ${code}`);
    });
  });
}
