// Reading samples: formats found by content, blocks of any size, broken places named and skipped.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { formatOf, readEvents } from '../../../server/src/events/readEvents';
import { below, seededRandom } from '../../support/mutate';
import { sampleRows } from '../../support/sampleRows';
import { readAll, sampleOf } from '../../support/samples';

describe('samples', () => {
  for (const [name, plain, events, skipped] of sampleRows)
    for (const [text, blockSize] of [
      ...[1 << 20, 64, 7, 1].map((size) => [plain, size] as const),
      ...[1 << 20, 5].map((size) => [gzipSync(plain), size] as const),
    ])
      it(`${name}${text === plain ? '' : ', gzipped'}, blocks of ${blockSize}`, () => {
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

  it('names the first byte that is no UTF-8', () => {
    const message = (...bytes: readonly number[]): string | undefined =>
      readAll(sampleOf(Buffer.from([0x7b, ...bytes]))).skipped[0]?.message;
    const found = (byte: number, hex: string): string =>
      `not UTF-8: byte ${byte} (hex ${hex}) begins no character`;
    assert.equal(message(0xff), found(2, 'ff'));
    assert.equal(message(0xc3, 0xa9, 0xef, 0xbf, 0xbd, 0x80), found(7, '80'));
    assert.equal(message(0xef, 0xbf, 0x41), found(2, 'ef'));
    assert.equal(message(0xed, 0xa0, 0x80), found(2, 'ed'));
    assert.equal(message(0xf0, 0x9f, 0x98), found(2, 'f0'));
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
  it('takes ids from the action of a bulk body', () => {
    const text = '{"create":{"_index":"i","_id":"a"}}\n{"_id":"b","n":1}\n';
    const [event] = readAll(sampleOf(text)).events;
    assert.deepEqual([event?.id, event?.index, event?.offset], ['a', 'i', 36]);
  });
  it('reads the cells of an export of Discover', () => {
    const text = [
      `"'@timestamp","_id","_index","_score","event.category","process.command_line",__proto__`,
      `"Jan 5, 2026 @ 10:00:00.000",a,logs-x,-,"process, session","cmd /c echo a, b",p`,
      `"2026-01-05T10:00:00.000Z",b,-,1,process,"'-x",-`,
    ].join('\n');
    const events = readAll(sampleOf(text)).events;
    assert.deepEqual(
      events.map(({ id, index, source }) => [id, index, Object.entries(source)]),
      [
        [
          'a',
          'logs-x',
          [
            ['@timestamp', '2026-01-05T10:00:00.000Z'],
            ['event.category', ['process', 'session']],
            ['process.command_line', 'cmd /c echo a, b'],
            ['__proto__', 'p'],
          ],
        ],
        [
          'b',
          undefined,
          [
            ['@timestamp', '2026-01-05T10:00:00.000Z'],
            ['event.category', 'process'],
            ['process.command_line', '-x'],
          ],
        ],
      ],
    );
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
    '{"hits":{"hits":[{"_source":{"n":1}},x,\n{"_source":{"n":2}}, {"_source":{"n":3}}]}}',
    '{"expected":[{"n":1},x,\n {"n":2},{"n":3}]}',
    '{"index":{}}\n{"n":1}\n{"index":{}}\nbroken\n{"create":{}}\n{"n":2}\n{"index":{}}\n{"n":3}',
    'a.b,n\nx,1\n"x\ny",2\n\nx,3\n',
    gzipSync('{"n":1}\nbroken\n{"n":2}\n{"n":3}\n'),
  ];
  for (const text of texts)
    it(JSON.stringify(text.toString().slice(0, 60)), () => {
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
  for (const [open, close] of [
    ['[', ']'],
    ['{"took":1,"hits":{"total":1,"hits":[', ']}}'],
    ['{"expected":[', ']}'],
  ] as const)
    it(`one missing byte costs one element of ${open}`, () => {
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
        const text = `${open}\n${elements.join(',\n')}\n${close}`;
        const at = open.length + below(random, text.length - open.length);
        const damaged = text.slice(0, at) + text.slice(at + 1);
        const { events } = readAll(sampleOf(damaged, 50));
        lost += Math.max(0, 11 - events.length);
      }
      assert.equal(lost, 0);
    });
});
