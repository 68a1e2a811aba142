// Lucene's regular expressions: rows, refusals, equality with a naive matcher, and no pattern that takes long.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileRegexp } from '../../../server/src/engine/regexp/regexpMatcher';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

function matches(pattern: string, text: string): boolean | 'refused' {
  const compiled = compileRegexp(pattern);
  return compiled.ok ? compiled.test(text) : 'refused';
}

/** Pattern, texts it matches, texts it does not. */
const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['', [''], ['a']],
  ['abc', ['abc'], ['ab', 'abcd', 'xabc', 'ABC']],
  ['a.c', ['abc', 'a\nc', 'a😀c'], ['ac', 'abbc']],
  ['ab?c', ['ac', 'abc'], ['abbc']],
  ['ab*c+', ['ac', 'abbbccc'], ['ab']],
  ['a|bc', ['a', 'bc'], ['ac', 'abc']],
  ['|a', ['|a'], ['a', '']],
  ['()|a', ['', 'a'], ['aa']],
  ['(ab){2}', ['abab'], ['ab', 'ababab']],
  ['a{2,}', ['aa', 'aaaa'], ['a']],
  ['a{0,2}b', ['b', 'aab'], ['aaab']],
  ['[a-cx]', ['a', 'c', 'x'], ['d', '', 'ab']],
  ['[^a-c]', ['d', '😀', '\n'], ['a', '']],
  ['[]a]', ['a', ']'], ['[', '']],
  ['[a\\-c]', ['a', '-', 'c'], ['b']],
  ['\\d+\\s\\w', ['12 _', '1\tx'], ['a b', '1x']],
  ['\\D\\S\\W', ['ab-', '-_ '], ['1ab']],
  ['[\\d\\-]+', ['1-2'], ['a']],
  ['a\\.b\\\\c\\/', ['a.b\\c/'], ['axb\\c/']],
  ['"a.*"b', ['a.*b'], ['axb']],
  ['@', ['', 'anything'], []],
  ['a@b', ['ab', 'a--b'], ['a']],
  ['#', [], ['', 'a', '#']],
  ['#|a', ['a'], ['']],
  ['~a', ['', 'b', 'aa'], ['a']],
  ['~(a.*)', ['', 'b'], ['a', 'ab']],
  ['~~a', ['a'], ['b']],
  ['a~b', ['a', 'acc', 'abb'], ['ab']],
  ['.*a.*&.*b.*', ['ab', 'b-a'], ['a', 'b']],
  ['[a-z]+&~(foo|bar)', ['fo', 'baz'], ['foo', 'bar', '1']],
  ['x<1-15>', ['x1', 'x15', 'x007'], ['x0', 'x16', 'x', 'x150']],
  ['<01-12>', ['01', '12'], ['1', '13', '00', '012']],
  ['<15-1>', ['1', '15'], ['16']],
  ['<0-0>', ['0'], ['', '00', '1']],
  ['<9-100>', ['9', '10', '99', '100', '0100'], ['8', '101']],
  ['^a$', ['^a$'], ['a']],
  ['*a', ['*a'], ['a', '']],
  ['(?i)a', [], ['a', 'A']],
  ['é{2}', ['éé'], ['é']],
];

const refused: readonly (readonly [string, RegExp])[] = [
  ['(a', /\) is missing/],
  ['a)', /closing bracket/],
  ['[a', /\] is missing/],
  ['[a-]', /out of order/],
  ['[c-a]', /out of order/],
  ['a|', /ends too early/],
  ['a\\', /ends too early/],
  ['"a', /" is missing/],
  ['<a', /> is missing/],
  ['<a>', /no range of numbers/],
  ['<1-2-3>', /no range of numbers/],
  ['<1-99999999999>', /no range of numbers/],
  ['a{', /number is missing/],
  ['a{,2}', /number is missing/],
  ['a{2', /} is missing/],
  ['a{3,2}', /out of order/],
  ['a{99999999999}', /too large/],
  ['\\b', /no class of characters/],
  ['[\\n]', /no class of characters/],
  ['('.repeat(5000), /nested too deeply|longer than/],
  ['('.repeat(900), /nested too deeply/],
  ['a'.repeat(1001), /longer than 1000/],
];

describe('compileRegexp', () => {
  for (const [pattern, yes, no] of rows)
    it(JSON.stringify(pattern), () => {
      for (const text of yes) assert.equal(matches(pattern, text), true, JSON.stringify(text));
      for (const text of no) assert.equal(matches(pattern, text), false, JSON.stringify(text));
    });
  for (const [pattern, message] of refused)
    it(`refuses ${JSON.stringify(pattern.slice(0, 20))}`, () => {
      const compiled = compileRegexp(pattern);
      assert.ok(!compiled.ok);
      assert.match(compiled.message, message);
    });

  it('equals a naive matcher on random expressions', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 3000; i++) {
      const tree = drawTree(random, 4);
      for (let j = 0; j < 6; j++) {
        const text = Array.from({ length: below(random, 6) }, () => pick(random, ['a', 'b', 'c']));
        const whole = text.join('');
        assert.equal(
          matches(tree.pattern, whole),
          tree.ends(whole, 0).has(whole.length),
          `${tree.pattern} on ${whole}`,
        );
      }
    }
  });

  it('reads every character of a text once, whatever the pattern', () => {
    const patterns = ['(a|a)*b', '(a*)*b', '(a+)+b', '(.*a){20}b', '~(.*a.*)&(a|aa)+', '(a?){50}'];
    for (const pattern of patterns) {
      const compiled = compileRegexp(pattern);
      assert.ok(compiled.ok);
      assert.equal(compiled.test('a'.repeat(20_000)), false, pattern);
    }
  });

  it('forgets what it learned before memory grows', () => {
    const compiled = compileRegexp('.*a.{14}');
    assert.ok(compiled.ok);
    const random = seededRandom(4);
    for (let i = 0; i < 200; i++) {
      const text = Array.from({ length: 100 }, () => pick(random, ['a', 'b'])).join('');
      assert.equal(compiled.test(text), text.at(-15) === 'a');
    }
  });
});

/** A pattern, and by definition all places where a match that begins at `from` can end. */
interface Tree {
  readonly pattern: string;
  ends(text: string, from: number): ReadonlySet<number>;
}

function drawTree(random: Random, depth: number): Tree {
  if (depth === 0 || random() < 0.25) return drawLeaf(random);
  const [a, b] = [drawTree(random, depth - 1), drawTree(random, depth - 1)];
  return pick(random, [repeat, both, either, one, not])(a, b);
}

function drawLeaf(random: Random): Tree {
  const char = pick(random, ['a', 'b', 'c', '.', '[ab]', '[^b]', '@', '()']);
  const test = (found: string | undefined): boolean => {
    if (found === undefined) return false;
    if (char === '[ab]') return found !== 'c';
    return char === '.' || (char === '[^b]' ? found !== 'b' : found === char);
  };
  return {
    pattern: char,
    ends(text, from) {
      if (char === '()') return new Set([from]);
      if (char === '@') return new Set(places(text, from));
      return new Set(test(text[from]) ? [from + 1] : []);
    },
  };
}

function places(text: string, from: number): readonly number[] {
  return Array.from({ length: text.length - from + 1 }, (_, i) => from + i);
}

function one(a: Tree, b: Tree): Tree {
  return {
    pattern: `(${a.pattern})(${b.pattern})`,
    ends: (text, from) => new Set([...a.ends(text, from)].flatMap((at) => [...b.ends(text, at)])),
  };
}

function either(a: Tree, b: Tree): Tree {
  return {
    pattern: `(${a.pattern}|${b.pattern})`,
    ends: (text, from) => new Set([...a.ends(text, from), ...b.ends(text, from)]),
  };
}

function both(a: Tree, b: Tree): Tree {
  return {
    pattern: `(${a.pattern}&${b.pattern})`,
    ends(text, from) {
      const other = b.ends(text, from);
      return new Set([...a.ends(text, from)].filter((at) => other.has(at)));
    },
  };
}

function not(a: Tree): Tree {
  return {
    pattern: `~(${a.pattern})`,
    ends(text, from) {
      const found = a.ends(text, from);
      return new Set(places(text, from).filter((at) => !found.has(at)));
    },
  };
}

function repeat(a: Tree): Tree {
  return {
    pattern: `(${a.pattern})*`,
    ends(text, from) {
      const found = new Set([from]);
      for (const at of found) for (const end of a.ends(text, at)) found.add(end);
      return found;
    },
  };
}
