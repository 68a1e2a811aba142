// Entry of the UI test: one run of the bundled test file in this process.
import path from 'node:path';
import { runMocha } from '../support/runMocha';

runMocha([path.join(__dirname, 'newcomer.test.cjs')], { timeout: 60_000, bail: true }).catch(
  (error: unknown) => {
    console.error(String(error));
    process.exitCode = 1;
  },
);
