// text and match_only_text fields.
import { describe } from 'node:test';
import { matchRows } from '../../../support/matchRows';
import type { MatchRow } from '../../../support/matchRows';

const rows: readonly MatchRow[] = [
  ['a.b: error', 'An ERROR happened', true],
  ['a.b: ERROR', 'an error', true],
  ['a.b: err', 'an error', false],
  ['a.b: error foo', 'foo happened', true],
  ['a.b: error foo', 'nothing', false],
  ['a.b: "error foo"', 'An ERROR foo', true],
  ['a.b: "error foo"', 'error big foo', false],
  ['a.b: "error foo"', 'foo error', false],
  ['a.b: "error foo"', ['error', 'foo'], false],
  ['a.b: "error foo"', ['x', 'an error, foo'], true],
  ['a.b: "a a b"', 'a a a b', true],
  ['a.b: "foo-bar"', 'foo bar', true],
  ['a.b: foo-bar', 'bar', true],
  ['a.b: "/"', 'a / b', false],
  ['a.b: "/"', '/', false],
  ['a.b: ""', '', false],
  ['a.b: "cmd.exe"', 'run cmd.exe now', true],
  ['a.b: cmd', 'run cmd.exe now', false],
  ['a.b: exe', 'C:\\Windows\\cmd.exe', false],
  ['a.b: cmd.exe', 'C:\\Windows\\cmd.exe', true],
  ['a.b: windows', 'C:\\Windows\\cmd.exe', true],
  ['a.b: 10', '10.0.0.1', false],
  ['a.b: 10.0.0.1', 'from 10.0.0.1.', true],
  ['a.b: foo', 'foo_bar', false],
  ['a.b: foo_bar', 'a foo_bar b', true],
  ['a.b: user', "user's", false],
  ['a.b: "user\'s"', "the user's", true],
  ['a.b: true', true, true],
  ['a.b: 42', 42, true],
  ['a.b: ERR*', 'an error', true],
  ['a.b: *ror', 'an error', true],
  ['a.b: e*r', 'an error', true],
  ['a.b: an*error', 'an error', false],
  ['a.b: *foo bar*', 'xfoo', true],
  ['a.b: *foo bar*', 'barx', true],
  ['a.b: x* foo bar', 'bar', true],
  ['a.b: x* foo bar', 'baz', false],
  ['a.b: *foo-bar*', 'foo-bar', false],
  ['a.b: * foo *', '', true],
  ['a.b: *', 'x', true],
  ['a.b: *', '', true],
  ['a.b: *', '/', true],
  ['a.b: *', undefined, false],
  ['a.b: ("a" and "b")', 'b then a', true],
  ['a.b: error', undefined, false],
  ['a.b > m', 'a z', true],
  ['a.b > m', 'a b', false],
  ['a.b > M', 'a', true],
  ['a.b: null', 'null', 'error'],
];

describe('text', () => {
  matchRows('text', rows);
});

describe('match_only_text', () => {
  matchRows('match_only_text', rows);
});
