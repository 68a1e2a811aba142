// Files of exceptions, actions and connectors: recognised by content, checked by tables of their own.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { companionKeyTables } from '../../../server/src/rule/companionKeys';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import {
  checkCompletion,
  checkHover,
  checkMessage,
  checkProblems,
} from '../../support/checkFeatures';
import { checkFix, problemsOf } from '../../support/checkFixes';

const dates = `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/02"
`;

const lists = `${dates}list_name = "Backup tools"
rule_ids = ["5f1c2d3e-0000-4000-8000-000000000001"]
rule_names = ["A rule"]

[[exceptions]]
[exceptions.container]
name = "Backup tools"
description = "Tools of the nightly backup"
type = "detection"
`;

const item = `
[[exceptions.items]]
name = "The agent"
description = "Runs every night"
list_id = "backup"
type = "simple"
comments = []
`;

const entry = (lines: string): string =>
  `\n[[exceptions.items.entries]]\nfield = "process.name"\noperator = "included"\n${lines}\n`;

const actions = `${dates}rule_id = ["5f1c2d3e-0000-4000-8000-000000000001"]
rule_name = "A rule"

[[actions]]
action_type_id = ".email"
group = "default"
[actions.params]
body = "Look"
`;

const connectors = `${dates}action_connector_name = "Mail"
rule_ids = ["5f1c2d3e-0000-4000-8000-000000000001"]
rule_names = ["A rule"]

[[action_connectors]]
id = "mail"
[action_connectors.attributes]
name = "Mail"
`;

const nested = `
[[exceptions.items.entries]]
field = "process.parent"
type = "nested"
entries = [{ field = "name", type = "match", operator = "included", value = "a" }]
`;

const all = [
  'type = "match"\nvalue = "a"',
  'type = "wildcard"\nvalue = "a*"',
  'type = "match_any"\nvalue = ["a", "b"]',
  'type = "exists"',
  'type = "list"\nlist = { id = "names", type = "keyword" }',
].map(entry);

const codes = (text: string): readonly string[] =>
  problemsOf(text).map(({ code, message }) => `${code}: ${message}`);

describe('companion files', () => {
  it('are silent where they are right', () => {
    for (const text of [lists + item + all.join('') + nested, actions, connectors])
      assert.deepEqual(codes(text), [], text);
  });

  it('have a type that is one, whatever JavaScript knows by that name', () => {
    const text = lists + item + entry('type = "constructor"\nvalue = "a"');
    assert.deepEqual(codes(text), [
      'invalid-value: `type` must be one of `match`, `match_any`, `exists`, `list`, `wildcard`, `nested`.',
    ]);
  });

  it('are told by their content', () => {
    const kind = (text: string): string | undefined => parseRule(text).companion;
    assert.equal(kind(lists), 'exceptions');
    assert.equal(kind('[[exceptions]]\n[exceptions.container]\n'), 'exceptions');
    assert.equal(kind(actions), 'actions');
    assert.equal(kind(connectors), 'action_connectors');
    // Lists of other tools.
    assert.equal(kind('[[actions]]\nrun = "make"\n'), undefined);
    assert.equal(kind('[metadata]\nname = "x"\n[[exceptions]]\nline = 3\n'), undefined);
    // A rule has actions too.
    assert.equal(kind('[metadata]\n[rule]\ntype = "query"\n[[rule.actions]]\nx = 1\n'), undefined);
  });

  it('need what their schema asks for', () => {
    checkProblems(
      'missing-key',
      `[metadata]
creation_date = "2026/01/01"
updated_date = "2026/01/02"
rule_ids = []
rule_names = []
list_name = "x"

[[exceptions]]
[exceptions.container]
^^^^^^^^^^^^^^^^^^^^^^ error missing-key
name = "x"
type = "detection"

[[exceptions.items]]
^^^^^^^^^^^^^^^^^^^^ error missing-key
^^^^^^^^^^^^^^^^^^^^ error missing-key
name = "x"
list_id = "x"
type = "simple"
comments = []
`,
    );
    checkMessage(
      'missing-key',
      `${actions}[[actions]]\ngroup = "x"\nparams = {}\n`,
      '`action_type_id` is missing in `actions`.',
    );
  });

  it('have no other keys', () => {
    checkProblems(
      'unknown-key',
      lists
        .replace('type =', 'typ =')
        .replace('typ = "detection"\n', 'typ = "detection"\n^^^ error unknown-key\n'),
    );
    checkMessage(
      'unknown-key',
      `${lists}\n[[exceptions.items]]\noperator = "included"\n`,
      'There is no key `operator` in `exceptions.items`. It belongs in `[exceptions.items.entries]`.',
    );
  });

  it('have values of the right kind', () => {
    checkMessage(
      'invalid-value',
      lists.replace('"detection"', '"detect"'),
      '`type` must be one of `detection`, `rule_default`, `endpoint`.',
    );
    checkMessage(
      'wrong-type',
      actions.replace(/\["(5f.*)"\]/, '"$1"'),
      '`rule_id` must be a list of strings, not a string.',
    );
    assert.deepEqual(
      codes(lists.replace('updated_date = "2026', 'updated_date = "2025')).map(
        (one) => one.split(':')[0],
      ),
      ['date-order'],
    );
  });

  it('are not judged as rules', () => {
    // The same keys elsewhere, and comments that silence.
    assert.deepEqual(codes(`${lists}# rulewright-disable-next-line unknown-key\nx = 1\n`), []);
  });
});

/** An entry, and what is said about it. */
const entries: readonly (readonly [lines: string, message: string])[] = [
  ['type = "match"', 'An entry of type `match` needs `value`.'],
  ['type = "match"\nvalue = ["a", "b"]', 'Several values need an entry of type `match_any`.'],
  ['type = "match_any"\nvalue = "a"', 'An entry of type `match_any` has a list of values.'],
  ['type = "exists"\nvalue = "a"', 'An entry of type `exists` has no `value`.'],
  [
    'type = "list"\nvalue = "a"\nlist = { id = "x", type = "ip" }',
    'An entry of type `list` has no `value`.',
  ],
  ['type = "list"', 'An entry of type `list` needs `list`.'],
  ['type = "nested"', 'An entry of type `nested` needs `entries`.'],
];

describe('exception-entry', () => {
  for (const [lines, message] of entries)
    it(message, () => {
      checkMessage('exception-entry', lists + item + entry(lines), message);
    });

  it('looks into nested entries', () => {
    const text = lists + item + nested.replace(', value = "a"', '');
    checkMessage('exception-entry', text, 'An entry of type `match` needs `value`.');
  });

  it('knows what an endpoint list cannot have', () => {
    const text = (lists + item + entry('type = "exists"')).replace('"detection"', '"endpoint"');
    assert.deepEqual(codes(text), []);
    checkMessage(
      'exception-entry',
      text.replace('"included"', '"excluded"'),
      'Entries of an endpoint list cannot be `excluded`.',
    );
  });

  it('is fixed', () => {
    const fixed: readonly (readonly [before: string, after: string])[] = [
      ['type = "match_any"\nvalue = "a"', 'type = "match_any"\nvalue = ["a"]'],
      ['type = "match"\nvalue = ["a", "b"]', 'type = "match_any"\nvalue = ["a", "b"]'],
      ['type = "exists"\nvalue = "a"', 'type = "exists"'],
    ];
    for (const [before, after] of fixed) {
      const text = lists + item + entry(before);
      const problem = problemsOf(text).find(({ code }) => code === 'exception-entry');
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix);
      assert.equal(checkFix(text, problem, fix), lists + item + entry(after));
    }
  });
});

describe('editing companion files', () => {
  it('explains their keys and values', () => {
    checkHover(lists.replace('list_name', 'list_<|>name'), /Name of the list/);
    checkHover(lists.replace('"detection"', '"detec<|>tion"'), /that rules share/);
    checkHover(actions.replace('[actions.params]', '[actions.par<|>ams]'), /what the connector/i);
  });

  it('offers their keys, values and headers', () => {
    checkCompletion(`${lists}${item}<|>`, {
      has: ['item_id'],
      hasNot: ['query', 'type', 'list_name'],
    });
    checkCompletion(lists.replace('"detection"', '"<|>"'), { has: ['detection', 'endpoint'] });
    checkCompletion(`${actions}\n[<|>`, { has: ['[[actions]]'], hasNot: ['[rule]'] });
  });
});

describe('tables of companion keys', () => {
  for (const [kind, table] of Object.entries(companionKeyTables))
    it(`${kind}: each path once, below its table, with a sentence`, () => {
      const paths = table.keys.map(({ path }) => path);
      assert.equal(new Set(paths).size, paths.length);
      for (const { path, description } of table.keys) {
        assert.match(description, /^[^ ].*[.]$/, path);
        if (!path.includes('.')) continue;
        const parent = table.find(path.slice(0, path.lastIndexOf('.')));
        assert.ok(parent?.type === 'table' || parent?.type === 'tables', path);
      }
    });
});
