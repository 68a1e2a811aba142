// The layout of random queries: the tree stays, a second time changes nothing, lines stay short, broken text is let be.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatKql } from '../../../server/src/kql/format';
import { toNeutral } from '../../../server/src/kql/neutral';
import { parseKql } from '../../../server/src/kql/parse';
import { kqlTokens } from '../../../server/src/kql/tokens';
import { fuzz } from '../../support/fuzz';
import { kqlLayout, kqlSeeds } from '../../support/kql';
import { randomQuery } from '../../support/kqlSource';
import { seededRandom } from '../../support/mutate';

const queries = Array.from({ length: 500 }, (_, seed) => randomQuery(seededRandom(seed)));

/** Laid out; throws where a valid query was refused. */
function format(query: string, width: number): string {
  assert.deepEqual(parseKql(query).problems, [], JSON.stringify(query));
  const text = formatKql(query, { width });
  assert.ok(text !== undefined, `refused: ${JSON.stringify(query)}`);
  return text;
}

/** Lines that are too long though they could be broken: two conditions stand on them, or a bracket and what is in it. */
function needlesslyLong(text: string, width: number): readonly string[] {
  const tokens = kqlTokens(text).filter(({ kind }) => kind !== 'whitespace');
  const lines: string[] = [];
  for (const { index, 0: line } of text.matchAll(/.+/g)) {
    const end = index + line.length;
    const inside = tokens.filter(({ span }) => span.start < end && span.end > index);
    const words = inside.map(({ span }) => text.slice(span.start, span.end).toLowerCase());
    // A value with a line break in it is as long as it is.
    if (line.length <= width || words.some((word) => word.includes('\n'))) continue;
    if (/^(?:and|or)$/.test(words.at(-1) ?? '')) words.pop();
    if (/^[({]$/.test(words.at(-1) ?? '')) words.pop();
    if (words.some((word) => /^(?:and|or|[(){}])$/.test(word))) lines.push(line);
  }
  return lines;
}

describe('the layout of random queries', () => {
  it('has queries of every kind and of many shapes', () => {
    const all = queries.join('\n');
    for (const part of ['\r\n', '\u00a0', 'NOT', '{', ':(', '\\or', '<=', '"two\nlines"'])
      assert.ok(all.includes(part), part);
    assert.ok(new Set(queries).size > queries.length * 0.9);
  });

  it('keeps the tree', () => {
    for (const query of queries)
      assert.deepEqual(
        toNeutral(parseKql(format(query, 60)).root),
        toNeutral(parseKql(query).root),
        JSON.stringify(query),
      );
  });

  for (const width of [40, 120]) {
    it(`comes to rest at a width of ${width}`, () => {
      for (const query of queries) {
        const once = format(query, width);
        assert.equal(format(once, width), once, JSON.stringify(query));
      }
    });

    it(`has no line over ${width} but for a single condition`, () => {
      for (const query of queries)
        assert.deepEqual(needlesslyLong(format(query, width), width), [], JSON.stringify(query));
    });
  }

  it('leaves no blanks at line ends, and breaks no value', () => {
    for (const query of queries) {
      const text = format(query, 60);
      const terms = (source: string): readonly string[] =>
        kqlTokens(source)
          .filter(({ kind }) => kind === 'value' || kind === 'field')
          .map(({ span }) => source.slice(span.start, span.end));
      assert.deepEqual(terms(text), terms(query));
      assert.equal(text, text.trim());
    }
  });

  it('refuses broken queries, and never throws', () => {
    fuzz(
      { name: 'layout', source: kqlSeeds, ...kqlLayout },
      { count: 1500, seed: 1, clock: () => 0 },
    );
  });
});
