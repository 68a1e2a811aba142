// The toml-test suite, where the data folder has it: valid files mean what they should, invalid ones have a problem.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parseTomlBytes } from '../../server/src/toml/parse';
import { tomlToTestSuite } from '../../server/src/toml/toTestSuite';
import { findData } from '../support/data';

function files(kind: 'valid' | 'invalid'): readonly string[] {
  const dir = findData('data', 'toml-test', kind);
  if (dir === undefined) return [];
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.toml'))
    .map((file) => path.join(dir, file))
    .sort();
}

/** The suite compares floats as numbers; everything else as text. */
function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(comparable);
  const { type, value: text } = value as { type?: unknown; value?: unknown };
  if (type === 'float' && typeof text === 'string' && !/inf|nan/.test(text))
    return { type, value: Number(text) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

describe('toml-test: valid files', () => {
  for (const file of files('valid'))
    it(path.basename(file), () => {
      const document = parseTomlBytes(readFileSync(file));
      assert.deepEqual(document.problems, []);
      const expected: unknown = JSON.parse(readFileSync(file.replace(/toml$/, 'json'), 'utf8'));
      assert.deepEqual(comparable(tomlToTestSuite(document)), comparable(expected));
    });
});

describe('toml-test: invalid files', () => {
  for (const file of files('invalid'))
    it(path.basename(file), () => {
      assert.notEqual(parseTomlBytes(readFileSync(file)).problems.length, 0);
    });
});
