// Reading samples: formats found by content, blocks of any size, broken places named and skipped.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatOf, readEvents } from '../../../server/src/events/readEvents';
import { below, seededRandom } from '../../support/mutate';
import { readAll, sampleOf } from '../../support/samples';

/** Name, text, events as `line:value of n`, skipped lines. */
type Row = readonly [string, string | Buffer, readonly string[], readonly number[]];

const long = 'x'.repeat(5000);

const rows: readonly Row[] = [
  ['an empty file', '', [], []],
  ['only blanks', ' \n\r\n\t\n', [], []],
  ['two lines', '{"n":1}\n{"n":2}\n', ['1:1', '2:2'], []],
  ['no final line feed', '{"n":1}\n{"n":2}', ['1:1', '2:2'], []],
  ['CRLF', '{"n":1}\r\n{"n":2}\r\n', ['1:1', '2:2'], []],
  ['a byte order mark', '\ufeff{"n":1}\n{"n":2}\n', ['1:1', '2:2'], []],
  ['blank lines', '\n{"n":1}\n\n  \n{"n":2}\n\n', ['2:1', '5:2'], []],
  ['blanks around a document', '  {"n":1}\t\n', ['1:1'], []],
  ['a long line', `{"x":"${long}","n":1}\n{"n":2}\n`, ['1:1', '2:2'], []],
  ['characters of several bytes', '{"x":"äöü€😀\u2028","n":1}\n{"n":2}\n', ['1:1', '2:2'], []],
  ['a broken line', '{"n":1}\n{"n":\n{"n":3}\n', ['1:1', '3:3'], [2]],
  ['a broken first line', '{"n":\n{"n":2}\n', ['2:2'], [1]],
  ['a first line that is no JSON', 'log started\n{"n":2}\n', ['2:2'], [1]],
  ['a bracketed first line', '[2026-01-01] started\n{"n":2}\n', ['2:2'], [1]],
  ['a truncated last line', '{"n":1}\n{"n":2', ['1:1'], [2]],
  [
    'lines that are no objects',
    '{"n":1}\n[1]\n"a"\nnull\n7\n{"n":6}\n',
    ['1:1', '6:6'],
    [2, 3, 4, 5],
  ],
  ['two documents in a line', '{"n":1}{"n":2}\n{"n":3}\n', ['2:3'], [1]],
  ['NUL bytes', '{"n":1}\n\0\0\0\0\n{"n":3}\n', ['1:1', '3:3'], [2]],
  ['a NUL within a line', '{"n":1}\n{"n"\0:2}\n', ['1:1'], [2]],
  [
    'bytes that are no UTF-8',
    Buffer.from('{"x":"\xff","n":1}\n{"n":2}\n', 'latin1'),
    ['1:1', '2:2'],
    [],
  ],
  ['duplicate keys: the last counts', '{"n":1,"n":2}\n', ['1:2'], []],

  ['an empty array', '[]', [], []],
  ['an array in one line', '[{"n":1},{"n":2}]', ['1:1', '1:2'], []],
  ['an array, a line per element', '[\n{"n":1},\n{"n":2}\n]\n', ['2:1', '3:2'], []],
  [
    'a pretty-printed array',
    '[\n  {\n    "n": 1\n  },\n  {\n    "n": 2\n  }\n]\n',
    ['2:1', '5:2'],
    [],
  ],
  ['an array behind a byte order mark', '\ufeff\r\n[ {"n":1},\r\n {"n":2} ]', ['2:1', '3:2'], []],
  [
    'brackets and quotes in strings',
    '[{"x":"]}\\"[{,","n":1},\n{"x":"\\\\","n":2}]',
    ['1:1', '2:2'],
    [],
  ],
  ['nested values', '[{"a":[{"b":{}},[]],"n":1},{"a":{"b":[{}]},"n":2}]', ['1:1', '1:2'], []],
  [
    'an object at the margin within an object',
    '[\n{"n":1,"a":\n{"b":2},"c":[\n{"d":3},\n{"e":4}]},\n{"n":2}]',
    ['2:1', '6:2'],
    [],
  ],
  ['an element that does not parse', '[\n{"n":1},\n{"n":},\n{"n":3}\n]', ['2:1', '4:3'], [3]],
  [
    'elements that are no objects',
    '[{"n":1},\n2,"x",null,\n[3],{"n":4}]',
    ['1:1', '3:4'],
    [2, 2, 2, 3],
  ],
  ['an element without its closing brace', '[{"n":1},\n{"n":2,\n{"n":3}]', ['1:1', '3:3'], [2]],
  ['an element with an open list', '[{"n":1},\n{"a":[1,2},\n{"n":3}]', ['1:1', '3:3'], [2]],
  [
    'an element with an open string',
    '[{"n":1},\n{"a":"x,\n{"n":3},{"n":4}]',
    ['1:1', '3:3', '3:4'],
    [2],
  ],
  ['a last element without its brace', '[{"n":1},\n{"n":2\n]', ['1:1'], [2]],
  ['an array that is cut off', '[{"n":1},\n{"n":2', ['1:1'], [2]],
  ['an array that is cut off behind a comma', '[{"n":1},\n', ['1:1'], [2]],
  ['numbers at the end', '[{"n":1},12]', ['1:1'], [1]],

  ['one pretty-printed document', '{\n  "n": 1,\n  "a": {\n  }\n}\n', ['1:1'], []],
  ['pretty-printed documents side by side', '{\n  "n": 1\n}\n{\n  "n": 2\n}\n', ['1:1', '4:2'], []],
];

describe('samples', () => {
  for (const [name, text, events, skipped] of rows)
    for (const blockSize of [1 << 20, 64, 7, 1])
      it(`${name}, blocks of ${blockSize}`, () => {
        const read = readAll(sampleOf(text, blockSize));
        assert.deepEqual(
          read.events.map(({ line, source }) => `${line}:${JSON.stringify(source['n'])}`),
          events,
        );
        assert.deepEqual(
          read.skipped.map(({ line }) => line),
          skipped,
        );
        for (const { file, message } of read.skipped) {
          assert.equal(file, 's');
          assert.match(message, /\S/);
        }
      });

  it('names what is wrong with a line', () => {
    const messages = readAll(sampleOf('{"a":1}\n{"a" 1}\n[]\n\0\n')).skipped.map(
      ({ message }) => message,
    );
    assert.match(messages[0] ?? '', /^not JSON: Expected ':'/);
    assert.equal(messages[1], 'not an event: expected a JSON object but found an array');
    assert.equal(messages[2], 'not JSON: the line holds NUL bytes');
  });
});

describe('documents of a sample', () => {
  const read = (document: unknown) => readAll(sampleOf(JSON.stringify(document))).events[0];

  it('takes a hit apart', () => {
    const event = read({ _id: 'a', _index: 'i', _source: { n: 1 } });
    assert.deepEqual(event, {
      file: 's',
      line: 1,
      offset: 0,
      id: 'a',
      index: 'i',
      source: { n: 1 },
    });
  });
  it('keeps a bare document, with and without _id', () => {
    assert.deepEqual(read({ _id: 'a', n: 1 })?.id, 'a');
    assert.deepEqual(read({ _id: 7, n: 1 })?.id, '7');
    assert.deepEqual(read({ n: 1 }), {
      file: 's',
      line: 1,
      offset: 0,
      id: undefined,
      index: undefined,
      source: { n: 1 },
    });
  });
  it('a _source that is no object is a field', () => {
    assert.deepEqual(read({ _source: 'x' })?.source, { _source: 'x' });
  });
  it('__proto__ is a key like any other', () => {
    const event = readAll(sampleOf('{"__proto__":{"n":1}}')).events[0];
    assert.ok(event && Object.hasOwn(event.source, '__proto__'));
    assert.equal(event.source['n'], undefined);
  });
});

describe('wanted documents', () => {
  const texts = [
    '{"n":1}\r\nbroken\n\n{"n":2}\n{"n":3}',
    '[{"n":1},x,\n {"n":2},{"n":3}]',
    '\ufeff{\n"n":1}\n{"n":2}\n {"n":3}\n',
  ];
  for (const text of texts)
    it(JSON.stringify(text), () => {
      const { events } = readAll(sampleOf(text));
      assert.equal(events.length, 3);
      for (const event of events) {
        const skipped: unknown[] = [];
        const isWanted = (line: number, offset: number): boolean =>
          line === event.line && offset === event.offset;
        const found = [...readEvents(sampleOf(text, 3), (line) => skipped.push(line), isWanted)];
        assert.deepEqual(found, [event]);
        assert.deepEqual(skipped, [], 'what is not wanted is not validated');
      }
      const offsets = events.map(({ offset }) => offset);
      assert.deepEqual(
        [...new Set(offsets)].sort((a, b) => a - b),
        offsets,
      );
    });
});

describe('foreign files', () => {
  const files: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['bzip2', Buffer.from('BZh91AY'), /bzip2/],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4]), /zstd/],
    ['evtx', Buffer.from('ElfFile\0\0\0\0'), /Windows event log/],
    ['zip', Buffer.from('PK\x03\x04abc'), /zip archive/],
    ['UTF-16', Buffer.from('\ufeff{"a":1}\n', 'utf16le'), /UTF-16/],
    ['XML', '<?xml version="1.0"?>\n<Events/>\n', /XML/],
    ['CSV', 'time,host,user\n1,2,3\n', /CSV/],
    ['prose', 'hello\nworld\n', /begins with "hello"/],
    ['binary', Buffer.from([1, 0, 2, 0, 3]), /binary/],
  ];
  for (const [name, bytes, message] of files)
    it(name, () => {
      const format = formatOf(sampleOf(bytes, 3));
      assert.equal(format.kind, 'unreadable');
      assert.match(format.message, /^expected events as NDJSON/);
      assert.match(format.message, message);
      const { events, skipped } = readAll(sampleOf(bytes, 3));
      assert.deepEqual(events, []);
      assert.deepEqual(skipped, [{ file: 's', line: 1, message: format.message }]);
    });
});

describe('damaged arrays', () => {
  it('one missing byte costs one element', () => {
    const random = seededRandom(7);
    let lost = 0;
    for (let round = 0; round < 400; round++) {
      const elements = Array.from({ length: 12 }, (_, n) =>
        JSON.stringify(
          { n, a: { b: ['x', { c: `y${n}` }] }, s: 'text, with {brackets} and "quotes"' },
          null,
          round % 3,
        ),
      );
      const text = `[\n${elements.join(',\n')}\n]`;
      const at = below(random, text.length);
      const damaged = text.slice(0, at) + text.slice(at + 1);
      const { events } = readAll(sampleOf(damaged, 50));
      lost += Math.max(0, 11 - events.length);
    }
    assert.equal(lost, 0);
  });
});
