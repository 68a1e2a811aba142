// `--cache DIR`, an option of every command: where what takes long to make is kept from one start to the next.
import path from 'node:path';
import { UsageError } from './command';

/** Lines for the help. */
export const cacheHelp = `Every command takes --cache DIR: a folder for what is read of large files (integration schemas,
bundles of ATT&CK), so that the next start need not read them again; none for no such folder.
Without it that is the folder rulewright in XDG_CACHE_HOME, LOCALAPPDATA or ~/.cache.
`;

export interface CacheArguments {
  /** Undefined: nothing is kept. */
  readonly folder: string | undefined;
  /** What is left of the arguments. */
  readonly others: readonly string[];
}

const option = '--cache';

/** Throws UsageError for an option without its folder, or that is given twice. */
export function takeCacheFolder(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CacheArguments {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const places = options.flatMap((arg, at) => (isOption(arg) ? [at] : []));
  const [at, second] = places;
  if (second !== undefined) throw new UsageError(`${option} is given twice`);
  if (at === undefined) return { folder: customaryFolder(environment), others: args };
  const joined = options[at]?.slice(option.length + 1) ?? '';
  const named = joined === '' ? options[at + 1] : joined;
  if (named === undefined || named.startsWith('-'))
    throw new UsageError(`${option} needs a folder`);
  const others = args.filter((_, i) => i !== at && (joined !== '' || i !== at + 1));
  return { folder: named === 'none' ? undefined : path.resolve(named), others };
}

function isOption(arg: string): boolean {
  return arg === option || arg.startsWith(`${option}=`);
}

function customaryFolder(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '', HOME: home = '' } = environment;
  const base = [xdg, local, home === '' ? '' : path.join(home, '.cache')].find((folder) =>
    path.isAbsolute(folder),
  );
  return base === undefined ? undefined : path.join(base, 'rulewright');
}
