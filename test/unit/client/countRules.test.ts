// The numbers of the coverage page: filters, cells, choices and shades.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  choicesOf,
  filterRules,
  noFilter,
  rulesByCell,
  shadeOf,
} from '../../../client/src/coverageView/countRules';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { coverageMatrix } from '../../../server/src/services/coverageMatrix';
import { threatBlock } from '../../../server/src/services/threatBlock';

const rule = (name: string, severity: string, technique: string, tag: string): string =>
  `[rule]\nname = "${name}"\ntype = "query"\nseverity = "${severity}"\ntags = ["${tag}"]\n${threatBlock({ tactic: 'TA0003', techniques: [technique] }, builtInAttack.current)}\n`;

const matrix = coverageMatrix(
  [
    rule('a', 'low', 'T1053.005', 'OS: Windows'),
    rule('b', 'high', 'T1053', 'OS: Linux'),
    '[rule]\nname = "c"\ntype = "eql"\n',
  ].map((text, index) => ({ file: `file:///${index}.toml`, rule: parseRule(text).rule })),
  builtInAttack,
);

const names = (rules: readonly { readonly name: string }[] | undefined): readonly string[] =>
  (rules ?? []).map(({ name }) => name);

describe('coverage page', () => {
  it('counts a sub-technique for its technique too', () => {
    const cells = rulesByCell(matrix.rules);
    assert.deepEqual(names(cells.get('TA0003')), ['a', 'b']);
    assert.deepEqual(names(cells.get('TA0003 T1053')), ['a', 'b']);
    assert.deepEqual(names(cells.get('TA0003 T1053.005')), ['a']);
    assert.equal(cells.get('TA0002 T1053'), undefined, 'only under the tactic that the rule names');
  });

  it('filters by tag, severity and type', () => {
    assert.equal(filterRules(matrix.rules, noFilter).length, 3);
    assert.deepEqual(names(filterRules(matrix.rules, { ...noFilter, tag: 'OS: Linux' })), ['b']);
    assert.deepEqual(names(filterRules(matrix.rules, { ...noFilter, severity: 'low' })), ['a']);
    assert.deepEqual(names(filterRules(matrix.rules, { ...noFilter, type: 'eql' })), ['c']);
  });

  it('offers what there is', () => {
    const { tag, severity, type, platform } = choicesOf(matrix);
    assert.deepEqual(tag, ['OS: Linux', 'OS: Windows']);
    assert.deepEqual(severity, ['low', 'high']);
    assert.deepEqual(type, ['eql', 'query']);
    assert.ok(platform.includes('Windows') && platform.includes('Linux'));
  });

  it('has the whole matrix', () => {
    assert.equal(matrix.tactics.length, 14);
    assert.equal(coverageMatrix([], builtInAttack, '19').tactics.length, 15);
    const all = matrix.tactics.flatMap(({ techniques }) => techniques.map(({ id }) => id));
    assert.equal(new Set(all).size, 691);
  });

  it('shades by number', () => {
    assert.deepEqual([0, 1, 2, 3, 7, 8, 19, 20].map(shadeOf), [0, 1, 1, 2, 2, 3, 3, 4]);
  });
});
