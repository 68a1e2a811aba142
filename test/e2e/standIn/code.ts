// Stands in for the desktop `code` executable: takes the arguments that @vscode/test-electron passes and runs the same
// suite in the same workbench, as VS Code server and headless Chromium.
import { existsSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { parseArguments } from './arguments';
import type { CodeArguments } from './arguments';
import { launchBrowser } from './browser';
import { openLog } from './log';
import { startServer } from './server';
import type { RunningServer } from './server';

const limit = 300_000;
const stdout = 1;
const stderr = 2;

/** Invisible separators around the mark: no log of VS Code starts so. */
const mark = `\u2063test ${process.pid}\u2063`;
const scratch = mkdtempSync(path.join(tmpdir(), 'vscode-stand-in-'));
const result = path.join(scratch, 'result');
const options = parseArguments(process.argv.slice(2));
const folders = {
  server: scratch,
  user: options.user ?? path.join(scratch, 'user'),
  extensions: options.extensions ?? path.join(scratch, 'extensions'),
};
const log = openLog(path.join(folders.user, 'logs/stand-in.log'));

let server: RunningServer | undefined;
let browser: Browser | undefined;
let sawOutput = false;
let over = false;

function print(stream: number, text: string): void {
  try {
    writeSync(stream, text);
  } catch {
    // the reader is gone
  }
}

/** Ends everything once, with the exit code. `why`: the run broke off, so VS Code's log is the only clue. */
async function finish(code: number, why?: string): Promise<void> {
  if (over) return;
  over = true;
  if (code !== 0 && (why !== undefined || !sawOutput)) {
    print(stderr, `${log.tail()}\nstand-in: ${why ?? `exit code ${code} before any output`}\n`);
    if (options.user !== undefined) print(stderr, `stand-in: the log is ${log.file}\n`);
  }
  const patience = new Promise((resolve) => setTimeout(resolve, 5000));
  await Promise.race([Promise.allSettled([browser?.close(), server?.stop()]), patience]);
  rmSync(scratch, { recursive: true, force: true });
  setTimeout(() => process.exit(code), 100); // test-electron drops output that it has not read when we exit
}

/** The two functions that a workbench in test mode calls. */
async function listen(page: Page): Promise<void> {
  await page.exposeFunction('codeAutomationLog', (type: string, values: readonly unknown[]) => {
    const text = format(...values);
    if (text.startsWith(mark)) {
      sawOutput = true;
      print(type === 'error' ? stderr : stdout, `${text.slice(mark.length)}\n`);
    } else log.write(`[${type}] ${text}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) =>
    code === 0 && !existsSync(result)
      ? finish(1, 'the extension host ended before the suite did')
      : finish(code),
  );
}

/** The address of a workbench that develops our extension and runs the tests. */
function address(authority: string, { development, open }: CodeArguments): string {
  const remote = (file: string): string => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload = [
    ...development.map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ['extensionTestsPath', remote(path.join(__dirname, 'testShim.cjs'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const [folder] = open;
  const query = new URLSearchParams(folder === undefined ? { ew: 'true' } : { folder });
  query.set('payload', JSON.stringify(payload));
  return `http://${authority}/?${query.toString()}`;
}

async function main(): Promise<void> {
  if (options.tests === undefined || options.development.length === 0) {
    print(
      stderr,
      'usage: code --extensionDevelopmentPath=DIR --extensionTestsPath=FILE [FOLDER]\n',
    );
    return finish(2);
  }
  process.env['STAND_IN_MARK'] = mark;
  process.env['STAND_IN_TESTS'] = options.tests;
  process.env['STAND_IN_RESULT'] = result;
  // A built VS Code honours extensionTestsPath only with this flag. It also silences toasts: not for UI tests.
  server = await startServer(folders, log.write, ['--enable-smoke-test-driver']);
  void server.exited.then((code) => finish(1, `the VS Code server exited with ${code}`));
  browser = await launchBrowser();
  // Counts from here: a first start installs server and browser.
  setTimeout(() => void finish(124, `no result after ${limit} ms`), limit);
  browser.on('disconnected', () => void finish(1, 'the browser went away'));
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('crash', () => void finish(1, 'the page crashed'));
  page.on('pageerror', (error) => {
    log.write(`[page error] ${error.stack ?? error.message}\n`);
  });
  await listen(page);
  await page.goto(address(server.authority, options));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void finish(130, `stopped by ${signal}`));
}
main().catch((error: unknown) =>
  finish(1, error instanceof Error ? (error.stack ?? error.message) : String(error)),
);
