// Where samples are looked for around a rule, and what is said about them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeSample, samplesNear } from '../../../server/src/workspace/samples';
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

describe('what a sample holds', () => {
  const event = '{"@timestamp":"2026-01-06T12:00:00Z"}';
  const described: readonly (readonly [title: string, text: string, events: number | undefined])[] =
    [
      ['events of which some have a time', `${event}\n{"a":1}\n`, 2],
      ['no event', '', undefined],
      ['an object that is no event', '{"runs":[{"alerts":[]}]}', undefined],
      ['objects that are no events', '[{"a":1},{"a":2}]', undefined],
    ];
  for (const [title, text, events] of described) {
    it(title, () => {
      const found = describeSample('/w/a.json', memoryFiles({ '/w/a.json': text }));
      assert.equal(found?.events, events);
    });
  }
});
