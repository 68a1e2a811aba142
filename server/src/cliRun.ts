// Bundle of the command line with the subcommand `run` alone.
import { start } from './cli/process';
import { runCommand } from './cli/runCommand';

start([runCommand]);
