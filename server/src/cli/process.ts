// Runs the command line in this process: gives the subcommands its streams, disk and clock.
import path from 'node:path';
import { nodeFileSystem } from '../workspace/nodeFileSystem';
import type { Command, Io } from './command';
import { main } from './main';

const io: Io = {
  files: nodeFileSystem,
  out: (text) =>
    new Promise((resolve) => {
      if (process.stdout.write(text)) resolve();
      else process.stdout.once('drain', resolve);
    }),
  err: (text) => {
    process.stderr.write(text);
  },
  // Few commands read it, and it loads a good part of Node.
  get input() {
    return process.stdin;
  },
  now: () => Date.now(),
  environment: process.env,
  version: version(),
};

/** A reader such as `head` may leave early; that is no error. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

function version(): string {
  const manifest = nodeFileSystem.readText(path.join(__dirname, '../../package.json'));
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** Runs what the process was started with. */
export function start(commands: readonly Command[]): void {
  process.stdout.on('error', leaveQuietly);
  process.stderr.on('error', leaveQuietly);
  // The exit code is set, not forced, so that everything written still arrives.
  main(commands, process.argv.slice(2), io).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      // Not 1, which says that there are problems in the rules.
      io.err(
        `rulewright: a mistake of ours: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      process.exitCode = 2;
    },
  );
}
