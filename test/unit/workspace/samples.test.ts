// Where samples are looked for around a rule.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { FileSystem } from '../../../server/src/workspace/fileSystem';
import { samplesNear } from '../../../server/src/workspace/samples';

/** A file system of names alone. */
function namesOnly(names: readonly string[]): FileSystem {
  const refuse = (): never => {
    throw new Error('not looked into');
  };
  const inside = (folder: string): readonly string[] =>
    names.filter((name) => name.startsWith(folder + path.sep));
  return {
    readText: refuse,
    listFiles: refuse,
    openSample: refuse,
    sizeOf: refuse,
    kindOf: (name) =>
      names.includes(name) ? 'file' : inside(name).length > 0 ? 'folder' : undefined,
    listFolder: (folder) => inside(folder).filter((name) => path.dirname(name) === folder),
  };
}

const rows: readonly (readonly [title: string, rule: string, found: readonly string[]])[] = [
  ['beside the rule', '/w/a/x.toml', ['/w/a/a.json', '/w/a/samples/in.ndjson']],
  ['in a folder `samples` around it', '/w/samples/rules/windows/x.toml', ['/w/samples/up.jsonl']],
  ['nowhere', '/w/b/x.toml', []],
];
const files = namesOnly([
  '/w/a/x.toml',
  '/w/a/a.json',
  '/w/a/notes.txt',
  '/w/a/samples/in.ndjson',
  '/w/b/x.toml',
  '/w/samples/rules/windows/x.toml',
  '/w/samples/up.jsonl',
]);

describe('samples near a rule', () => {
  for (const [title, rule, found] of rows) {
    it(title, () => {
      assert.deepEqual(samplesNear(rule, files), found);
    });
  }
});
