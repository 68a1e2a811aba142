// Completion and hover in EQL and ES|QL queries, which are read word by word.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkHover, completionsAt } from '../../support/checkFeatures';

const ruleOf = (language: string, query: string): string =>
  `[metadata]\n[rule]\ntype = "${language}"\nlanguage = "${language}"\nquery = '''\n${query}\n'''\n`;
const eql = (query: string): string => ruleOf('eql', query);
const esql = (query: string): string => ruleOf('esql', query);

/** The query with the first item of a label taken. */
function taken(source: string, label: string): string {
  const item = completionsAt(source).find((each) => each.label === label);
  assert.ok(item?.textEdit && 'range' in item.textEdit, `${label} is not offered`);
  const { range, newText } = item.textEdit;
  const lines = source.replace('<|>', '').split('\n');
  const line = lines[range.start.line] ?? '';
  return line.slice(0, range.start.character) + newText + line.slice(range.end.character);
}

const offered: readonly (readonly [name: string, source: string, item: string, line: string])[] = [
  ['an event category', eql('<|>'), 'process where', 'process where '],
  [
    'a part of a sequence',
    eql('sequence by host.id [fi<|>'),
    'file where',
    'sequence by host.id [file where ',
  ],
  ['a field', eql('process where process.na<|>'), 'process.name', 'process where process.name'],
  ['an optional field', eql('any where ?user.na<|>'), 'user.name', 'any where ?user.name'],
  [
    'a field that shares values',
    eql('sequence by process.ent<|>'),
    'process.entity_id',
    'sequence by process.entity_id',
  ],
  [
    'how long a sequence may take',
    eql('sequence by host.id, ?user.id <|>'),
    'with maxspan=1m',
    'sequence by host.id, ?user.id with maxspan=1m ',
  ],
  ['an operator', eql('any where user.name <|>'), 'like~', 'any where user.name like~ '],
  ['a value', eql('any where host.os.type == <|>'), 'linux', 'any where host.os.type == "linux"'],
  [
    'a value in quotes',
    eql('any where host.os.type : "li<|>"'),
    'linux',
    'any where host.os.type : "linux"',
  ],
  [
    'a value of a list',
    eql('any where event.type in ("start", "<|>")'),
    'end',
    'any where event.type in ("start", "end")',
  ],
  [
    'a value of a list that is left out',
    eql('any where not event.type in ("<|>'),
    'end',
    'any where not event.type in ("end',
  ],
  [
    'a boolean',
    eql('any where process.code_signature.trusted == <|>'),
    'true',
    'any where process.code_signature.trusted == true',
  ],
  [
    'another field to compare with',
    eql('any where process.name == process.parent.na<|>'),
    'process.parent.name',
    'any where process.name == process.parent.name',
  ],
  ['what goes on', eql('any where user.name == "x" <|>'), 'and', 'any where user.name == "x" and '],
  ['what negates', eql('any where n<|>'), 'not', 'any where not '],
  ['a command', esql('from logs-* | wh<|>'), 'where', 'from logs-* | where '],
  [
    'a source',
    esql('from logs-end<|>'),
    'logs-endpoint.events.process-*',
    'from logs-endpoint.events.process-*',
  ],
  [
    'a further source',
    esql('from a-*, logs-end<|> | limit 1'),
    'logs-endpoint.events.file-*',
    'from a-*, logs-endpoint.events.file-* | limit 1',
  ],
  [
    'metadata',
    esql('from logs-* met<|>'),
    'metadata _id, _version, _index',
    'from logs-* metadata _id, _version, _index ',
  ],
  [
    'its fields',
    esql('from logs-* metadata <|>'),
    '_id, _version, _index',
    'from logs-* metadata _id, _version, _index ',
  ],
  [
    'a column',
    esql('from a | keep host.name, host.os.ty<|>'),
    'host.os.type',
    'from a | keep host.name, host.os.type',
  ],
  [
    'a value of ES|QL',
    esql('from a | where host.os.type == "<|>"'),
    'windows',
    'from a | where host.os.type == "windows"',
  ],
  [
    'a value that is left out',
    esql('from a | where event.type not in ("<|>")'),
    'info',
    'from a | where event.type not in ("info")',
  ],
  [
    'an operator of ES|QL',
    esql('from a | where `user.name` <|>'),
    'is not null',
    'from a | where `user.name` is not null ',
  ],
];

describe('completion in EQL and ES|QL', () => {
  for (const [name, source, item, line] of offered)
    it(`offers ${name}`, () => {
      assert.equal(taken(source, item), line);
    });

  const silent: readonly (readonly [string, string])[] = [
    ['a comment', eql('any where true // process.na<|>')],
    ['a long comment', eql('any where true /* process.na<|>')],
    ['a text that no field has', eql('any where concat("pro<|>")')],
    ['a pipe of EQL', eql('any where true | <|>')],
  ];
  for (const [name, source] of silent)
    it(`offers nothing in ${name}`, () => {
      assert.deepEqual(completionsAt(source), []);
    });

  it('writes a value as its TOML string needs it', () => {
    const source =
      '[rule]\ntype = "eql"\nlanguage = "eql"\nquery = "any where host.os.type == <|>"\n';
    assert.equal(taken(source, 'linux'), 'query = "any where host.os.type == \\"linux\\""');
  });

  it('answers anywhere in any text', () => {
    const text =
      'sequence by ?a [any where b in ("c", \'d") and `e` == """f /* g // h\n] | i ~= (,, from j';
    for (const query of [eql, esql])
      for (let at = 0; at <= text.length; at++)
        completionsAt(query(`${text.slice(0, at)}<|>${text.slice(at)}`));
  });
});

describe('hover in EQL and ES|QL', () => {
  it('explains a field', () => {
    checkHover(
      eql('process where process.na<|>me : "cmd.exe"'),
      /^\*\*`process\.name`\*\* · keyword/,
    );
    checkHover(eql('process where <|>message : "cmd.exe"'), /^\*\*`message`\*\*/);
    checkHover(esql('from a | where `host.os.ty<|>pe` == "x"'), /^\*\*`host\.os\.type`\*\*/);
  });

  it('explains a value of it', () => {
    checkHover(eql('any where event.category == "ia<|>m"'), /^\*\*`event\.category`\*\* · `iam`/);
    checkHover(eql('any where winlog.event_id in ("1", "47<|>02")'), /Scheduled task changed/);
  });

  it('says nothing of other words', () => {
    checkHover(eql('process wh<|>ere true'));
    checkHover(eql('any where true // process.na<|>me'));
    checkHover(esql('from logs-system.sec<|>urity* | limit 1'));
  });
});
