// Entry of the UI tests: one run of the bundled test files in this process.
import path from 'node:path';
import { runMocha } from '../support/runMocha';

const files = ['newcomer', 'author', 'maintainer'].map((name) =>
  path.join(__dirname, `${name}.test.cjs`),
);

runMocha(files, { timeout: 60_000, bail: true }).catch((error: unknown) => {
  console.error(String(error));
  process.exitCode = 1;
});
