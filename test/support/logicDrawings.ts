// Drawings for the checks of conditions side by side.

/** By code: queries with their squiggles drawn below the line, and quiet queries. */
export type Drawings = Readonly<
  Record<string, { readonly found: readonly string[]; readonly quiet: readonly string[] }>
>;

export const logicDrawings: Drawings = {
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
};
