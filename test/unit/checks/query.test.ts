// Checks of queries: where each squiggle stands, and the look-alikes that are right. Every query is drawn in a rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checks } from '../../../server/src/checks';
import { checkMessage, checkProblems } from '../../support/checkFeatures';
import { logicDrawings } from '../../support/logicDrawings';
import type { Drawings } from '../../support/logicDrawings';

const around = (query: string, type = 'query', index = ''): string =>
  `[metadata]\n[rule]\ntype = "${type}"\n${index}query = '''\n${query}\n'''\n`;

/** By code: queries with their squiggles drawn below the line, and quiet queries. */
const drawings: Drawings = {
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
    found: [
      'email.attachments.file.name: a\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ error nested-field',
      'email.attachments.file.name: (a or b)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ error nested-field',
      'process.parent: { name: x }\n^^^^^^^^^^^^^^^^^^^^^^^^^^^ error nested-field',
    ],
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
      '!process.name: a\n^^^^^^^^^^^^^ warning unknown-field',
      'process.nmae: (a or b)\n^^^^^^^^^^^^ warning unknown-field',
      'a: b and not event.cod: 1\n             ^^^^^^^^^ warning unknown-field',
      'executable: a\n^^^^^^^^^^ warning unknown-field',
      '_exists_: user.name\n^^^^^^^^ warning unknown-field',
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
      'event.category: (process or registy)\n                            ^^^^^^^ warning ecs-value',
      'event.category: PROCESS\n                ^^^^^^^ warning ecs-value',
      'event.category: (proces or files)\n                 ^^^^^^ warning ecs-value\n                           ^^^^^ warning ecs-value',
    ],
    quiet: [
      'event.type: (start or started)',
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
      'event.category: file and event.category: process and event.type: start',
      'event.category: (file and process) and event.type: start',
      'event.category: process and event.type: (deletion or start)',
      'event.category: (process or file) and event.type: deletion',
      'event.category: process or event.type: deletion',
      'event.category: process and not event.type: deletion',
    ],
  },
  'event-code-field': {
    found: [
      'event.code: 4702 and winlog.event_data.ServiceName > x\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning event-code-field',
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
    quiet: [
      'x: { host.ip > 10.0.0.0 and host.ip < 10.0.0.9 }',
      'process.pid > 1 and process.pid < 9',
      'host.ip > 10.0.0.0 and host.ip > 10.0.0.9',
    ],
  },
  'free-text': {
    found: [
      'process.name: a or b\n                   ^ warning free-text',
      'process.name != a\n^^^^^^^^^^^^^^^^^ warning free-text',
      'process.name=cmd.exe\n^^^^^^^^^^^^^^^^^^^^ warning free-text',
      'a: b and cmd.exe\n         ^^^^^^^ warning free-text',
    ],
    quiet: ['process.name: (a or b)', 'a: *'],
  },
  'wildcard-blank': {
    found: [
      'email.attachments: { file.name: *a b* }\n                                ^^^^^ warning wildcard-blank',
      'process.command_line: *a b*\n                      ^^^^^ warning wildcard-blank',
    ],
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
      'process.name: cmd?.exe\n              ^^^^^^^^ warning question-mark',
      'destination.domain: (?.a.b or c)\n                     ^^^^^ warning question-mark',

      'process.executable: ?\\:\\\\a.exe\n                    ^^^^^^^^^^ warning question-mark',
    ],
    quiet: [
      'url.path: a?b',
      'process.executable: \\\\\\\\?\\\\C\\:\\\\a*',
      'process.executable: "\\\\??\\\\C:\\\\a"',
      'process.args: a?b',
      'url.domain: a',
      'url.full: *a?b=c*',
      'process.executable: *\\:\\\\a.exe',
    ],
  },
  'control-character': {
    found: [
      'process.executable: "C:\\temp"\n                    ^^^^^^^^^ warning control-character',
    ],
    quiet: ['process.executable: "C:\\\\temp"', 'process.executable: "C:\\Windows"'],
  },
  'missing-operator': {
    found: [
      'process.name: [a, b]\n              ^^^^^^ warning missing-operator',
      'process.name: (a, b)\n               ^^^^ warning missing-operator',
      'process.name: (a\n               ^ warning missing-operator\n b)',
      'process.name: (a, b or c)\n               ^^^^ warning missing-operator',
    ],
    quiet: [
      'process.name: [a]',
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
      '// the shell\n^^^^^^^^^^^^ warning query-comment\nprocess.name: a',
      'a: b and # x\n         ^^^ warning query-comment\nprocess.name: a',
      '/* x */ process.name: a\n^^^^^^^ warning query-comment',
      'process.name: cmd.exe // the shell\n              ^^^^^^^^^^^^^^^^^^^^ warning query-comment',
    ],
    quiet: [
      '# b: a',
      '"// a\nb": c',
      'process.args: "a // b"',
      'process.args: a--b',
      'url.full: https\\://a',
      'a: # b',
    ],
  },
  'address-block': {
    found: [
      'source.address: "10.0.0.0/8"\n                ^^^^^^^^^^^^ warning address-block',
      'a: b and not source.address: (x or 10.0.0.0/8)\n                                   ^^^^^^^^^^ warning address-block',
    ],
    quiet: ['source.ip: "10.0.0.0/8"', 'source.address: "10.0.0.1"', 'source.address: "a/8"'],
  },
  'path-separator': {
    found: [
      'process.executable: "C:\\\\\\\\x.exe"\n                    ^^^^^^^^^^^^^ warning path-separator',
      'process.executable: "C:/Windows/cmd.exe"\n                    ^^^^^^^^^^^^^^^^^^^^ warning path-separator',
    ],
    quiet: [
      'process.executable: "C:\\\\x.exe"',
      'process.executable: "\\\\\\\\host\\\\share"',
      'url.full: "http://a.b/c"',
      'process.args: "/c:/d"',
    ],
  },
  'invisible-character': {
    found: [
      'process.name: cm\u200bd\n                ^ warning invisible-character',
      'process.name: cmd.\u0435xe\n                  ^ warning invisible-character',
    ],
    quiet: ['process.name: "\u041f\u0440\u0438"', 'process.name: "na\u00efve"'],
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
      'not process.executable: "C:\\\\Users\\\\Public\\\\a.exe"\n                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ information risky-exclusion',
      'not file.path.caseless: /tmp/*\n                        ^^^^^^ information risky-exclusion',
      'a: b and not process.name: (x or y)\n             ^^^^^^^^^^^^ information risky-exclusion',
      'a: b and not process.executable: C\\:\\\\ProgramData\\\\*\n                                 ^^^^^^^^^^^^^^^^^^^ information risky-exclusion',
    ],
    quiet: [
      'not process.name: *',
      'not (process.name: a and process.code_signature.trusted: true)',
      'not (process.executable: /tmp/* and process.hash.sha256: c)',
      'process.name: a',
      'not user.name: a',
      'process.executable: C\\:\\\\ProgramData\\\\*',
      'a: b and not process.executable: C\\:\\\\Windows\\\\System32\\\\*',
    ],
  },
  ...logicDrawings,
  'kql-dialect': {
    found: [
      'process.name: a \\and b\n              ^^^^^^^^ information kql-dialect',
      'process.name: "\\u0041"\n              ^^^^^^^^ information kql-dialect',
      'process.name: \\or a*\n              ^^^^^^ information kql-dialect',
      'process.args: a?b\n              ^^^ information kql-dialect',
      'message: a*\n         ^^ information kql-dialect',
      'source.*: a\n^^^^^^^^ information kql-dialect',
      'a: b AND c: d\n     ^^^ information kql-dialect',
      'process.name: a b\n              ^^^ information kql-dialect',
    ],
    quiet: [
      'process.executable: C\\:\\\\Windows\\\\notepad.exe',
      'process.name: \\and',
      'process.name: "a?b"',
      'message: *',
      'source.*: *',
      'process.name.te*: a',
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
    const path = 'process.name: "C:\\temp"';
    for (const [line, advice] of [
      [`'${path}'`, '`\\t` is read as one. Write `\\\\` for a backslash.'],
      [JSON.stringify(path), '`\\t` is read as one. Write `\\\\\\\\` for a backslash.'],
      [
        JSON.stringify(path.replace('\\t', '\t')),
        "TOML reads `\\t` as one. Write the query between `'''`, where a backslash is one.",
      ],
    ] as const)
      checkMessage(
        'control-character',
        `[metadata]\n[rule]\ntype = "query"\nquery = ${line}\n`,
        `This value holds a tab: ${advice}`,
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
