// Golden files: results of earlier runs that were looked at once. `node test/run.mjs --update` rewrites them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Compares lines with those of a file (path from the root of the repository), or writes them there. */
export function compareGolden(file: string, lines: readonly string[]): void {
  if (process.env['RULEWRIGHT_TEST_UPDATE'] === '1') {
    writeFileSync(file, `${lines.join('\n')}\n`);
    return;
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  const missing = before.filter((line) => !lines.includes(line));
  const added = lines.filter((line) => !before.includes(line));
  const changes = [...missing.map((line) => `- ${line}`), ...added.map((line) => `+ ${line}`)];
  assert.deepEqual(changes, [], `${file} differs; if that is right, rewrite it with --update`);
}
