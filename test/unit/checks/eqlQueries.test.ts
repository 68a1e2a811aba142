// Checks of queries in EQL.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFix, problemsOf } from '../../support/checkFixes';
import { assertSaid } from '../../support/checkRows';

const rule = (query: string, index = ''): string =>
  `[metadata]\n[rule]\ntype = "eql"\nlanguage = "eql"\n${index}query = '''\n${query}\n'''\n`;

const queryCodes: ReadonlySet<string> = new Set([
  'eql-syntax',
  'unknown-field',
  'ecs-value',
  'value-type',
  'quoted-wildcard',
  'duplicate-clause',
  'contradiction',
  'event-code-field',
  'field-data-set',
  'control-character',
  'outer-blank',
  'invisible-character',
  'address-block',
  'path-separator',
  'dataset-package',
]);

/** Query, what is said about it: the code and the text that it is about. */
const rows: readonly (readonly [query: string, said: readonly string[], index?: string])[] = [
  ['process where process.name : "a*" and not user.id in ("1", "2")', []],
  ['process where process.name : "a', ['eql-syntax "a']],
  ['process where process.nmae : "a"', ['unknown-field process.nmae']],
  ['process where ?process.nmae : "a" and my.own_thing == 1', []],
  ['sequence by user.naem [process where true] [file where true]', ['unknown-field user.naem']],
  ['process where length(process.nmae) > 5', ['unknown-field process.nmae']],
  ['proces where true', ['ecs-value proces']],
  ['info where true', []],
  ['any where event.type == "strat"', ['ecs-value "strat"']],
  ['any where event.type in ("start", "process_started")', []],
  ['any where event.type : "Start" and event.kind like "al*"', []],
  ['any where host.os.type == "Windows"', ['ecs-value "Windows"']],
  ['any where process.pid == "4"', ['value-type "4"']],
  ['any where process.pid in (1, 2) and process.pid != null', []],
  ['any where process.pid : 4', ['value-type process.pid']],
  ['any where destination.ip : "10.*"', ['value-type destination.ip']],
  ['any where destination.ip == "10.0.0.256"', ['value-type "10.0.0.256"']],
  ['any where destination.ip in ("10.0.0.1", "fe80::1", "10.0.0.0/8")', []],
  ['any where process.code_signature.trusted == "true"', ['value-type "true"']],
  ['any where event.code == 4624', ['value-type 4624']],
  ['any where message : "a"', ['value-type message']],
  ['any where user.name in ("a" or "b")', ['value-type "a"', 'value-type "b"']],
  ['any where process.code_signature.trusted == True', ['value-type True']],
  ['any where user.name == user.id', ['value-type user.id']],
  ['any where cidrMatch(source.ip, "10.0.0.0/8", "::1")', []],
  ['any where cidrMatch(source.ip, "10.0.0.0/33")', ['value-type "10.0.0.0/33"']],
  ['any where cidrMatch(user.name, "10.0.0.0/8")', ['value-type user.name']],
  ['any where process.name == "a*"', ['quoted-wildcard "a*"']],
  ['any where process.name in~ ("a", "b*")', ['quoted-wildcard "b*"']],
  ['any where process.name like ("a*") and process.name : "b*"', []],
  ['any where file.path : "C:\\temp"', ['control-character "C:\\temp"']],
  ['any where file.path : "C:\\\\temp"', []],
  ['any where source.address == "10.0.0.0/8"', ['address-block "10.0.0.0/8"']],
  ['any where file.path : "C:/x"', ['path-separator "C:/x"']],
  ['any where file.path : "?:\\\\x"', []],
  ['any where data_stream.dataset == "gcp.audt"', ['dataset-package "gcp.audt"']],
  ['any where event.dataset in ("gcp.audit", "own.audt")', []],
  ['any where process.name == "a "', ['outer-blank "a "']],
  ['any where process.name : "a *"', []],
  ['any where process.name == "a\u200b"', ['invisible-character \u200b']],
  ['any where a == 1 and (b == 2 or b == 2)', ['duplicate-clause b == 2']],
  ['any where user.name == "a" and not user.name == "a"', ['contradiction user.name == "a"']],
  ['any where user.name == "a" and user.name == "b"', ['contradiction user.name == "b"']],
  ['any where user.name : "a" and user.name == "A"', []],
  ['any where user.name : "a*" and user.name == "ab"', []],
  ['any where process.args == "a" and process.args == "b"', []],
  [
    'any where event.code == "4702" and winlog.event_data.ServiceName != null',
    ['event-code-field winlog.event_data.ServiceName'],
  ],
  ['any where event.code in ("4702", "4697") and winlog.event_data.ServiceName != null', []],
  [
    'process where dns.question.name : "a"',
    ['field-data-set dns.question.name'],
    'logs-endpoint.events.*',
  ],
  ['network where dns.question.name : "a"', [], 'logs-endpoint.events.*'],
  ['any where dns.question.name : "a"', [], 'logs-endpoint.events.*'],
];

describe('checks of EQL queries', () => {
  for (const [query, said, index] of rows)
    it(query, () => {
      const text = rule(query, index && `index = ["${index}"]\n`);
      assertSaid(text, (code) => queryCodes.has(code), said);
    });

  it('are fixed as in KQL', () => {
    const fixes: readonly (readonly [code: string, before: string, after: string])[] = [
      ['unknown-field', 'any where process.nmae : "a"', 'any where process.name : "a"'],
      ['ecs-value', 'any where event.type == "strat"', 'any where event.type == "start"'],
      ['ecs-value', 'proces where true', 'process where true'],
    ];
    for (const [code, before, after] of fixes) {
      const text = rule(before);
      const problem = problemsOf(text).find((candidate) => candidate.code === code);
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix, code);
      assert.equal(checkFix(text, problem, fix), rule(after));
    }
  });
});
