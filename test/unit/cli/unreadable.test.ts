// A file of a folder that cannot be read: it is told of, and hides nothing of the others.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { checkCommand } from '../../../server/src/cli/checkCommand';
import type { Io } from '../../../server/src/cli/command';
import { FileError } from '../../../server/src/workspace/fileSystem';
import { memoryFiles } from '../../support/memoryFiles';

const rule = `[metadata]
creation_date = "2026/01/02"
maturity = "production"
updated_date = "2026/01/02"

[rule]
author = ["Me"]
description = "One."
name = "One"
risk_score = 21
rule_id = "7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b4f2d"
severity = "lwo"
type = "query"
`;

describe('a file that cannot be read', () => {
  it('is told of, and the others are checked', async () => {
    const files = memoryFiles({ '/rules/locked.toml': '', '/rules/one.toml': rule });
    const printed: string[] = [];
    const told: string[] = [];
    const readText = (path: string): string => {
      if (path.endsWith('locked.toml')) throw new FileError(`${path} may not be read`);
      return files.readText(path);
    };
    const io: Io = {
      files: { ...files, readText, readBytes: (path) => Buffer.from(readText(path)) },
      out: (text) => Promise.resolve(void printed.push(text)),
      err: (text) => void told.push(text),
      input: Readable.from([]),
      now: () => 0,
      environment: {},
      version: '0',
    };
    assert.equal(await checkCommand.run(['/rules'], io), 2);
    assert.deepEqual(told, ['rulewright: /rules/locked.toml may not be read\n']);
    assert.match(printed.join(''), /one\.toml:\d+:\d+: error invalid-value: /);
    assert.match(printed.join(''), /^1 rule checked/m);
  });
});
