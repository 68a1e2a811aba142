// Checks of queries: where each squiggle stands, and the look-alikes that are right. Every query is drawn in a rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checks } from '../../../server/src/checks';
import { checkMessage, checkProblems } from '../../support/checkFeatures';

const around = (query: string, type = 'query', index = ''): string =>
  `[metadata]\n[rule]\ntype = "${type}"\n${index}query = '''\n${query}\n'''\n`;

/** By code: queries with their squiggles drawn below the line, and quiet queries. */
const drawings: Readonly<
  Record<string, { readonly found: readonly string[]; readonly quiet: readonly string[] }>
> = {
  'value-type': {
    found: [
      'process.pid: abc\n             ^^^ error value-type',
      'source.ip: (1.1.1.1 or x)\n                       ^ error value-type',
      '@timestamp > yesterday\n             ^^^^^^^^^ error value-type',
    ],
    quiet: [
      'process.pid: 80.0',
      'source.ip: "10.0.0.0/8"',
      '@timestamp > now-1d/d',
      'own.field: abc',
    ],
  },
  'wildcard-type': {
    found: [
      'source.ip: 10.*\n           ^^^^ error wildcard-type',
      'process.pid: 1*\n             ^^ error wildcard-type',
    ],
    quiet: ['source.ip: *', 'process.name: 1*', 'process.command_line: *a*'],
  },
  'nested-field': {
    found: ['process.parent: { name: x }\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ error nested-field'],
    quiet: ['process.parent.name: x'],
  },
  'null-value': {
    found: ['process.name: null\n              ^^^^ error null-value'],
    quiet: ['process.name: "null"', 'not process.name: *'],
  },
  'pattern-operator': {
    found: ['process.command_line: (*a AND)\n                       ^^^^^^ error pattern-operator'],
    quiet: ['process.command_line: *a', 'process.name: (*a AND)'],
  },
  'unknown-field': {
    found: [
      'process.nmae: (a or b)\n^^^^^^^^^^^^ warning unknown-field',
      'a: b and not event.cod: 1\n             ^^^^^^^^^ warning unknown-field',
      'CommandLine|contains: a\n^^^^^^^^^^^^^^^^^^^^ warning unknown-field',
    ],
    quiet: [
      'process.name: a',
      'my.own_thing: a',
      'winlog.event_data.Zzzqqq: a',
      'process.*: a',
      'labels.team: a',
    ],
  },
  'ecs-value': {
    found: [
      'event.category: (proces or files)\n                 ^^^^^^ warning ecs-value\n                           ^^^^^ warning ecs-value',
    ],
    quiet: [
      'event.category: (network or network_traffic)',
      'event.category: net*',
      'event.action: anything',
    ],
  },
  'event-type-for-category': {
    found: [
      'event.category: process and event.type: deletion\n                            ^^^^^^^^^^^^^^^^^^^^ warning event-type-for-category',
    ],
    quiet: [
      'event.category: process and event.type: (deletion or start)',
      'event.category: (process or file) and event.type: deletion',
      'event.category: process or event.type: deletion',
      'event.category: process and not event.type: deletion',
    ],
  },
  'event-code-field': {
    found: [
      'event.code: 4702 and winlog.event_data.ServiceName: x\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning event-code-field',
    ],
    quiet: [
      'event.code: 4702 and winlog.event_data.TaskName: x',
      'event.code: 99999 and winlog.event_data.ServiceName: x',
      'event.code: (4702 or 4697) and winlog.event_data.ServiceName: x',
      'event.code: 4702 or winlog.event_data.ServiceName: x',
    ],
  },
  'range-pair': {
    found: [
      'host.ip >= 10.0.0.0 and host.ip < 10.0.0.9\n                        ^^^^^^^^^^^^^^^^^^ warning range-pair',
    ],
    quiet: ['process.pid > 1 and process.pid < 9', 'host.ip > 10.0.0.0 and host.ip > 10.0.0.9'],
  },
  'free-text': {
    found: [
      'process.name=cmd.exe\n^^^^^^^^^^^^^^^^^^^^ warning free-text',
      'a: b and cmd.exe\n         ^^^^^^^ warning free-text',
    ],
    quiet: ['process.name: (a or b)', 'a: *'],
  },
  'wildcard-blank': {
    found: ['process.command_line: *a b*\n                      ^^^^^ warning wildcard-blank'],
    quiet: ['process.name: *a b*', 'process.command_line: *ab*', 'process.command_line: "a b"'],
  },
  'quoted-wildcard': {
    found: ['process.name: ("a*" or b*)\n               ^^^^ warning quoted-wildcard'],
    quiet: [
      'process.name: a*',
      'process.name: a\\*b',
      'winlog.event_data.ShareName: "\\\\\\\\*\\\\IPC$"',
    ],
  },
  'question-mark': {
    found: [
      'process.executable: ?\\:\\\\a.exe\n                    ^^^^^^^^^^ warning question-mark',
    ],
    quiet: ['url.full: *a?b=c*', 'process.executable: *\\:\\\\a.exe'],
  },
  'control-character': {
    found: [
      'process.executable: "C:\\temp"\n                    ^^^^^^^^^ warning control-character',
    ],
    quiet: ['process.executable: "C:\\\\temp"', 'process.executable: "C:\\Windows"'],
  },
  'missing-operator': {
    found: [
      'process.name: (a\n               ^ warning missing-operator\n b)',
      'process.name: (a, b or c)\n               ^^^^ warning missing-operator',
    ],
    quiet: [
      'process.name: (a or\n b)',
      'process.name: (a,b or c)',
      'process.name: a, b',
      'process.name: a b',
      'process.name: a\n and host.name: b',
    ],
  },
  'stray-quote': {
    found: [
      "process.name: 'cmd.exe'\n              ^^^^^^^^^ warning stray-quote",
      'process.name: (a or \u201ccmd*\u201d)\n                    ^^^^^^ warning stray-quote',
    ],
    quiet: ['process.name: "\'a\'"', "process.name: it's", "process.args: 'a"],
  },
  'regular-expression': {
    found: [
      'process.name: /cmd.*/\n              ^^^^^^^ warning regular-expression',
      'process.name: "/a|b/"\n              ^^^^^^^ warning regular-expression',
    ],
    quiet: ['file.path: /etc/cron.*/', 'file.path: /tmp/', 'file.path: "/usr/bin/[/"', 'a: /*/'],
  },
  'query-comment': {
    found: [
      'process.name: cmd.exe // the shell\n              ^^^^^^^^^^^^^^^^^^^^ warning query-comment',
    ],
    quiet: ['process.args: "a // b"', 'process.args: a--b', 'url.full: https\\://a', 'a: # b'],
  },
  'outer-blank': {
    found: ['process.name: " a"\n              ^^^^ warning outer-blank'],
    quiet: ['process.name: "a"', 'process.name: " "', 'message: "a "'],
  },
  'leading-wildcard': {
    found: ['process.name: (*a or b*)\n               ^^ hint leading-wildcard'],
    quiet: ['process.name: *', 'process.name: a*b'],
  },
  'case-variants': {
    found: [
      'process.name: (a or A)\n                    ^ hint case-variants',
      'process.command_line: (a* or A*)\n                             ^^ hint case-variants',
      'not user.name: a and not user.name: A\n                                    ^ hint case-variants',
    ],
    quiet: [
      'process.name.caseless: (a or A)',
      'process.name: (a or not A)',
      'process.name: (a* or A)',
      'process.name: (a or a)',
      'message: (a or A)',
      'process.name: (a or b)',
    ],
  },
  'risky-exclusion': {
    found: [
      'a: b and not process.executable: C\\:\\\\ProgramData\\\\*\n                                 ^^^^^^^^^^^^^^^^^^^ information risky-exclusion',
    ],
    quiet: [
      'process.executable: C\\:\\\\ProgramData\\\\*',
      'a: b and not process.executable: C\\:\\\\Windows\\\\System32\\\\*',
      'a: b and not process.name: ProgramData*',
    ],
  },
  contradiction: {
    found: [
      'event.code: 1 and event.code: 2\n                  ^^^^^^^^^^^^^ warning contradiction',
      'a: b and c: d and not a: b\n                  ^^^^^^^^ warning contradiction',
      'process.name: ab and not process.name: a*\n                     ^^^^^^^^^^^^^^^^^^^^ warning contradiction',
      'process.name: a and not process.name: *\n                    ^^^^^^^^^^^^^^^^^^^ warning contradiction',
      'event.code: 1 and event.code: (2 or 3)\n                  ^^^^^^^^^^^^^^^^^^^^ warning contradiction',
      'process.name: a* and process.name: (b or c*)\n                     ^^^^^^^^^^^^^^^^^^^^^^^ warning contradiction',
      'process.pid: 1 and process.pid: 2\n                   ^^^^^^^^^^^^^^ warning contradiction',
      'process.pid > 5 and process.pid < 6\n                    ^^^^^^^^^^^^^^^ warning contradiction',
      'source.ip: 10.0.0.1 and source.ip: 10.0.0.2\n                        ^^^^^^^^^^^^^^^^^^^ warning contradiction',
      'a > b and not a: *\n          ^^^^^^^^ warning contradiction',
      '(a: b or c: d) and not a: b and not c: d\n                                ^^^^^^^^ warning contradiction',
    ],
    quiet: [
      'process.name: (a or b) and process.name: (b or c)',
      'process.name: a* and process.name: *b',
      'process.name.caseless: a and process.name.caseless: A',
      'process.pid: 80 and process.pid: 80.0',
      'process.pid >= 5 and process.pid <= 5',
      'host.ip: 10.0.0.1 and host.ip: 10.0.0.2',
      'source.ip: 10.0.0.1 and source.ip: 10.0.0.0/8',
      '(a: b or c: d) and not a: b and not e: f',
      'process.args: a and process.args: b',
      'event.code: 1 or event.code: 2',
      'a: b and not a: c',
      'process.name: a* and not process.name: ab',
      'event.type: (start and end)',
    ],
  },
  tautology: {
    found: [
      'a: b or not a: b\n^^^^ warning tautology',
      'not host.name: a or not host.name: b\n                    ^^^^^^^^^^^^^^^^ warning tautology',
      'not process.pid: 1 or not process.pid: 2\n                      ^^^^^^^^^^^^^^^^^^ warning tautology',
      'not process.name: a* or not process.name: (b or c)\n                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning tautology',
    ],
    quiet: [
      'not process.args: a or not process.args: b',
      'not host.name: a and not host.name: b',
      'not a: b or c: d',
    ],
  },
  'duplicate-clause': {
    found: [
      'process.name: (a or b or a)\n                         ^ warning duplicate-clause',
      'a: b and c: d and (a: b)\n                   ^^^^ warning duplicate-clause',
      '(a: b and c: d) or (c: d and a: b)\n                    ^^^^^^^^^^^^^ warning duplicate-clause',
    ],
    quiet: ['process.name: (a or "a")', 'a: b or c: b'],
  },
  'shadowed-clause': {
    found: [
      'process.name: (ab or a*)\n               ^^ warning shadowed-clause',
      'process.name: * and process.name: a\n^^^^^^^^^^^^^^^ warning shadowed-clause',
      'a: b or (a: b and c: d)\n         ^^^^^^^^^^^^^ warning shadowed-clause',
      'process.command_line: (ab or a*)\n                       ^^ warning shadowed-clause',
      'process.name.caseless: (ab or a*)\n                        ^^ warning shadowed-clause',
      'process.pid > 5 and process.pid > 10\n^^^^^^^^^^^^^^^ warning shadowed-clause',
      'process.pid: 7 and process.pid > 5\n                   ^^^^^^^^^^^^^^^ warning shadowed-clause',
      'a >= b and a > b\n^^^^^^ warning shadowed-clause',
      'a: * and a > b\n^^^^ warning shadowed-clause',
      'a: b and *: *\n         ^^^^ warning shadowed-clause',
    ],
    quiet: [
      'process.name: (ab or b*)',
      'process.command_line: ("a b" or a *)',
      'process.name: (a* or *b)',
      'message: (ab or a*)',
      'process.pid > 5 and process.pid < 10',
      'process.args: a and not process.args: b',
      'a > 10 and a > 5',
      'a: { *: * and b: c }',
      'process.name: (AB or a*)',
    ],
  },
  'negated-list': {
    found: ['process.name: (a or not b)\n                    ^^^^^ warning negated-list'],
    quiet: [
      'process.name: (a and not b)',
      'process.name: (a or not *)',
      'process.name: a or not host.name: b',
    ],
  },
  'not-scope': {
    found: ['not a: b or c: d\n^^^^^^^^ information not-scope'],
    quiet: [
      '(not a: b) or c: d',
      'not (a: b or c: d)',
      'not a: b and c: d',
      'not a: b or not c: d',
    ],
  },
  'mixed-operators': {
    found: ['a: b or c: d and e: f\n        ^^^^^^^^^^^^^ hint mixed-operators'],
    quiet: ['a: b or (c: d and e: f)', 'a: b and (c: d or e: f)', 'a: b or c: (d and e)'],
  },
  'double-negation': {
    found: ['not (not a: b)\n^^^^^^^^^^^^^^ hint double-negation'],
    quiet: ['not (a: b and not c: d)'],
  },
  'mergeable-clauses': {
    found: [
      'a: b or a: c\n^^^^ information mergeable-clauses',
      'x: y and not a: b and not a: c\n         ^^^^^^^^ information mergeable-clauses',
      'a: b or (a: c or x: y) or a: (d)\n^^^^ information mergeable-clauses',
    ],
    quiet: [
      'process.args: a or process.args: b',
      'message: a or message: b',
      'a: (b or not c) or a: d',
      'a: (b or c)',
      'a: b and a: c',
      'not a: b or not a: c',
      'a: b or c: b',
      'a > 1 or a < 0',
    ],
  },
  'kql-dialect': {
    found: [
      'a: b AND c: d\n     ^^^ information kql-dialect',
      'process.name: a b\n              ^^^ information kql-dialect',
    ],
    quiet: [
      'a: b and c: d',
      'process.name: *a b*',
      'process.name: "AND"',
      'process.name: C\\:\\\\a\\\\*',
    ],
  },
};

describe('checks of queries', () => {
  for (const [code, { found, quiet }] of Object.entries(drawings)) {
    for (const drawing of found)
      it(`${code}: ${drawing.split('\n')[0] ?? ''}`, () => {
        checkProblems(code, around(drawing));
      });
    for (const query of quiet)
      it(`${code}, not: ${query}`, () => {
        checkProblems(code, around(query));
      });
  }

  it('time-clause: in new_terms alone', () => {
    const drawing =
      'a: b and @timestamp > now-1d\n         ^^^^^^^^^^^^^^^^^^^ warning time-clause';
    checkProblems('time-clause', around(drawing, 'new_terms'));
    checkProblems('time-clause', around('a: b and @timestamp > now-1d'));
  });

  it('unknown-field: without a near name only where the data is known as a whole', () => {
    const endpoint = 'index = ["logs-endpoint.events.process-*"]\n';
    const drawing = 'process.zzzqqqxxx: a\n^^^^^^^^^^^^^^^^^ warning unknown-field';
    checkProblems('unknown-field', around(drawing, 'query', endpoint));
    checkProblems('unknown-field', around('process.zzzqqqxxx: a'));
    const other = 'index = ["logs-endpoint.events.process-*", "own-*"]\n';
    checkProblems('unknown-field', around('process.zzzqqqxxx: a', 'query', other));
  });

  it('say what is wrong and what to do', () => {
    checkMessage(
      'wildcard-blank',
      around('process.command_line: *a b*'),
      '`process.command_line` has type wildcard, so this value is cut at its blanks into `*a` or `b*`: each of them is enough.',
    );
    checkMessage(
      'event-code-field',
      around('event.code: 4702 and winlog.event_data.TaskNam: x'),
      'Event 4702 does not carry `winlog.event_data.TaskNam`. Did you mean `winlog.event_data.TaskName`?',
    );
  });

  it('are all drawn here', () => {
    // The check of Lucene is drawn beside the other checks of its queries.
    const drawn = [...Object.keys(drawings), 'time-clause', 'lucene-operator'];
    const first = checks.findIndex(({ code }) => code === 'value-type');
    const last = checks.findIndex(({ code }) => code === 'kql-dialect');
    const codes = checks.slice(first, last + 1).map(({ code }) => code);
    assert.deepEqual([...codes].sort(), [...drawn].sort());
  });
});
