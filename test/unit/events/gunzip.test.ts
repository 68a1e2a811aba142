// Unpacking gzip: what Node packs comes back, in blocks of any size; damage keeps what came before it and is named.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { gunzip } from '../../../server/src/events/gunzip';
import type { GzipDamage } from '../../../server/src/events/gunzip';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';
import { readAll, sampleOf } from '../../support/samples';

interface Unpacked {
  readonly bytes: Buffer;
  readonly damage: GzipDamage | undefined;
}

function unpacked(bytes: Uint8Array, blockSize = 1000): Unpacked {
  let damage: GzipDamage | undefined;
  const parts = Array.from(
    gunzip(sampleOf(bytes, blockSize).blocks(), (found) => {
      damage = found;
    }),
    (part) => Buffer.from(part),
  );
  return { bytes: Buffer.concat(parts), damage };
}

function randomBytes(random: Random): Buffer {
  const length = below(random, 150_000);
  const kind = below(random, 3);
  if (kind === 0) return Buffer.from(Array.from({ length }, () => below(random, 256)));
  const words = ['{"a":', 'process', '\n', '"', ',', ' ', 'x'.repeat(300)];
  let text = '';
  while (text.length < length) text += pick(random, words).repeat(1 + below(random, kind * 9));
  return Buffer.from(text);
}

describe('gunzip', () => {
  it('gives back what was packed, at any level', () => {
    const random = seededRandom(21);
    for (let round = 0; round < 60; round++) {
      const bytes = randomBytes(random);
      const packed = gzipSync(bytes, {
        level: round % 10,
        memLevel: 1 + (round % 9),
        strategy: round % 5,
      });
      const { bytes: found, damage } = unpacked(packed, pick(random, [1, 7, 4096, 1 << 20]));
      assert.equal(damage, undefined);
      assert.ok(found.equals(bytes), `round ${round}`);
    }
  });

  it('reads several members and padding', () => {
    const packed = Buffer.concat([gzipSync('a\n'), gzipSync(''), gzipSync('b\n'), Buffer.alloc(9)]);
    for (const blockSize of [1, 3, 1000])
      assert.deepEqual(unpacked(packed, blockSize), {
        bytes: Buffer.from('a\nb\n'),
        damage: undefined,
      });
  });

  it('reads over name, comment, extra field and check sum of the header', () => {
    const header = Buffer.from(
      '\x1f\x8b\x08\x1e\0\0\0\0\0\x03\x03\0abcname\0comment\0\x01\x02',
      'latin1',
    );
    const body = gzipSync('text').subarray(10);
    assert.equal(unpacked(Buffer.concat([header, body])).bytes.toString(), 'text');
  });

  it('keeps what came before a cut', () => {
    const random = seededRandom(22);
    const bytes = randomBytes(random);
    const packed = gzipSync(bytes);
    for (let round = 0; round < 60; round++) {
      const at = 2 + below(random, packed.length - 2);
      const found = unpacked(packed.subarray(0, at));
      assert.ok(bytes.subarray(0, found.bytes.length).equals(found.bytes), `cut at ${at}`);
      assert.equal(found.damage?.reason, 'it is cut off');
      assert.equal(found.damage.offset, at);
    }
  });

  it('notices a damaged bit', () => {
    const random = seededRandom(23);
    const bytes = Buffer.from('some events, some more events\n'.repeat(500));
    const packed = gzipSync(bytes);
    for (let round = 0; round < 400; round++) {
      const at = 10 + below(random, packed.length - 10);
      const broken = Buffer.from(packed);
      broken[at] = (broken[at] ?? 0) ^ (1 << below(random, 8));
      const { bytes: found, damage } = unpacked(broken);
      if (damage) assert.match(damage.reason, /^it|other data|a length/);
      else assert.ok(found.equals(bytes), `byte ${at} is more than padding`);
    }
  });

  const rows: readonly (readonly [string, Buffer, RegExp])[] = [
    ['check sum', damagedAt(gzipSync('x\n'), -8), /check sum/],
    ['length', damagedAt(gzipSync('x\n'), -4), /length is wrong/],
    ['data behind', Buffer.concat([gzipSync('x\n'), Buffer.from('junk')]), /other data/],
    ['method', damagedAt(gzipSync('x\n'), 2), /method/],
    ['no header', Buffer.concat([Buffer.from([0x1f, 0x8b]), deflateRawSync('x')]), /method/],
  ];
  for (const [name, bytes, reason] of rows)
    it(`names the damage: ${name}`, () => {
      assert.match(unpacked(bytes).damage?.reason ?? '', reason);
    });
});

function damagedAt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
}

describe('damaged packed samples', () => {
  it('the lines before the damage are read, the damage is told with its place', () => {
    const text = Array.from({ length: 2000 }, (_, n) => `{"n":${n},"x":"${n * 7919}"}\n`).join('');
    const packed = gzipSync(text);
    const { events, skipped } = readAll(sampleOf(packed.subarray(0, packed.length >> 1)));
    assert.ok(events.length > 500 && events.length < 2000);
    const last = skipped.at(-1);
    assert.equal(last?.line, events.length + 1);
    assert.match(last.message, /gzip data is damaged at byte \d+: it is cut off; the \d+ bytes/);
  });
  it('where nothing can be read, the file is refused', () => {
    const { events, skipped } = readAll(sampleOf(Buffer.from([0x1f, 0x8b, 8, 0])));
    assert.deepEqual(events, []);
    assert.match(skipped[0]?.message ?? '', /damaged at byte 4/);
  });
});
