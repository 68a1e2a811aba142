// The command line as a function: finds the subcommand, answers --help and --version, turns errors into exit codes.
import { nearest } from '../text/nearest';
import { FileError } from '../workspace/fileSystem';
import { setUpIntegrations } from '../workspace/schemas/integrations';
import { shareCache } from '../workspace/sharedCache';
import { cacheHelp, takeCacheFolder } from './cacheOption';
import { UsageError } from './command';
import type { Command, ExitCode, Io } from './command';

/** Runs the command line with these subcommands; `args` without node and script. */
export async function main(
  commands: readonly Command[],
  args: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      const asked = name === 'help' ? rest.find((arg) => !arg.startsWith('-')) : undefined;
      await io.out(helpFor(asked, commands));
      return name === undefined ? 2 : 0;
    }
    if (name === '--version' || name === '-v') {
      await io.out(`${io.version}\n`);
      return 0;
    }
    const command = findCommand(name, commands);
    if (asksForHelp(rest)) {
      await io.out(command.help);
      return 0;
    }
    const { folder, others } = takeCacheFolder(rest, io.environment);
    setUpIntegrations({ cache: shareCache(folder) });
    return await command.run(others, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof FileError)) throw error;
    const hint = error instanceof UsageError ? ` (rulewright ${name ?? ''} --help tells more)` : '';
    io.err(`rulewright: ${error.message}${hint}\n`);
    return 2;
  }
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  return options.some((arg) => arg === '--help' || arg === '-h');
}

function findCommand(name: string, commands: readonly Command[]): Command {
  const found = commands.find((command) => command.name === name);
  if (found) return found;
  const close = nearest(
    name,
    commands.map((command) => command.name),
  );
  const guess = close === undefined ? '' : `; did you mean ${close}?`;
  throw new UsageError(`there is no command ${name}${guess}`);
}

/** Throws UsageError for a command that there is not. */
function helpFor(name: string | undefined, commands: readonly Command[]): string {
  if (name !== undefined) return findCommand(name, commands).help;
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(15)}${summary}`).join('\n');
  return `Rulewright checks and runs Elastic Security detection rules on local events.

${list}

${cacheHelp}
rulewright COMMAND --help tells more; rulewright --version prints the version.
`;
}
