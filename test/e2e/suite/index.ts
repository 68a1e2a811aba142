// Entry of the suite inside the extension host: runs every *.test.cjs beside it and leaves the counts in a file.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../support/runMocha';

/** Called by VS Code. Rejects if a test fails. */
export async function run(): Promise<void> {
  const files = readdirSync(__dirname)
    .filter((file) => file.endsWith('.test.cjs'))
    .sort()
    .map((file) => path.join(__dirname, file));
  await runMocha(files, { timeout: 20_000 });
}
