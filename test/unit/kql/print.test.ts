// The canonical text of KQL trees: rows of query and print, and random trees that must read back unchanged.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KqlNode, KqlTerm } from '../../../server/src/kql/ast';
import { toNeutral } from '../../../server/src/kql/neutral';
import { parseKql } from '../../../server/src/kql/parse';
import { printKql } from '../../../server/src/kql/print';
import { below, pick, seededRandom } from '../../support/mutate';
import type { Random } from '../../support/mutate';

const rows: readonly (readonly [query: string, printed: string])[] = [
  ['', '*: *'],
  ['  a:b   AND\n c : d ', 'a: b and c: d'],
  ['not (a:b)', 'not a: b'],
  ['not (not a:b)', 'not (not a: b)'],
  ['a:1 or a:2', 'a: (1 or 2)'],
  ['a:1 or b:2', 'a: 1 or b: 2'],
  ['(a:1 or a:2) or b:2', 'a: (1 or 2) or b: 2'],
  ['(a:1 or b:2) or c:3', '(a: 1 or b: 2) or c: 3'],
  ['(a:1 and b:2) or c:3', 'a: 1 and b: 2 or c: 3'],
  ['(a:1 or b:2) and c:3', '(a: 1 or b: 2) and c: 3'],
  ['not (a:1 or a:2)', 'not a: (1 or 2)'],
  ['not (a:1 or b:2)', 'not (a: 1 or b: 2)'],
  ['a:(x and not (y or z))', 'a: (x and not (y or z))'],
  ['a:(not (not y) or z)', 'a: (not (not y) or z)'],
  ['a>5 and a<=7', 'a > 5 and a <= 7'],
  ['p:{a:1 and q:{b:2}}', 'p: { a: 1 and q: { b: 2 } }'],
  ['null: foo', 'foo'],
  ['null > 5', 'null > 5'],
  ['a: null or a: "null"', 'a: (null or "null")'],
  ['a:"C:\\temp"', 'a: "C:\\temp"'],
  ['a:"C:\\Temp\\\\"', 'a: "C:\\\\Temp\\\\"'],
  ['a:\\{x\\}', 'a: \\{x\\}'],
  ['a:x\\*y*', 'a: x\\*y*'],
  ['a:\\and', 'a: \\and'],
  ['a:b \\or c', 'a: b \\or c'],
  ['a:\\u006eot b', 'a: \\u006eot b'],
  ['a:Knot', 'a: K\\u006eot'],
  ['a:\\NOT b', 'a: \\NOT b'],
  ['a:x\\not b', 'a: x\\not b'],
  ['a:\\t', 'a: \\t'],
  ['a:x\\tor\\ty', 'a: x\\tor\\ty'],
  ['a:" \u00a0"', 'a: " \u00a0"'],
  ['a b: c d', 'a b: c d'],
];

describe('printKql', () => {
  for (const [query, printed] of rows)
    it(JSON.stringify(query), () => {
      const { root, problems } = parseKql(query);
      assert.deepEqual(problems, []);
      assert.equal(printKql(root), printed);
      assert.deepEqual(toNeutral(parseKql(printed).root), toNeutral(root));
    });

  it('reads back random trees', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 5000; i++) {
      const tree = randomNode(random, 4);
      const printed = printKql(tree);
      const { root, problems } = parseKql(printed);
      assert.deepEqual(problems, [], printed);
      assert.deepEqual(toNeutral(root), toNeutral(tree), printed);
    }
  });
});

const span = { start: 0, end: 0 };

function randomNode(random: Random, depth: number): KqlNode {
  const fork = (): KqlNode => randomNode(random, depth - 1);
  const junction = (): readonly KqlNode[] => [
    fork(),
    fork(),
    ...(below(random, 3) === 0 ? [fork()] : []),
  ];
  switch (depth <= 0 ? 'is' : pick(random, kinds)) {
    case 'and':
      return { kind: 'and', children: junction(), span };
    case 'or':
      return { kind: 'or', children: junction(), span };
    case 'not':
      return { kind: 'not', child: fork(), span };
    case 'range': {
      const operator = pick(random, ['gt', 'gte', 'lt', 'lte'] as const);
      return {
        kind: 'range',
        field: randomTerm(random),
        operator,
        value: randomTerm(random),
        span,
      };
    }
    case 'nested':
      return { kind: 'nested', path: randomTerm(random), query: fork(), span };
    default:
      return { kind: 'is', field: randomField(random), value: randomTerm(random), span };
  }
}

const kinds = ['is', 'is', 'and', 'or', 'not', 'range', 'nested'] as const;

/** Often the same field, so that value lists arise; never the literal `null`, which is no field. */
function randomField(random: Random): KqlTerm | undefined {
  if (below(random, 5) === 0) return undefined;
  if (below(random, 2) === 0) return { kind: 'literal', value: 'f', span };
  const field = randomTerm(random);
  return field.kind === 'literal' && field.value === null ? undefined : field;
}

const pieces: readonly string[] = [
  ...['a', 'or', 'and', 'not', 'NOT', 'n', 'N', 'ot', 'u0041', 'x', '0', '-4', 'null', 'true'],
  ...[' ', ' ', ' ', '\t', '\n', '\r', '\u00a0', '\u3000', '\ufeff', '\v'],
  ...['\\', '(', ')', ':', '<', '>', '"', '*', '{', '}', '.', '?', '\u{1f600}', '\0'],
];

function randomTerm(random: Random): KqlTerm {
  const text = (): string =>
    Array.from({ length: below(random, 6) }, () => pick(random, pieces)).join('');
  switch (below(random, 4)) {
    case 0:
      return { kind: 'phrase', value: text(), span };
    case 1: {
      const inner = Array.from({ length: below(random, 3) }, text);
      return { kind: 'wildcard', parts: [text().trimStart(), ...inner, text().trimEnd()], span };
    }
    case 2:
      return { kind: 'literal', value: pick(random, [null, true, false]), span };
    default: {
      const value = text().trim();
      const isConstant = /^(?:null|true|false)$/.test(value);
      return { kind: 'literal', value: isConstant ? 'constant' : value, span };
    }
  }
}
