// Builds what the package holds, before it is packed or installed from git.
//
// npm leaves the development dependencies out where it installs from git with `--global`, as pre-commit does: the run that is to
// fetch them takes `--global` over. They are fetched here then.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

function npm(...args) {
  const { npm_execpath: script } = process.env;
  if (!script) throw new Error('npm runs this: npm run prepare');
  // What npm prints itself, such as the name of a package, stays alone on stdout.
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
}

if (!existsSync(path.join(root, 'node_modules/esbuild')))
  npm('ci', '--no-global', '--no-dry-run', '--include=dev', '--ignore-scripts');
npm('run', '--silent', 'build');
