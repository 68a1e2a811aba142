// What a subcommand is, and what it gets from the process: streams, disk, clock.
import type { FileSystem } from '../workspace/fileSystem';

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Shown by `--help`. */
  readonly help: string;
  /** Gives the exit code. Throws UsageError or FileError for exit code 2. */
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** 0: all well. 1: problems, or the rule would fail. 2: wrong usage, unreadable input. */
export type ExitCode = 0 | 1 | 2;

export interface Io {
  readonly files: FileSystem;
  /** Resolves when more may be written, so that a slow reader never fills memory. */
  out(text: string): Promise<void>;
  err(text: string): void;
  readonly input: AsyncIterable<Uint8Array>;
  /** Epoch milliseconds. */
  now(): number;
  /** Variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Of this program. */
  readonly version: string;
}

/** The command line makes no sense. The message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
