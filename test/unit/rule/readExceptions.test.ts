// Exception items out of the files of a rules repository and of Kibana, and what is said of broken ones.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readExceptions } from '../../../server/src/rule/readExceptions';

const repository = `
[metadata]
creation_date = "2026/01/01"
list_name = "Ours"
rule_ids = ["r1"]
rule_names = ["A rule"]

[[exceptions]]
[exceptions.container]
name = "Ours"
list_id = "ours"
type = "rule_default"

[[exceptions.items]]
name = "Scanner"
comments = []
type = "simple"
expire_time = "2027-01-01T00:00:00Z"
os_types = ["linux"]
[[exceptions.items.entries]]
field = "source.ip"
type = "match_any"
operator = "included"
value = ["10.0.0.1", "10.0.0.2"]
[[exceptions.items.entries]]
field = "process.parent"
type = "nested"
[[exceptions.items.entries.entries]]
field = "name"
type = "exists"
operator = "excluded"

[[exceptions.items]]
name = "Second"
list_id = "theirs"
[[exceptions.items.entries]]
field = "user.name"
type = "list"
operator = "included"
list = {id = "users.txt", type = "keyword"}
`;

describe('exception items', () => {
  it('of a rules repository', () => {
    const { items, listIds, problems } = readExceptions(repository, 'e.toml');
    assert.deepEqual(problems, []);
    assert.deepEqual(listIds, ['ours']);
    const shared = { listType: 'rule_default', ruleIds: ['r1'], file: 'e.toml' };
    assert.deepEqual(items, [
      {
        ...shared,
        name: 'Scanner',
        listId: 'ours',
        line: 14,
        osTypes: ['linux'],
        expireTime: '2027-01-01T00:00:00Z',
        entries: [
          {
            type: 'match_any',
            field: 'source.ip',
            isExcluded: false,
            values: ['10.0.0.1', '10.0.0.2'],
          },
          {
            type: 'nested',
            field: 'process.parent',
            entries: [{ type: 'exists', field: 'name', isExcluded: true }],
          },
        ],
      },
      {
        ...shared,
        name: 'Second',
        listId: 'theirs',
        line: 33,
        osTypes: [],
        expireTime: undefined,
        entries: [
          {
            type: 'list',
            field: 'user.name',
            isExcluded: false,
            list: { id: 'users.txt', type: 'keyword' },
          },
        ],
      },
    ]);
  });

  const entry = { field: 'a', type: 'match', operator: 'included', value: 'x' };
  const item = { name: 'one', list_id: 'l', item_id: 'i', entries: [entry] };
  const list = { list_id: 'l', type: 'endpoint', name: 'A list' };
  /** Name, text of the file. */
  const exports: readonly (readonly [string, string])[] = [
    [
      'NDJSON',
      [list, item, { exported_exception_list_count: 1 }]
        .map((line) => JSON.stringify(line))
        .join('\n'),
    ],
    ['NDJSON, list behind its item', `${JSON.stringify(item)}\r\n\n${JSON.stringify(list)}\n`],
    ['array', JSON.stringify([list, item], undefined, 2)],
    ['page of a search', JSON.stringify([list, { data: [item], page: 1, per_page: 20, total: 1 }])],
  ];
  for (const [name, text] of exports)
    it(`of Kibana: ${name}`, () => {
      const { items, listIds, problems } = readExceptions(text, 'e.ndjson');
      assert.deepEqual(problems, []);
      assert.deepEqual(listIds, ['l']);
      assert.equal(items.length, 1);
      assert.equal(items[0]?.listType, 'endpoint');
      assert.equal(items[0].listId, 'l');
      assert.deepEqual(items[0].entries, [
        { type: 'match', field: 'a', isExcluded: false, value: 'x' },
      ]);
    });

  /** Entry, what is said of it. */
  const broken: readonly (readonly [object, RegExp])[] = [
    [{ ...entry, type: 'regexp' }, /an entry of type "regexp" is not evaluated locally/],
    [{ ...entry, operator: 'is' }, /the operator of a is included or excluded/],
    [{ ...entry, value: undefined }, /match on a needs a value/],
    [{ ...entry, type: 'match_any' }, /match_any on a needs a list/],
    [{ ...entry, type: 'list' }, /needs the list's id and type/],
    [{ ...entry, field: undefined }, /an entry has no field/],
    [{ field: 'a', type: 'nested', entries: [] }, /the nested entry on a is empty/],
    [
      { field: 'a', type: 'nested', entries: [{ field: 'b', type: 'nested', entries: [entry] }] },
      /nested entries hold no others/,
    ],
  ];
  for (const [bad, message] of broken)
    it(`broken: ${message.source}`, () => {
      const { problems } = readExceptions(
        JSON.stringify({ ...item, entries: [entry, bad] }),
        'e.json',
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', /^e\.json:1: exception item "one": /);
      assert.match(problems[0] ?? '', message);
    });

  it('broken files say where', () => {
    assert.deepEqual(readExceptions('{"list_id":"l"}\nno\n', 'e.ndjson').problems, [
      'e.ndjson:2: not JSON',
    ]);
    assert.match(readExceptions(`${repository}x = `, 'e.toml').problems[0] ?? '', /^e\.toml:\d+: /);
  });

  it('other files hold none', () => {
    for (const [text, file] of [
      ['', 'a.toml'],
      ['[rule]\nname = "x"\n', 'a.toml'],
      ['', 'a.json'],
      ['[1, null, {"a": 1}]', 'a.json'],
    ] as const)
      assert.deepEqual(readExceptions(text, file), { items: [], listIds: [], problems: [] });
  });
});
