// keyword, wildcard and constant_keyword fields.
import { describe } from 'node:test';
import { SpelledNumber } from '../../../../server/src/events/spelledNumber';
import { matchRows } from '../../../support/matchRows';
import type { MatchRow } from '../../../support/matchRows';

const astral = '\u{1F600}';

describe('keyword', () => {
  matchRows('keyword', [
    ['a.b: cmd.exe', 'cmd.exe', true],
    ['a.b: cmd.exe', 'CMD.EXE', false],
    ['a.b: cmd', 'cmd.exe', false],
    ['a.b: "cmd.exe"', 'cmd.exe', true],
    ['a.b: "cmd*"', 'cmd.exe', false],
    ['a.b: "cmd*"', 'cmd*', true],
    ['a.b: cmd\\*', 'cmd*', true],
    ['a.b: foo bar', 'foo bar', true],
    ['a.b: foo bar', 'foo', false],
    ['a.b: ""', '', true],
    ['a.b: ""', undefined, false],
    ['a.b: x', undefined, false],
    ['a.b: 4624', 4624, true],
    ['a.b: 4624', '4624', true],
    ['a.b: 4624', '04624', false],
    ['a.b: 1.5', 1.5, true],
    ['a.b: true', true, true],
    ['a.b: true', 'true', true],
    ['a.b: "true"', true, true],
    ['a.b: false', true, false],
    ['a.b: null', 'null', 'error'],
    ['a.b: "null"', 'null', true],
    ['a.b: (x or y)', 'y', true],
    ['a.b: (x and y)', ['y', 'x'], true],
    ['a.b: (x and y)', ['x', 'z'], false],
    ['a.b: (x and not y)', ['x', 'y'], false],
    ['a.b: x', { c: 'x' }, false],
    ['a.b: é', 'é', true],
    ['a.b: é', 'e\u0301', false],
    ['a.b: "a\\"b"', 'a"b', true],
    ['a.b: C\\:\\\\Windows', 'C:\\Windows', true],
  ]);
});

describe('numbers in keyword fields', () => {
  const n = (text: string): SpelledNumber => new SpelledNumber(text);
  const rows: readonly MatchRow[] = [
    ['a.b: 1000', n('1e3'), false],
    ['a.b: 1000', n('1000.0'), false],
    ['a.b: 1000', [n('1e3'), 1000], true],
    ['a.b: 1e3', n('1e3'), true],
    ['a.b: 1e3', n('1E3'), false],
    ['a.b: "1000.0"', n('1000.0'), true],
    ['a.b: 1000.0', 1000, false],
    ['a.b: 1000*', n('1000.0'), true],
    ['a.b: *.0', n('1000.0'), true],
    ['a.b >= 1e3', n('1e3'), true],
    ['a.b: (7 or 1e3)', n('1e3'), true],
    ['a.b: *', n('1e3'), true],
    ['a.b: 12345678901234567891', n('12345678901234567891'), true],
    ['a.b: 12345678901234567891', n('12345678901234567892'), false],
    ['a.b: "-0"', n('-0'), true],
    ['a.b: 0', n('-0'), false],
  ];
  matchRows('keyword', rows);
  matchRows('wildcard', rows);
  matchRows('text', [
    ['a.b: 1000.0', n('1000.0'), true],
    ['a.b: 1000', n('1e3'), false],
    ['a.b: 1e3', n('1e3'), true],
  ]);
  matchRows({ type: 'keyword', ignore_above: 3 }, [
    ['a.b: *', n('1e3'), true],
    ['a.b: *', n('1.50'), false],
  ]);
});

describe('keyword wildcards', () => {
  matchRows('keyword', [
    ['a.b: cmd*', 'cmd.exe', true],
    ['a.b: cmd*', 'cmd', true],
    ['a.b: CMD*', 'cmd.exe', false],
    ['a.b: *exe', 'cmd.exe', true],
    ['a.b: *exe', 'exe', true],
    ['a.b: c*e', 'cmd.exe', true],
    ['a.b: c*e', 'ce', true],
    ['a.b: ca*ac', 'cac', false],
    ['a.b: *md.*', 'cmd.exe', true],
    ['a.b: *a*b*c*', 'xaxbxcx', true],
    ['a.b: *a*b*c*', 'xcxbxax', false],
    ['a.b: a*b*b', 'ab', false],
    ['a.b: a*b*b', 'abb', true],
    ['a.b: *aa*aa*', 'aaa', false],
    ['a.b: *aa*aa*', 'aaaa', true],
    ['a.b: *foo bar*', 'x foo bar y', true],
    ['a.b: *foo bar*', 'x foo', false],
    ['a.b: * *', 'a b', true],
    ['a.b: * *', 'ab', false],
    ['a.b: c?d*', 'cmd.exe', false],
    ['a.b: c?d*', 'c?d.exe', true],
    ['a.b: a\\*b*', 'a*bc', true],
    ['a.b: a\\*b*', 'axbc', false],
    ['a.b: *\\\\*', 'C:\\x', true],
    ['a.b: *\\\\*', 'C:/x', false],
    ['a.b: a*', 'a\nb', true],
    ['a.b: *line*', 'first\nline\nlast', true],
    ['a.b: 46*', 4624, true],
    ['a.b: t*', true, true],
    ['a.b: **', '', true],
    ['a.b: **', undefined, false],
    ['a.b: *', '', true],
    ['a.b: *', 0, true],
    ['a.b: *', false, true],
    ['a.b: *', undefined, false],
    ['a.b: *', {}, false],
    [`a.b: ${astral}*`, `${astral}!`, true],
  ]);
});

describe('keyword ranges', () => {
  matchRows('keyword', [
    ['a.b > 5', '10', false],
    ['a.b > 5', '6', true],
    ['a.b >= 8.2.0', '8.10.0', false],
    ['a.b < 8.2.0', '8.10.0', true],
    ['a.b >= a', 'a', true],
    ['a.b > a', 'a', false],
    ['a.b > a', 'aa', true],
    ['a.b <= B', 'b', false],
    ['a.b < "a"', 'Z', true],
    ['a.b > null', 'x', true],
    ['a.b > null', undefined, false],
    ['a.b > a and a.b < c', ['0', 'd'], true],
    ['a.b > a and a.b < c', ['d', 'e'], false],
    // UTF-8 order: an emoji sorts above U+FFFD, in UTF-16 below.
    ['a.b > \uFFFD', astral, true],
    ['a.b > \uD7FF', '\uE000', true],
    [`a.b < ${astral}`, '\uFFFD', true],
  ]);
});

describe('keyword with ignore_above', () => {
  matchRows({ type: 'keyword', ignore_above: 4 }, [
    ['a.b: abcd', 'abcd', true],
    ['a.b: abcde', 'abcde', false],
    ['a.b: a*', 'abcde', false],
    ['a.b: *', 'abcde', false],
    ['a.b: *', ['abcde', 'x'], true],
    ['a.b > a', 'abcde', false],
    // Two UTF-16 units each.
    [`a.b: *`, astral.repeat(2), true],
    [`a.b: *`, astral.repeat(3), false],
    ['a.b: *', 12345, false],
  ]);
});

describe('keyword with a lower-case normalizer', () => {
  matchRows({ type: 'keyword', normalizer: 'lowercase' }, [
    ['a.b: CMD.exe', 'cmd.EXE', true],
    ['a.b: C*D*', 'cmd.exe', true],
    ['a.b >= A', 'B', true],
    ['a.b: ΟΔΟΣ', 'οδοσ', true],
  ]);
});

describe('wildcard', () => {
  matchRows('wildcard', [
    ['a.b: foo bar', 'foo bar', true],
    ['a.b: foo bar', 'foo', false],
    ['a.b: "foo bar"', 'x foo bar', false],
    ['a.b: *foo*', 'a foo b', true],
    ['a.b: *FOO*', 'a foo b', false],
    ['a.b: *foo bar*', 'a foo bar b', false],
    ['a.b: *foo bar*', 'bar none', true],
    ['a.b: *foo bar*', 'bar foo', true],
    ['a.b: *foo bar*', 'a foo', true],
    ['a.b: * foo *', 'anything', true],
    ['a.b: * foo *', undefined, false],
    ['a.b: a* foo bar', 'foo bar', true],
    ['a.b: a* foo bar', 'foo', false],
    ['a.b: foo bar *x', 'foo bar', true],
    // A word right before a lone * is a piece of its own.
    ['a.b: foo bar \\* x*', 'foo bar *', true],
    ['a.b: a\u00A0b*', 'a\u00A0bc', true],
    ['a.b: a\u00A0b*', 'bc', false],
    ['a.b: a\u3000b*', 'bc', true],
    ['a.b: (*foo or *bar)', 'x bar', true],
    ['a.b: a?c*', 'abc', false],
    ['a.b > b', 'c', true],
    ['a.b > b', 'a', false],
    ['a.b: 80', 80, true],
    ['a.b: *', '', true],
  ]);
});

describe('words that query_string takes as operators', () => {
  matchRows('wildcard', [
    ['a.b: *a \\AND b*', 'ba', true],
    ['a.b: *a \\AND b*', 'xa', false],
    ['a.b: *a \\OR b*', 'xa', true],
    ['a.b: *a \\NOT b*', 'xa', true],
    ['a.b: *a \\NOT b*', 'ba', false],
    ['a.b: \\NOT b*', 'xa', true],
    ['a.b: \\NOT b*', 'bx', false],
    ['a.b: *a \\AND', 'xa', 'error'],
    ['a.b: \\OR b*', 'bx', 'error'],
    ['a.b: *a \\and b*', 'bx', true],
  ]);
  matchRows('keyword', [
    ['a.b: *a \\AND b*', 'xa AND bx', true],
    ['a.b: *a \\AND b*', 'ba', false],
  ]);
});

describe('constant_keyword', () => {
  matchRows({ type: 'constant_keyword', value: 'endpoint.events.process' }, [
    ['a.b: endpoint.*', undefined, true],
    ['a.b: endpoint.events.process', undefined, true],
    ['a.b: endpoint.events.process', 'endpoint.events.process', true],
    ['a.b: Endpoint*', undefined, false],
    ['a.b: other', undefined, false],
    ['a.b: *', undefined, true],
    ['a.b: *process', undefined, true],
    ['a.b: x* *process', undefined, true],
    ['a.b > endpoint', undefined, true],
    ['a.b > endpoint.events.process', undefined, false],
    ['a.b >= endpoint.events.process', undefined, true],
    ['a.b < a', 'a', false],
    ['a.b <= f', undefined, true],
  ]);
  matchRows('constant_keyword', [
    ['a.b: endpoint.*', 'endpoint.alerts', true],
    ['a.b: endpoint.*', undefined, false],
    ['a.b: *', undefined, false],
    ['a.b: *', 'x', true],
  ]);
});
