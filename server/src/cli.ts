// Entry of the command line: loads the bundle that knows the subcommand. `run` has one of its own, as reading all the
// others would take longer than many a run.
import { createRequire } from 'node:module';
import path from 'node:path';

const bundle = process.argv[2] === 'run' ? 'cliRun.cjs' : 'cliCommands.cjs';
createRequire(__filename)(path.join(__dirname, bundle));
