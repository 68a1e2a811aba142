// Numbers that a number of JavaScript cannot stand for keep their text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '../../../server/src/events/event';
import {
  parseJson,
  plainJson,
  readNumber,
  SpelledNumber,
} from '../../../server/src/events/spelledNumber';
import { below, mutate, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

const n = (text: string): SpelledNumber => new SpelledNumber(text);

describe('numbers of JSON', () => {
  const whole = ['0', '-12', '4702', '1.5', '-0.25', '0.000001', '9007199254740991', '0.1'];
  for (const text of whole)
    it(`${text} is a number`, () => {
      assert.equal(readNumber(text), Number(text));
    });

  const spelled: readonly (readonly [text: string, plain: number | string])[] = [
    ['1e3', 1000],
    ['1E3', 1000],
    ['1000.0', 1000],
    ['0.50', 0.5],
    ['-0', -0],
    ['0.0000001', 1e-7],
    ['1e21', 1e21],
    ['1e+21', 1e21],
    ['9007199254740993', '9007199254740993'],
    ['-12345678901234567890', '-12345678901234567890'],
    ['12345678901234567890.5', Number('12345678901234567890.5')],
    ['0.12345678901234567890', Number('0.1234567890123456789')],
    ['1e999', Infinity],
  ];
  for (const [text, plain] of spelled)
    it(`${text} keeps its text`, () => {
      const number = readNumber(text);
      assert.deepEqual(number, n(text));
      assert.ok(number instanceof SpelledNumber);
      assert.equal(String(number), text);
      assert.equal(number.plain, plain);
      assert.equal(Number(number), Number(text));
    });
});

describe('documents with such numbers', () => {
  const rows: readonly (readonly [json: string, value: JsonValue])[] = [
    ['{"a":1e3}', { a: n('1e3') }],
    ['{"a" : -1.50 }', { a: n('-1.50') }],
    ['{"a":[1,[2.0]],"b":{"c":-0}}', { a: [1, [n('2.0')]], b: { c: n('-0') } }],
    [
      '{"a":1.5,"b":"2.0","c":", 3.0","d":true,"e":null}',
      { a: 1.5, b: '2.0', c: ', 3.0', d: true, e: null },
    ],
    ['[12345678901234567890,1]', [n('12345678901234567890'), 1]],
    ['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
    ['{"a":"\\": 1e3","b":1e3}', { a: '": 1e3', b: n('1e3') }],
    ['{"a":"\\\\","b":1e3}', { a: '\\', b: n('1e3') }],
    ['{"a":1e3,"a":2}', { a: 2 }],
    ['{"a":2,"b":3,"a":1e3}', { a: n('1e3'), b: 3 }],
    ['{"":1e3,"b":{},"c":[]}', { '': n('1e3'), b: {}, c: [] }],
  ];
  for (const [json, value] of rows)
    it(json, () => {
      assert.deepEqual(parseJson(json), value);
    });

  it('takes __proto__ for a key like any other', () => {
    const value = parseJson('{"__proto__":{"a":1e3},"b":1.0}') as Readonly<
      Record<string, JsonValue>
    >;
    assert.deepEqual(Object.keys(value), ['__proto__', 'b']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
  });

  it('refuses what JSON refuses', () => {
    for (const json of [
      '{1e3:1}',
      '{"a":1,12345678901234567890:2}',
      '[1.0',
      '[1.]',
      '[01.0]',
      '[1e]',
    ])
      assert.throws(() => parseJson(json), SyntaxError, json);
  });

  it('goes as deep as JSON.parse', () => {
    const depth = 100_000;
    let value = parseJson(`${'['.repeat(depth)}1.0${']'.repeat(depth)}`);
    for (let level = 0; level < depth; level++) value = (value as readonly JsonValue[])[0] ?? null;
    assert.deepEqual(value, n('1.0'));
  });

  it('agrees with JSON.parse on drawn documents, whole and damaged', () => {
    const random = seededRandom(71);
    let whole = 0;
    for (let round = 0; round < 3000; round++) {
      const drawn = `{"a":${json(random, 0)}}`;
      const text =
        random() < 0.5
          ? drawn
          : mutate(drawn, random, { tokens: ['1e3', '"', ',', '.0', '-0', '}'], texts: [drawn] });
      assert.deepEqual(
        outcome(text, (it) => plain(parseJson(it))),
        outcome(text, (it) => plain(JSON.parse(it) as JsonValue)),
        text,
      );
      if (outcome(text, JSON.parse) !== undefined) whole++;
    }
    assert.ok(whole > 1500);
  });

  it('misses no unusual number', () => {
    const random = seededRandom(72);
    let spelled = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = numberText(random);
      const [read] = parseJson(`[${text}]`) as readonly JsonValue[];
      assert.deepEqual(read, readNumber(text), text);
      if (read instanceof SpelledNumber) spelled++;
    }
    assert.ok(spelled > 5000 && spelled < 19_000, String(spelled));
  });

  it('can be made plain', () => {
    assert.deepEqual(plainJson({ a: [n('1e3')], b: { c: n('12345678901234567890') } }), {
      a: [1000],
      b: { c: '12345678901234567890' },
    });
  });
});

function outcome(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Numbers by value alone. */
function plain(value: JsonValue): unknown {
  if (value instanceof SpelledNumber) return Number(value.text);
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function json(random: Random, depth: number): string {
  switch (below(random, depth > 3 ? 3 : 5)) {
    case 0:
      return numberText(random);
    case 1:
      return JSON.stringify(pick(random, ['x', '1e3', '": 2.0', '\\', '[3.0', 'zoë']));
    case 2:
      return pick(random, ['true', 'false', 'null', '{}', '[]']);
    case 3:
      return `[${json(random, depth + 1)}, ${json(random, depth + 1)}]`;
    default:
      return `{"${pick(random, ['a', '1', '1e3', ''])}":${json(random, depth + 1)},"b" : ${json(random, depth + 1)}}`;
  }
}

function numberText(random: Random): string {
  const digits = (most: number): string =>
    Array.from({ length: 1 + below(random, most) }, () => String(below(random, 10))).join('');
  const head =
    random() < 0.3 ? '0' : String(1 + below(random, 9)) + (random() < 0.7 ? '' : digits(20));
  const fraction = random() < 0.5 ? '' : `.${digits(random() < 0.8 ? 3 : 20)}`;
  const exponent =
    random() < 0.8
      ? ''
      : `${pick(random, ['e', 'E'])}${pick(random, ['', '+', '-'])}${below(random, 30)}`;
  return `${random() < 0.2 ? '-' : ''}${head}${fraction}${exponent}`;
}
