// Runs in the extension host in place of the suite: marks what the suite prints, so that the stand-in can tell it from
// VS Code's own log, then hands over.
import { writeFileSync } from 'node:fs';
import { format } from 'node:util';

const variable = (name: string): string => process.env[name] ?? '';

for (const level of ['log', 'info', 'debug', 'warn', 'error'] as const) {
  const original = console[level].bind(console);
  const value = (...values: readonly unknown[]): void => {
    original(variable('STAND_IN_MARK') + format(...values));
  };
  // the extension host guards its console against plain assignment
  Object.defineProperty(console, level, { configurable: true, writable: true, value });
}

/** Called by VS Code. */
export async function run(): Promise<void> {
  const suite = (await import(variable('STAND_IN_TESTS'))) as { readonly run: () => Promise<void> };
  await suite.run();
  // VS Code reports success when the extension host is killed during a test; only this file proves a pass.
  writeFileSync(variable('STAND_IN_RESULT'), 'passed');
}
