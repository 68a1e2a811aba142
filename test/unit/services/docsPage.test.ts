// Documentation pages: which one a place of a rule has, and what it says beside the catalogue.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEvents } from '../../../server/src/events/readEvents';
import { summarizeFields } from '../../../server/src/events/sampleFields';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { docsSubjectAt } from '../../../server/src/services/docsAt';
import { docsPage, docsSubject, docsUri } from '../../../server/src/services/docsPage';
import type { DocsKind } from '../../../server/src/services/docsPage';
import type { Knowledge } from '../../../server/src/services/knowledge';
import type { KnownField } from '../../../server/src/engine/matcher';
import { readCursor } from '../../support/drawing';
import { ndjson, sampleOf } from '../../support/samples';

const documents = [
  { event: { code: '4702' }, process: { name: 'cmd.exe' }, own: { tag: 'one' } },
  { event: { code: '4698' }, process: { name: 'cmd.exe' } },
];
const ofWorkspace: Readonly<Record<string, KnownField>> = {
  'own.field': { type: 'ip', source: 'schema', origin: 'non-ecs-schema' },
  'own.key': { type: 'flattened', source: 'explicit', flattenedKey: 'key' },
  'process.name': { type: 'wildcard', source: 'schema', origin: 'ecs_flat' },
  'process.pid': { type: 'long', source: 'catalog' },
};
const knowledge: Knowledge = {
  sample: summarizeFields(
    readEvents(sampleOf(ndjson(documents)), () => undefined),
    ['a.ndjson'],
  ),
  fields: { find: (name) => ofWorkspace[name], names: () => Object.keys(ofWorkspace) },
};

describe('documentation pages', () => {
  const rows: readonly (readonly [DocsKind, string, readonly RegExp[]])[] = [
    [
      'field',
      'process.name',
      [
        /^# process\.name\n\nwildcard · workspace schema `ecs_flat`\n\nThe catalogue \(ECS\) has it as keyword\.\n/,
        /\n\n\*\*In a\.ndjson\*\*: in 2 of 2 events, 1 value\n\nMost frequent:\n- `cmd\.exe` in 2\n\n## How/,
      ],
    ],
    [
      'field',
      'process.pid',
      [/^# process\.pid\n\nlong · ECS\n/, /a\.ndjson\*\*: in none of 2 events/],
    ],
    ['field', 'own.field', [/^# own\.field\n\nip · workspace schema `non-ecs-schema`\n\n\*\*In a/]],
    ['field', 'own.key', [/flattened · your setting\n\nThe key `key` of a flattened field\./]],
    ['field', 'own.tag', [/Not in the catalogue/, /a\.ndjson\*\*: in 1 of 2 events, 1 value/]],
    ['event', '4702', [/^# Event 4702\n\n\*\*In a\.ndjson\*\*: in 1 of 2 events\n\n## /]],
    ['attack', 'T1053.005', [/^# Scheduled Task\n/]],
  ];
  for (const [kind, name, expected] of rows)
    it(`${kind} ${name}`, () => {
      const text = docsPage({ kind, name }, { knowledge, asked: [] });
      for (const part of expected) assert.match(text ?? '', part);
    });

  it('speak of the catalogue alone where nothing else is known', () => {
    const text = docsPage({ kind: 'field', name: 'process.name' }) ?? '';
    assert.match(text, /^# process\.name\n\nkeyword · ECS\n/);
    assert.doesNotMatch(text, /sample|schema/);
    assert.equal(docsPage({ kind: 'field', name: 'own.field' }), undefined);
  });

  it('list the events first that the rule asks for', () => {
    const name = 'winlog.event_data.TaskName';
    const text = docsPage({ kind: 'field', name }, { knowledge: {}, asked: ['4702'] });
    assert.match(text ?? '', /## Events that carry it\n\n- `4702`/);
  });

  it('have addresses that name the rule, as VS Code writes them too', () => {
    const subject = { kind: 'field', name: 'a/b c', rule: 'file:///r%20s/x.toml' } as const;
    assert.deepEqual(docsSubject(docsUri(subject)), subject);
    assert.equal(docsUri({ kind: 'event', name: '1' }), 'rulewright-docs:/event/1.md');
    for (const other of ['rulewright-docs:/x/y.md', 'rulewright-docs:/field/%.md', 'x', '%'])
      assert.equal(docsSubject(other), undefined);
  });
});

describe('the page of a place', () => {
  const rule = (text: string, language = 'kuery'): string =>
    `[metadata]\n[rule]\ntype = "query"\nlanguage = "${language}"\nquery = '''\n${text}\n'''\n`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [rule('process.na<|>me : x'), 'field process.name'],
    [rule('process.name : x<|>'), 'field process.name'],
    [rule('event.code : 47<|>02'), 'event 4702'],
    [rule('event.code : 12<|>345678'), 'field event.code'],
    [rule('own.fi<|>eld : x'), 'field own.field'],
    [rule('own.t<|>ag : x'), 'field own.tag'],
    [rule('own.oth<|>er : x'), undefined],
    [rule('fr<|>ee'), undefined],
    [rule('process.na<|>me:x', 'lucene'), 'field process.name'],
    [rule('event.code:47<|>02', 'lucene'), 'event 4702'],
    ['[rule]\ntimestamp_override = "event.ing<|>ested"\n', 'field event.ingested'],
    ['[[rule.threat]]\n[[rule.threat.technique]]\nid = "T10<|>53"\n', 'attack T1053'],
  ];
  for (const [drawing, expected] of rows)
    it(drawing.split('\n').find((line) => line.includes('<|>')) ?? '', () => {
      const { text, offset } = readCursor(drawing);
      const found = docsSubjectAt(parseRule(text), offset, knowledge);
      assert.equal(found && `${found.kind} ${found.name}`, expected);
    });
});
