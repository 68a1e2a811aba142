// The command line that the stand-in for desktop VS Code understands.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseArguments } from '../../e2e/standIn/arguments';
import type { CodeArguments } from '../../e2e/standIn/arguments';

const none: CodeArguments = { development: [], open: [] };
const rows: readonly (readonly [argv: string, parsed: CodeArguments])[] = [
  ['', none],
  ['/w', { ...none, open: ['/w'] }],
  ['w', { ...none, open: [path.resolve('w')] }],
  ['--folder-uri file:///a%20b', { ...none, open: ['/a b'] }],
  ['--extensionTestsPath=/t.js', { ...none, tests: '/t.js' }],
  ['--extensionTestsPath /t.js /w', { ...none, tests: '/t.js', open: ['/w'] }],
  [
    '--extensionDevelopmentPath=/a --extensionDevelopmentPath=/b',
    { ...none, development: ['/a', '/b'] },
  ],
  ['--user-data-dir=/u=1 --extensions-dir=/e', { ...none, user: '/u=1', extensions: '/e' }],
  ['--no-sandbox --skip-welcome --disable-updates /w', { ...none, open: ['/w'] }],
  ['--locale de /w', { ...none, open: ['/w'] }],
];

describe('arguments of the stand-in', () => {
  for (const [argv, parsed] of rows) {
    it(argv === '' ? '(none)' : argv, () => {
      assert.deepEqual(parseArguments(argv.split(' ').filter(Boolean)), parsed);
    });
  }
});
