// Entry of the command line: gives the subcommands the process's streams, disk and clock.
import path from 'node:path';
import { main } from './cli/main';
import type { Io } from './cli/command';
import { nodeFileSystem } from './workspace/nodeFileSystem';

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
  input: process.stdin,
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

process.stdout.on('error', leaveQuietly);
process.stderr.on('error', leaveQuietly);
// The exit code is set, not forced, so that everything written still arrives.
void main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
