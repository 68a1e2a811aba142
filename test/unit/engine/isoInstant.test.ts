// The quick reader of dates agrees with the general one, and leaves alone what is not in its form.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInstant } from '../../../server/src/engine/dateMath';
import { isoInstant } from '../../../server/src/engine/isoInstant';
import { below, pick, seededRandom } from '../../support/mutate';

describe('isoInstant', () => {
  const rows: readonly [string, number | undefined][] = [
    ['1970-01-01T00:00:00.000Z', 0],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['2023-02-29T00:00:00.000Z', undefined],
    ['1900-02-29T00:00:00.000Z', undefined],
    ['2000-02-29T00:00:00.000Z', Date.UTC(2000, 1, 29)],
    ['2026-13-01T00:00:00.000Z', undefined],
    ['2026-04-31T00:00:00.000Z', undefined],
    ['2026-01-05T24:00:00.000Z', undefined],
    ['2026-01-05T10:60:00.000Z', undefined],
    ['2026-01-05T10:00:60.000Z', undefined],
    ['2026-01-05T10:00:00.00xZ', undefined],
    ['2026-01-05 10:00:00.000Z', undefined],
    ['2026-01-05T10:00:00.000', undefined],
    ['2026-01-05T10:00:00Z', undefined],
    ['', undefined],
  ];
  for (const [text, millis] of rows)
    it(text, () => {
      assert.equal(isoInstant(text), millis);
    });

  it('agrees with the general reader wherever it answers', () => {
    const random = seededRandom(5);
    let answered = 0;
    for (let round = 0; round < 20_000; round++) {
      const millis = Math.floor(random() * 8e12) - 4e12;
      let text = new Date(millis).toISOString();
      if (random() < 0.4) {
        const at = below(random, text.length);
        text = text.slice(0, at) + pick(random, '0123456789TZ:-. x'.split('')) + text.slice(at + 1);
      }
      const quick = isoInstant(text);
      if (quick === undefined) continue;
      answered++;
      assert.equal(quick, parseInstant(text)?.millis, text);
    }
    assert.ok(answered > 10_000);
  });
});
