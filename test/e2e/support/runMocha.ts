// Runs mocha on files and leaves the counts where test/e2e/run.mjs looks for them.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Runs the bundled test files in this process. Rejects if a test fails or none ran. */
export function runMocha(
  files: readonly string[],
  options: { readonly timeout: number; readonly bail?: boolean },
): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, forbidOnly: true, ...options });
  files.forEach((file) => mocha.addFile(file));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const passed = runner.stats?.passes ?? 0;
      const file = process.env['RULEWRIGHT_E2E_COUNTS'];
      if (file !== undefined) writeFileSync(file, JSON.stringify({ passed, failed: failures }));
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else if (passed === 0) reject(new Error('no test ran'));
      else resolve();
    });
  });
}
