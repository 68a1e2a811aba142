// The scan gives what the plain reader gives, on every input: hostile documents, broken lines, any block size.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Event, JsonValue, Sample, SkippedLine } from '../../../server/src/events/event';
import { isoInstant } from '../../../server/src/engine/isoInstant';
import { canRunKernel } from '../../../server/src/events/kernel/kernel';
import { readNdjson } from '../../../server/src/events/readNdjson';
import type { Row } from '../../../server/src/events/row';
import { scanNdjson } from '../../../server/src/events/scanNdjson';
import type { ScanPlan } from '../../../server/src/events/scanPlan';
import { newTerms } from '../../../server/src/events/terms';
import { fieldPath, scalarsAt } from '../../../server/src/events/values';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

const paths = ['a', 'a.b', 'a.b.c', 'b', '__proto__.a', 'event.code', 'x y'];

function sampleOf(bytes: Buffer): Sample {
  return { name: 's', blocks: () => [bytes] };
}

interface Found {
  readonly events: readonly string[];
  readonly skipped: readonly SkippedLine[];
}

/** An event as its place, its ids and the values of the wanted paths, in no order: a clause asks for any value. */
function shown({ line, offset, id, index, source }: Event, wanted: readonly string[]): string {
  const values = wanted.map((path) =>
    scalarsAt(source, fieldPath(path))
      .map((value) => JSON.stringify(value))
      .sort(),
  );
  return JSON.stringify({ line, offset, id, index, values });
}

function plainly(bytes: Buffer, wanted: readonly string[]): Found {
  const skipped: SkippedLine[] = [];
  const events = [...readNdjson(sampleOf(bytes), (place) => skipped.push(place))];
  return { events: events.map((event) => shown(event, wanted)), skipped };
}

function scanned(
  bytes: Buffer,
  wanted: readonly string[],
  {
    needles,
    blockSize,
  }: { readonly needles?: readonly string[]; readonly blockSize?: number } = {},
): Found {
  const skipped: SkippedLine[] = [];
  const events: string[] = [];
  scanNdjson(
    sampleOf(bytes),
    { paths: wanted, needles },
    {
      event: (event) => events.push(shown(event, wanted)),
      skip: ({ file, line, message }) => skipped.push({ file, line, message }),
    },
    blockSize,
  );
  return { events, skipped };
}

describe('a scan of every line', () => {
  it('runs on this machine', () => {
    assert.ok(canRunKernel());
  });

  const rows: readonly string[] = [
    '',
    '\n',
    '{}',
    '{"a":1}',
    '{"a":1}\n{"a":2}\n',
    '{"a":1}\r\n\r\n  \n{"a":"x"}\r\n',
    '\ufeff{"a":1}\n',
    '{"a":{"b":{"c":"x"}}}\n{"a.b.c":"x"}\n{"a":{"b.c":"x"}}\n{"a.b":{"c":"x"}}',
    '{"a":[1,[2,[3]],null,true,false]}',
    '{"a":[{"b":1},{"b":[2,3]},{"b":{"c":4}},7]}',
    '{"a":1,"a":2}',
    '{"a":{"b":1},"a":{"c":2}}',
    '{"a.b":1,"a":{"b":2},"a.b":3}',
    '{"a":{"b":2},"a.b":1,"a.b":3}',
    '{"\\u0061":1}\n{"a":"\\u0061\\n\\"\\\\\\/"}',
    '{"__proto__":{"a":1},"a":2}\n{"__proto__":"p"}',
    '{"_id":"i","_index":"x","_source":{"a":1,"_id":"inner"}}',
    '{"_source":{"a":1},"a":2,"_id":5}',
    '{"a":2,"_id":["i"],"_source":[{"a":1}]}',
    '{"_source":{"_source":{"a":1}},"_source":{"a":9}}',
    '{"_source":{"a":1},"b":{"_source":{"a":3}}}',
    '{"_source":5,"a":1}',
    '[1]\n5\n"x"\nnull\ntrue',
    '{"a":01}\n{"a":1.}\n{"a":.5}\n{"a":-}\n{"a":1e}\n{"a":1e+5}\n{"a":-0.0E-1}',
    '{"a":tru}\n{"a":truex}\n{"a":nul',
    '{"a":"\u0001"}\n{"a":"tab\there"}\n{"a":"\\x"}\n{"a":"\\u12g4"}',
    '{"a":"unclosed\n{"a":1}}\n{"a":1}x\n{"a":1,}\n{,"a":1}\n{"a" 1}\n[{"a":1}',
    '{"a":"\u{1F600}é"}\n{"é":1,"a":"é"}\n{"a":"\\ud83d\\ude00 \\ud800"}',
    `{"a":${'['.repeat(150)}1${']'.repeat(150)}}`,
    `{"a":{"b":${'{"z":'.repeat(120)}1${'}'.repeat(120)}}}`,
    `{"a":"${'x'.repeat(5000)}","b":1}`,
    '{"a" : [ ] , "b" : { } }\n { "a" : 1 } ',
    '{"a":"\0"}\n\0\n{"a":1}',
    '{"event":{"code":4702.0}}\n{"event.code":4.702e3}\n{"event":[{"code":"4702"},{"code":["1","2"]}]}',
  ];
  it('takes the escapes of JSON and no others', () => {
    const characters = Array.from({ length: 126 - 32 }, (_, i) => String.fromCharCode(33 + i));
    const unicode = ['u00e9', 'u12G4', 'uD83D\\ude00', 'u123', '\u00e9', '\0'];
    for (const key of ['a', 'unwanted']) {
      const lines = [...characters, ...unicode].map((c) => `{"${key}":"x\\${c}y","b":1}`);
      const bytes = Buffer.from(lines.join('\n'));
      assert.deepEqual(scanned(bytes, paths), plainly(bytes, paths));
    }
  });

  for (const [number, text] of rows.entries())
    for (const blockSize of [1 << 16, 64, 7, 1])
      it(`row ${number} in blocks of ${blockSize}: ${JSON.stringify(text.slice(0, 40))}`, () => {
        const bytes = Buffer.from(text);
        assert.deepEqual(scanned(bytes, paths, { blockSize }), plainly(bytes, paths));
      });

  // Within a wanted value, a value that is passed over, a key, behind the document, and where the JSON is broken as well.
  const notUtf8 = ['{"a":"\xc3("}', '{"z":"\xe2\x82"}', '{"\xff":1}', '{"a":1} \xff', '{"a":"\xff'];
  for (const text of notUtf8)
    for (const blockSize of [1 << 16, 7])
      it(`skips a line that is no UTF-8: ${JSON.stringify(text)} in blocks of ${blockSize}`, () => {
        const bytes = Buffer.from(`{"a":"\xc3\xa9"}\n${text}\n{"a":3}`, 'latin1');
        const found = scanned(bytes, paths, { blockSize });
        assert.deepEqual(found, plainly(bytes, paths));
        assert.deepEqual([found.events.length, found.skipped.length], [2, 1]);
        assert.match(found.skipped[0]?.message ?? '', /^not UTF-8: byte \d+ /);
      });
});

const keys = [
  'a',
  'b',
  'c',
  'a.b',
  'b.c',
  'event',
  'code',
  '_source',
  '_id',
  '_index',
  '__proto__',
  'é',
  'x y',
];
const texts = ['4702', 'x4702y', '4\\u00370\\u0032', '', 'é', '\\n', 'C:\\\\t', '47', '\\u003c'];

function randomJson(random: Random, depth: number): string {
  const space = random() < 0.1 ? pick(random, [' ', '\t', '  ', '\r']) : '';
  const choice = below(random, depth > 4 ? 4 : 7);
  if (choice >= 5 || depth === 0) {
    const count = below(random, 5);
    const pairs = Array.from(
      { length: count },
      () => `"${pick(random, keys)}"${space}:${space}${randomJson(random, depth + 1)}`,
    );
    return `{${space}${pairs.join(`,${space}`)}${space}}`;
  }
  if (choice === 4) {
    const items = Array.from({ length: below(random, 4) }, () => randomJson(random, depth + 1));
    return `[${items.join(',')}${space}]`;
  }
  if (choice === 3)
    return pick(random, ['1', '-2.5', '4702', '4.702e3', '0', 'true', 'false', 'null', '1E-2']);
  return `"${pick(random, texts)}"`;
}

/** Damages a text at one place. */
function damaged(random: Random, text: string): string {
  const at = below(random, text.length + 1);
  const junk = pick(random, ['"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\0', 'e', '0', '']);
  return text.slice(0, at) + junk + text.slice(at + below(random, 3));
}

function randomSample(random: Random): Buffer {
  const lines = Array.from({ length: 1 + below(random, 12) }, () => {
    const line = random() < 0.05 ? '' : randomJson(random, 0);
    return random() < 0.15 ? damaged(random, line) : line;
  });
  const end = pick(random, ['\n', '\r\n']);
  return Buffer.from(lines.join(end) + (random() < 0.5 ? end : ''));
}

describe('drawn samples', () => {
  it('a scan of every line equals the plain reader', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 1500; round++) {
      const bytes = randomSample(random);
      const blockSize = pick(random, [1, 16, 64, 1 << 16]);
      assert.deepEqual(
        scanned(bytes, paths, { blockSize }),
        plainly(bytes, paths),
        bytes.toString(),
      );
    }
  });

  it('a scan with needles loses no event that holds one', () => {
    const random = seededRandom(12);
    const sets = [
      ['4702'],
      ['47'],
      ['4'],
      ['4702', 'x4'],
      ['zz', 'yy', 'ww', 'vv', '702', 'qq', 'pp', 'oo', 'nn', '47'],
    ];
    for (let round = 0; round < 1500; round++) {
      const bytes = randomSample(random);
      const needles = pick(random, sets);
      const blockSize = pick(random, [1, 16, 64, 1 << 16]);
      const all = plainly(bytes, paths);
      const found = scanned(bytes, paths, { needles, blockSize });
      const events = new Set(all.events);
      assert.deepEqual(
        found.events.filter((event) => !events.has(event)),
        [],
        'nothing is made up',
      );
      const lost = all.events.filter((event) => {
        const { values } = JSON.parse(event) as { values: string[][] };
        // A number may be spelled otherwise; the compiler of needles knows that.
        const holds = values.flat().some((value) => {
          const text = JSON.parse(value) as JsonValue;
          return typeof text === 'string' && needles.some((needle) => text.includes(needle));
        });
        return holds && !found.events.includes(event);
      });
      assert.deepEqual(lost, [], `${needles.join(' ')} in ${bytes.toString()}`);
    }
  });
});

const scalar = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/g;
const scalars = [
  ...['"x"', '"4702"', '"a text of more than sixteen bytes"', '"é"', '"an é behind sixteen bytes"'],
  ...[
    '"C:\\\\t"',
    '"\\u0041 behind"',
    '""',
    '"2026-01-05T10:00:00.000Z"',
    '"2026-01-05T10:00:00.001Z"',
    `"${'long '.repeat(30)}"`,
  ],
  ...['0', '12', '123', '-1.5e3', 'true', 'false', 'null'],
];
const noScalars = [
  '{}',
  '[]',
  '{"a":1}',
  '["x","y"]',
  '01',
  '"open',
  'nul',
  '"\\x"',
  '"tab\t"',
  '',
];

/** The line with other values here and there, rarely with other keys, containers, blanks or damage. */
function builtAlike(random: Random, line: string): string {
  const changed = line.replace(scalar, (text) => {
    const choice = random();
    if (choice < 0.3) return pick(random, scalars);
    if (choice < 0.32) return pick(random, noScalars);
    if (choice < 0.33) return ` ${text}`;
    return choice < 0.34 ? `${text} ` : text;
  });
  return random() < 0.05 ? damaged(random, changed) : changed;
}

/** Values change, and rarely keys: those of a line are told from its values only by JSON.parse. */
function sampleOfFewKinds(random: Random): Buffer {
  const kinds = Array.from({ length: 1 + below(random, 4) }, () => randomJson(random, 0));
  const lines = Array.from({ length: 20 + below(random, 60) }, () => {
    const line = builtAlike(random, pick(random, kinds));
    // Lines of the same kind mostly follow each other.
    if (random() < 0.1) kinds[below(random, kinds.length)] = line;
    return line;
  });
  return Buffer.from(lines.join('\n'));
}

describe('lines built alike', () => {
  it('a scan equals the plain reader', () => {
    const random = seededRandom(15);
    for (let round = 0; round < 1500; round++) {
      const bytes = sampleOfFewKinds(random);
      const blockSize = pick(random, [64, 1 << 10, 1 << 16]);
      assert.deepEqual(
        scanned(bytes, paths, { blockSize }),
        plainly(bytes, paths),
        bytes.toString(),
      );
    }
  });

  it('rows tell times and keys', () => {
    const random = seededRandom(16);
    const plan = { paths: ['a', 'b', 'event.code'], times: ['a'], needles: undefined };
    const terms = newTerms();
    const byKey = new Map<number, string>();
    let found = 0;
    let times = 0;
    const event = (row: Row): void => {
      const values = plan.paths.map((path) => scalarsAt(row.source, fieldPath(path)));
      const instant = row.instant(0) ?? NaN;
      if (!Number.isNaN(instant)) {
        assert.deepEqual(values[0]?.map(String).map(isoInstant), [instant]);
        times++;
      }
      const key = row.key([1, 2]);
      if (key === 0) return;
      const text = JSON.stringify([values[1], values[2]]);
      assert.equal(byKey.get(key) ?? text, text);
      byKey.set(key, text);
      found++;
    };
    for (let round = 0; round < 500; round++)
      scanNdjson(sampleOf(sampleOfFewKinds(random)), plan, { terms, event, skip: () => undefined });
    assert.ok(byKey.size > 20 && found > 2 * byKey.size, `${byKey.size} keys of ${found} rows`);
    assert.ok(times > 15, `${times} times`);
  });
});

describe('rows', () => {
  function rowsOf<T>(text: string, plan: ScanPlan, read: (row: Row) => T): readonly T[] {
    const found: T[] = [];
    const sink = { event: (row: Row) => void found.push(read(row)), skip: () => undefined };
    scanNdjson(sampleOf(Buffer.from(text)), plan, sink);
    return found;
  }

  it('tell times as the plain reader does', () => {
    const random = seededRandom(13);
    const texts = Array.from({ length: 3000 }, () => {
      const time = new Date(Math.floor((random() * 2 - 0.7) * 1e14)).toISOString().slice(-24);
      const at = below(random, time.length);
      const other = pick(random, ['0', '3', '9', '-', 'Z', ' ', '12', '']);
      return random() < 0.5 ? time : time.slice(0, at) + other + time.slice(at + 1);
    });
    const days = ['02-28', '02-29', '02-30', '04-31', '12-31', '00-10', '13-01', '01-00', '01-32'];
    for (const year of ['0000', '0001', '1900', '1970', '2000', '2024', '2026', '9999'])
      for (const day of days) texts.push(`${year}-${day}T23:59:59.999Z`);
    const lines = texts.map((text) => JSON.stringify({ t: text })).join('\n');
    const found = rowsOf(lines, { paths: ['t'], times: ['t'], needles: undefined }, (row) =>
      row.instant(0),
    );
    assert.deepEqual(
      found,
      texts.map((text) => isoInstant(text) ?? NaN),
    );
    assert.ok(found.filter(Number.isNaN).length > 500);
  });

  it('tell of one time only', () => {
    const time = '2026-01-05T10:00:00.000Z';
    const lines = [{}, { t: [time, time] }, { t: null }, { t: 5 }, { t: [time] }, { t: [] }];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const plan = { paths: ['t'], times: ['t'], needles: undefined };
    const instants = [undefined, NaN, NaN, NaN, Date.parse(time), undefined];
    assert.deepEqual(
      rowsOf(text, plan, (row) => row.instant(0)),
      instants,
    );
  });

  it('have one key only where their values are the same', () => {
    const random = seededRandom(14);
    const wanted = ['a', 'a.b', 'event.code'];
    const terms = newTerms();
    const byKey = new Map<number, string>();
    let keys = 0;
    for (let round = 0; round < 800; round++) {
      const event = (row: Row): void => {
        const key = row.key([0, 1, 2]);
        if (key === 0) return;
        const values = JSON.stringify(wanted.map((path) => row.source[path] ?? 'none'));
        assert.equal(byKey.get(key) ?? values, values);
        byKey.set(key, values);
        keys++;
      };
      const plan = { paths: wanted, needles: undefined };
      scanNdjson(sampleOf(randomSample(random)), plan, { terms, event, skip: () => undefined });
    }
    assert.ok(byKey.size > 50 && keys > 2 * byKey.size, `${byKey.size} keys of ${keys} rows`);
  });
});
