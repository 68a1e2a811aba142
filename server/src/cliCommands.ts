// Bundle of the command line with all subcommands.
import { attackCommand } from './cli/attackCommand';
import { checkCommand } from './cli/checkCommand';
import { explainFieldCommand } from './cli/explainFieldCommand';
import { formatCommand } from './cli/formatCommand';
import { matchCommand } from './cli/matchCommand';
import { parseCommand } from './cli/parseCommand';
import { start } from './cli/process';
import { runCommand } from './cli/runCommand';
import { translateCommand } from './cli/translateCommand';

start([
  runCommand,
  checkCommand,
  formatCommand,
  parseCommand,
  matchCommand,
  translateCommand,
  explainFieldCommand,
  attackCommand,
]);
