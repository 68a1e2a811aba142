// Where samples are looked for around a rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samplesNear } from '../../../server/src/workspace/samples';
import { memoryFiles } from '../../support/memoryFiles';

const rows: readonly (readonly [title: string, rule: string, found: readonly string[]])[] = [
  ['beside the rule', '/w/a/x.toml', ['/w/a/a.json', '/w/a/samples/in.ndjson']],
  ['in a folder `samples` around it', '/w/samples/rules/windows/x.toml', ['/w/samples/up.jsonl']],
  ['nowhere', '/w/b/x.toml', []],
];
const files = memoryFiles({
  '/w/a/x.toml': '',
  '/w/a/a.json': '',
  '/w/a/notes.txt': '',
  '/w/a/samples/in.ndjson': '',
  '/w/b/x.toml': '',
  '/w/samples/rules/windows/x.toml': '',
  '/w/samples/up.jsonl': '',
});

describe('samples near a rule', () => {
  for (const [title, rule, found] of rows) {
    it(title, () => {
      assert.deepEqual(samplesNear(rule, files), found);
    });
  }
});
