// Which exception items and value lists are found for a rule.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { findExceptionPaths, loadExceptions } from '../../../server/src/workspace/exceptionFiles';
import { FileError } from '../../../server/src/workspace/fileSystem';
import { itemOf } from '../../support/exceptions';
import { memoryFiles } from '../../support/memoryFiles';

const rule = parseRule(`[rule]
name = "A rule"
rule_id = "r1"
type = "query"
exceptions_list = [{id = "1", list_id = "l1", namespace_type = "single", type = "detection"}]
`);

/** An item file of a repository. */
function tomlFile(name: string, ruleId: string): string {
  return `[metadata]
rule_ids = ["${ruleId}"]
[[exceptions]]
[exceptions.container]
name = "c"
type = "detection"
[[exceptions.items]]
name = "${name}"
entries = [{field = "a", type = "exists", operator = "included"}]
`;
}

const json = (name: string, list_id: string): string =>
  JSON.stringify(itemOf([['a', 'list', 'keyword']], { name, list_id }));

const files = memoryFiles({
  'w/exceptions/mine.toml': tomlFile('by rule id', 'r1'),
  'w/exceptions/other.toml': tomlFile('other rule', 'r2'),
  'w/exceptions/lists.ndjson': `${json('by list', 'l1')}\n${json('other list', 'l2')}\n`,
  'w/exceptions/values': 'x\n\n y \r\n',
  'w/exceptions/notes.json': 'not JSON at all',
  'w/exceptions/rule.toml': '[rule]\nname = "x"\n',
  'w/broken/e.toml': tomlFile('x', 'r1').replace('"exists"', '"regexp"'),
  'w/lists/values.txt': 'z\n',
  'w/rules/windows/a.toml': '',
  'w/rules/exceptions/b.toml': '',
});

const load = (...paths: readonly string[]): ReturnType<typeof loadExceptions> =>
  loadExceptions({ paths, valueLists: undefined }, rule, files);

describe('exception files', () => {
  it('of a folder those that belong to the rule', () => {
    const { items, warnings } = load('w/exceptions');
    assert.deepEqual(items.map(({ name }) => name).sort(), ['by list', 'by rule id']);
    assert.deepEqual(warnings, []);
  });

  it('of a named file all, with a warning where it names other rules', () => {
    const { items, warnings } = load('w/exceptions/lists.ndjson', 'w/exceptions/other.toml');
    assert.deepEqual(
      items.map(({ name }) => name),
      ['by list', 'other list', 'other rule'],
    );
    assert.deepEqual(
      warnings?.map(({ code, file }) => `${code} ${file ?? ''}`),
      ['exceptions-of-other-rules w/exceptions/other.toml'],
    );
  });

  for (const path of ['w/none', 'w/exceptions/rule.toml', 'w/exceptions/notes.json', 'w/broken'])
    it(`${path} is an error`, () => {
      assert.throws(
        () => load(path),
        (error) => error instanceof FileError && error.message.startsWith(path),
      );
    });

  it('value lists lie beside the items or in a folder of their own', () => {
    const valueLists = 'w/lists';
    const paths = ['w/exceptions/lists.ndjson'];
    assert.deepEqual(load(...paths).valueLists('values'), ['x', 'y']);
    assert.deepEqual(loadExceptions({ paths, valueLists }, rule, files).valueLists('values'), [
      'z',
    ]);
    assert.equal(load(...paths).valueLists('none'), undefined);
    assert.equal(load(...paths).valueLists('../lists/values.txt'), undefined);
  });

  it('the setting names paths around a rule; the nearest counts', () => {
    const find = (...names: readonly string[]): readonly string[] =>
      findExceptionPaths(names, 'w/rules/windows/a.toml', files);
    assert.deepEqual(find('exceptions', 'lists', 'none'), ['w/rules/exceptions', 'w/lists']);
    assert.deepEqual(find('/elsewhere/e.toml'), ['/elsewhere/e.toml']);
    assert.deepEqual(find(), []);
  });
});
