// What hover and completion say of the sample that was chosen last.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvents } from '../../../server/src/events/readEvents';
import { defaultBounds, summarizeFields } from '../../../server/src/events/sampleFields';
import type { SampleFields } from '../../../server/src/events/sampleFields';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { doHover } from '../../../server/src/services/hover';
import { completionsAt } from '../../support/checkFeatures';
import { readCursor } from '../../support/drawing';
import { ndjson, sampleOf } from '../../support/samples';

const documents = [
  { event: { code: '4698' }, process: { name: 'a "b".exe' }, own: { tag: 'one two' } },
  { event: { code: '4698' }, process: { name: 'cmd.exe' } },
  { event: { code: '4702' }, process: { name: 'cmd.exe' } },
  { event: { code: '9999' } },
];
const events = [...readEvents(sampleOf(ndjson(documents)), () => undefined)];
const sample = summarizeFields(events, ['tasks.ndjson']);
const part = summarizeFields(events, ['tasks.ndjson', 'b'], {
  bounds: { ...defaultBounds, events: 2 },
});

const rule = (text: string, language = 'kuery'): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "${language}"\nquery = '''\n${text}\n'''\n`;

function hover(drawing: string, known: SampleFields = sample): string {
  const { text, offset } = readCursor(rule(drawing));
  const contents = doHover(parseRule(text), offset, { sample: known })?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

function items(source: string): readonly string[] {
  const context = { now: 0, newId: '', snippets: false, sample };
  return completionsAt(source, context).map(({ label, detail = '', textEdit }) => {
    const text = textEdit?.newText ?? '';
    return `${label} | ${detail}${text === label ? '' : ` | ${text}`}`;
  });
}

describe('hover with a sample', () => {
  const rows: readonly (readonly [string, RegExp, SampleFields?])[] = [
    [
      'process.na<|>me : x',
      /\*\*In tasks\.ndjson\*\*: in 3 of 4 events, 2 values\n\nMost frequent:\n- `cmd\.exe` in 2\n- `a "b"\.exe` in 1\n\n\*\*How/,
    ],
    ['process.name.te<|>xt : x', /\*\*: in 3 of 4 events, 2 values/],
    ['user.na<|>me : x', /\*\*In tasks\.ndjson\*\*: in none of 4 events\n\n\*\*How/],
    [
      'process.na<|>me : x',
      /\*\*In tasks\.ndjson and 1 more\*\*: in 2 of the first 2 events/,
      part,
    ],
    ['process.name : cmd<|>.exe', /\*\*In tasks\.ndjson\*\*: in 2 of 4 events\n/],
    ['process.name : cmd<|>', /\*\*In tasks\.ndjson\*\*: in none of 4 events\n/],
    ['process.name : cmd<|>*', /\*\*In tasks\.ndjson\*\*: in 3 of 4 events, 2 values\n/],
    ['event.code : 47<|>02', /`4702`[\s\S]*\*\*In tasks\.ndjson\*\*: in 1 of 4 events/],
  ];
  for (const [drawing, expected, known] of rows)
    it(drawing, () => {
      assert.match(hover(drawing, known), expected);
    });

  it('says nothing of name patterns', () => {
    assert.doesNotMatch(hover('process.na<|>* : x'), /tasks/);
  });
});

describe('completion with a sample', () => {
  it('offers its fields with how many events have them', () => {
    const offered = items(rule('process.n<|>'));
    assert.equal(offered[0], 'process.name | keyword · in 3 of 4 events, 2 values');
    assert.deepEqual(items(rule('own<|>')).slice(0, 1), ['own.tag | in 1 of 4 events, 1 value']);
    const group = items('[rule]\ntype = "threshold"\n[rule.threshold]\nfield = ["own<|>"]\n');
    assert.equal(group[0], 'own.tag | in 1 of 4 events, 1 value');
  });

  it('offers its values, the most frequent first, written as the query needs them', () => {
    assert.deepEqual(items(rule('process.name : <|>')).slice(0, 2), [
      'cmd.exe | in 2 of 4 events',
      String.raw`a "b".exe | in 1 of 4 events | "a \"b\".exe"`,
    ]);
    assert.deepEqual(items(rule('process.name : "<|>"')).slice(0, 2), [
      'cmd.exe | in 2 of 4 events',
      String.raw`a "b".exe | in 1 of 4 events | a \"b\".exe`,
    ]);
    assert.deepEqual(items(rule('process.name:<|>', 'lucene')).slice(0, 2), [
      'cmd.exe | in 2 of 4 events',
      String.raw`a "b".exe | in 1 of 4 events | "a \"b\".exe"`,
    ]);
  });

  it('keeps the meaning of values that are known, each once', () => {
    const offered = items(rule('event.code : "<|>"'));
    assert.match(
      offered[0] ?? '',
      /^4698 \| Scheduled task created \(Security\) · in 2 of 4 events$/,
    );
    assert.equal(offered.filter((item) => item.startsWith('4702 ')).length, 1);
    assert.equal(offered[2], '9999 | in 1 of 4 events');
  });
});
