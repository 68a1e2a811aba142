// Reads a subcommand's arguments; everything that makes no sense is a UsageError.
import { parseArgs } from 'node:util';
import type { JsonValue } from '../events/event';
import { parseInstant } from '../engine/dateMath';
import type { FileSystem } from '../workspace/fileSystem';
import { FileError } from '../workspace/fileSystem';
import { UsageError } from './command';

/** Options by name: a flag or text; `list` takes every argument up to the next option. */
export type OptionKinds = Readonly<Record<string, 'flag' | 'text' | 'list'>>;

export interface Arguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** Throws UsageError where it is given twice. */
  text(name: string): string | undefined;
  list(name: string): readonly string[];
}

export function readArguments(args: readonly string[], kinds: OptionKinds): Arguments {
  const { values, positionals } = parse(spreadLists(args, kinds), kinds);
  const all = (name: string): readonly string[] =>
    (values[name] ?? []).filter((value) => typeof value === 'string');
  return {
    positionals,
    flag: (name) => values[name] !== undefined,
    text(name) {
      const [value, second] = all(name);
      if (second !== undefined) throw new UsageError(`--${name} is given twice`);
      return value;
    },
    list: all,
  };
}

interface Parsed {
  readonly values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function parse(args: readonly string[], kinds: OptionKinds): Parsed {
  const options = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { values: values as Parsed['values'], positionals };
  } catch (error) {
    throw new UsageError(firstSentence(error));
  }
}

/** `--events a b` becomes `--events=a --events=b`, which is all that Node's parser knows. */
function spreadLists(args: readonly string[], kinds: OptionKinds): readonly string[] {
  let list: string | undefined;
  let isOver = false;
  return args.flatMap((arg) => {
    if (isOver) return [arg];
    if (arg === '--') isOver = true;
    if (arg.startsWith('-') && arg !== '-') {
      list = kinds[arg.slice(2)] === 'list' ? arg : undefined;
      return list === undefined ? [arg] : [];
    }
    return list === undefined ? [arg] : [`${list}=${arg}`];
  });
}

function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\. |\n/u)[0] ?? message;
}

export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not ${value}`);
}

/** Epoch milliseconds of an ISO 8601 time. */
export function timeArgument(name: string, value: string): number {
  const instant = /^\d{4}-/.test(value) ? parseInstant(value) : undefined;
  if (instant) return instant.millis;
  throw new UsageError(`--${name} is an ISO 8601 time such as 2026-01-10T12:00:00Z, not ${value}`);
}

/** The JSON of a file. Throws FileError. */
export function readJson(path: string, files: FileSystem): JsonValue {
  const text = files.readText(path);
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as JsonValue;
  } catch (error) {
    throw new FileError(`${path} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
