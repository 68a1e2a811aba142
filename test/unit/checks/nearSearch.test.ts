// Searches that differ from another one in few parts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChecks } from '../../../server/src/checks';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { identityOf } from '../../../server/src/rule/ruleIdentity';
import { checkContext } from '../../../server/src/services/checkContext';
import { NearSearches } from '../../../server/src/services/nearSearches';
import { RuleCollection } from '../../../server/src/services/otherRules';
import { seededRandom } from '../../support/mutate';

const rule = (query: string, more = ''): string =>
  `[rule]\ntype = "query"\nlanguage = "kuery"\nindex = ["logs-a-*"]\nquery = '''${query}'''\n${more}`;

/** What is said of the first of the rules. */
function saidOf(...texts: readonly string[]): readonly string[] {
  const documents = texts.map((text) => parseRule(`[metadata]\n${text}`));
  const rules = documents.map((document, at) => ({ path: `${at}.toml`, ...identityOf(document) }));
  const others = new RuleCollection(rules).without('0.toml');
  const [first] = documents;
  assert.ok(first);
  return runChecks(first, { ...checkContext(), others }).flatMap(({ code, message }) =>
    code === 'near-search' ? [message] : [],
  );
}

const base = 'a: x and b: (1 or 2 or 3) and not c: y';
const start = 'Searches for nearly the same as `1.toml`: an event may alert in both.';

describe('near-search', () => {
  const near: readonly (readonly [other: string, differences: string])[] = [
    ['b: (2 or 1 or 3) and a: x', 'Only here: `not c: y`.'],
    [`${base} and not c: z`, 'Only there: `not c: z`.'],
    [`${base} and d: *`, 'Only there: `d: *`.'],
    ['a: x and b: (1 or 2 or 4) and not c: y', 'Only here: `b: 3`. Only there: `b: 4`.'],
    [`${base} and (d: 1 or e: 2)`, 'Only there: `d: 1 or e: 2`.'],
    [`${base} and n: { m: 1 and k: 2 }`, 'Only there: `n: { k: 2 and m: 1 }`.'],
    [`${base} and not (d: 1 and e >= 2)`, 'Only there: `not (d: 1 and e >= 2)`.'],
    [
      `${base} and not c: (p or "r s" or t*)`,
      'Only there: `not c: p`, `not c: "r s"`, `not c: t*`.',
    ],
  ];
  for (const [other, differences] of near)
    it(`names what differs from ${other}`, () => {
      assert.deepEqual(saidOf(rule(base), rule(other)), [`${start} ${differences}`]);
    });

  const apart: readonly (readonly [what: string, other: string])[] = [
    ['equal', rule('not c: y and a: x and b: (3 or 1 or 2)')],
    ['another value of a field', rule('a: z and b: (1 or 2 or 3) and not c: y')],
    ['other values of a list', rule('a: x and b: (4 or 5 or 6) and not c: y')],
    ['what this one excludes', rule('a: x and b: (1 or 2 or 3) and c: y')],
    ['too little in common', rule('a: x and not c: y')],
    ['other indices', rule(`${base} and d: *`).replace('logs-a-*', 'logs-b-*')],
    ['another type', rule(`${base} and d: *`).replace('"query"', '"saved_query"')],
    ['filters', rule(`${base} and d: *`, 'filters = []')],
    ['a building block', rule(`${base} and d: *`, 'building_block_type = "default"')],
    ['a retired rule', `maturity = "deprecated"\n${rule(`${base} and d: *`)}`],
  ];
  for (const [what, other] of apart)
    it(`tells apart: ${what}`, () => {
      assert.deepEqual(saidOf(rule(base), other), []);
    });

  it('tells apart where each asks for something else', () => {
    const one = rule('a: x and b: (1 or 2 or 3) and d: 1');
    assert.deepEqual(saidOf(one, rule('a: x and b: (1 or 2 or 3) and e: 1')), []);
  });

  it('names three of many differences', () => {
    const one = `${base} and d: * and e: *`;
    const [said] = saidOf(rule(one), rule(`${one} and not c: (1 or 2 or 3 or 4)`));
    assert.match(said ?? '', /`not c: 1`, `not c: 2`, `not c: 3` and 1 more\.$/);
  });

  it('compares indices by their patterns', () => {
    const other = (index: string): string => rule(`${base} and d: *`).replace('"logs-a-*"', index);
    for (const index of ['"logs-*"', '"logs-a-b"', '"logs-a-b*", "x"'])
      assert.equal(saidOf(rule(base), other(index)).length, 1, index);
    for (const index of ['"logs-a"', '"x-*"', ''])
      assert.deepEqual(saidOf(rule(base), other(index)), []);
  });

  it('names the nearest of several', () => {
    const [said] = saidOf(rule(base), rule(`${base} and d: * and e: *`), rule(`${base} and d: *`));
    assert.match(said ?? '', /^Searches for nearly the same as `2\.toml` \(and 1 more rule\): /);
  });
});

describe('the index of parts', () => {
  it('finds what a comparison of all with all finds', () => {
    const random = seededRandom(11);
    const pick = (most: number): number => Math.floor(random() * most);
    const searches = Array.from({ length: 300 }, (_, at) => {
      const parts = Array.from({ length: 2 + pick(7) }, () =>
        pick(3) === 0
          ? `not f${pick(3)}: v${pick(4)}`
          : `f${pick(5)}: (v${pick(3)} or v${pick(3)})`,
      );
      return { at, ...identityOf(parseRule(`[metadata]\n${rule(parts.join(' and '))}`)) };
    });
    const index = new NearSearches(searches);
    let count = 0;
    for (const { search } of searches) {
      assert.ok(search);
      const found = new Set(index.near(search).map((each) => each.rule.at));
      const all = searches.filter((other) => new NearSearches([other]).near(search).length > 0);
      assert.deepEqual([...found].sort(), all.map(({ at }) => at).sort());
      count += all.length;
    }
    assert.ok(count > 100, String(count));
  });
});
