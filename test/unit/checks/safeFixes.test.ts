// Drawn queries: every safe fix alone, and all of them together, keep the matches.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { fixAll } from '../../../server/src/services/fixAll';
import { applyEdits } from '../../../server/src/text/edits';
import { checkSameMatches, problemsOf } from '../../support/checkFixes';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

const fields = [
  'process.name',
  'process.args',
  'process.command_line',
  'process.name.caseless',
  'message',
  'source.ip',
  'process.pid',
  'own.field',
  'process.n*',
];

const values = [
  ...['a', 'ab', 'A', '"a"', '"A"', 'a*', '*b', '*a*', '*', '**', '"a b"', 'a b', 'a b*'],
  ...['and', '"C:\\\\temp"', '1', '2', '10.0.0.1', '10.0.0.0/8', "it's", 'a\\*b'],
];

function drawnValues(random: Random, depth: number): string {
  const operator = pick(random, [' and ', ' or ', ' OR ', '\n  or ']);
  return Array.from({ length: 1 + below(random, 3) }, () => {
    if (depth < 2 && random() < 0.15) return `(${drawnValues(random, depth + 1)})`;
    return `${random() < 0.15 ? 'not ' : ''}${pick(random, values)}`;
  }).join(operator);
}

function drawnCondition(random: Random): string {
  const field = pick(random, fields);
  if (random() < 0.15) return `${field} ${pick(random, ['>', '>=', '<='])} ${pick(random, values)}`;
  return random() < 0.5
    ? `${field}: (${drawnValues(random, 0)})`
    : `${field}: ${pick(random, values)}`;
}

function drawnQuery(random: Random, depth = 0): string {
  if (depth > 1 || random() < 0.3) return drawnCondition(random);
  const inner = (): string =>
    random() < 0.4 ? `(${drawnQuery(random, depth + 1)})` : drawnQuery(random, depth + 1);
  if (random() < 0.2) return `not (${drawnQuery(random, depth + 1)})`;
  return [inner(), inner(), ...(random() < 0.3 ? [inner()] : [])].join(
    pick(random, [' and ', ' or ', ' AND ']),
  );
}

describe('safe fixes of drawn queries', () => {
  const random = seededRandom(2026);
  const rules = Array.from(
    { length: 400 },
    () => `[metadata]\n[rule]\ntype = "query"\nquery = '''\n${drawnQuery(random)}\n'''\n`,
  );

  it('keep the matches, one by one', () => {
    let count = 0;
    for (const text of rules)
      for (const { fixes = [] } of problemsOf(text))
        for (const fix of fixes) {
          const fixed = parseRule(applyEdits(text, fix.edits));
          assert.deepEqual(fixed.query?.parsed?.problems ?? [], [], `${fix.title}: ${fixed.text}`);
          if (!fix.isSafe) continue;
          checkSameMatches(parseRule(text), fixed, 40);
          count++;
        }
    assert.ok(count > 300);
  });

  it('keep the matches, all together, and leave none', () => {
    for (const text of rules) {
      const fixed = fixAll(parseRule(text), checkContext());
      checkSameMatches(parseRule(text), parseRule(fixed), 40);
      assert.equal(fixAll(parseRule(fixed), checkContext()), fixed);
    }
  });
});
