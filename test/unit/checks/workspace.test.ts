// Checks of a rule against the other rules of a workspace.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runChecks } from '../../../server/src/checks';
import { identityOf } from '../../../server/src/rule/ruleIdentity';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { placesOf } from '../../../server/src/rule/rulePlaces';
import { checkContext } from '../../../server/src/services/checkContext';
import { doDiagnostics } from '../../../server/src/services/diagnostics';
import { applyEdits } from '../../../server/src/text/edits';
import { RuleCollection } from '../../../server/src/services/otherRules';

const codes = ['duplicate-rule-id', 'duplicate-rule-name', 'duplicate-file-name', 'same-search'];

/** What is said about the first of the files. */
function saidOf(files: Readonly<Record<string, string>>): readonly string[] {
  const rules = Object.entries(files).map(([path, body]) => ({
    path,
    document: parseRule(`[metadata]\n${body}`),
  }));
  const collection = new RuleCollection(
    rules.map(({ path, document }) => ({ path, ...identityOf(document) })),
  );
  const [first] = rules;
  assert.ok(first);
  const others = collection.without(first.path);
  return runChecks(first.document, { ...checkContext(undefined, first.path), others }).flatMap(
    ({ code, message }) => (codes.includes(code) ? [`${code}: ${message}`] : []),
  );
}

const rule = (body: string): string => `[rule]\ntype = "query"\nlanguage = "kuery"\n${body}\n`;
const eql = (query: string): string =>
  `[rule]\ntype = "eql"\nlanguage = "eql"\nindex = ["a"]\nquery = '''${query}'''\n`;
const search = (query: string, more = ''): string =>
  rule(`index = ["b", "a"]\nquery = '''${query}'''\n${more}`);

describe('checks of rules side by side', () => {
  it('find the same id, name and file name', () => {
    const one = rule('rule_id = "1"\nname = "A"');
    assert.deepEqual(saidOf({ 'x/a.toml': one, 'y/b.toml': one }), [
      'duplicate-rule-id: This is also the id of `y/b.toml`.',
      'duplicate-rule-name: This is also the name of `y/b.toml`.',
    ]);
    assert.deepEqual(saidOf({ 'x/a.toml': one, 'y/a.toml': rule('name = "B"') }), [
      'duplicate-file-name: `y/a.toml` has the same file name.',
    ]);
    assert.deepEqual(
      saidOf({ 'x/a.toml': one, 'y/b.toml': rule('name = "B"\nrule_id = "2"') }),
      [],
    );
  });

  it('tell of an absolute path what is not around the file too', () => {
    const one = rule('name = "A"');
    const rows: readonly (readonly [string, string, string])[] = [
      ['/w/rules/a.toml', '/w/rules/b.toml', 'b.toml'],
      ['/w/rules/linux/a.toml', '/w/rules/windows/b.toml', 'windows/b.toml'],
      ['/w/rules/linux/a.toml', '/w/rules/b.toml', 'rules/b.toml'],
      ['/v/a.toml', '/w/b.toml', '/w/b.toml'],
      ['C:/w/a.toml', 'C:/w/x/b.toml', 'x/b.toml'],
      ['w/rules/a.toml', 'w/rules/b.toml', 'w/rules/b.toml'],
    ];
    for (const [own, other, told] of rows)
      assert.deepEqual(saidOf({ [own]: one, [other]: one }), [
        `duplicate-rule-name: This is also the name of \`${told}\`.`,
      ]);
  });

  it('name three of many', () => {
    const one = rule('name = "A"');
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.toml`, one]),
    );
    assert.deepEqual(saidOf(files), [
      'duplicate-rule-name: This is also the name of `b.toml`, `c.toml`, `d.toml` and 2 more.',
    ]);
  });

  it('let a deprecated rule share its name with an active one', () => {
    const one = rule('name = "A"');
    assert.deepEqual(saidOf({ 'a.toml': one, 'b.toml': `maturity = "deprecated"\n${one}` }), []);
  });

  const same: readonly (readonly [what: string, one: string, other: string])[] = [
    ['the order of conditions', search('a: b and c: d'), search('c: d and a: b')],
    ['brackets and repetition', search('a: b and c: d'), search('(a: b and (c: d)) and a: b')],
    ['quotes around a word', search('a: b.exe'), search('a: "b.exe"')],
    ['the blanks around EQL', eql('any where a == 1'), eql('any where a == 1\n')],
    ['the order of values', search('a: (b or c)'), search('a: (c or b)')],
    ['the order of indices', search('a: b'), search('a: b').replace('"b", "a"', '"a", "b"')],
  ];
  for (const [what, one, other] of same)
    it(`find the same search whatever ${what}`, () => {
      assert.deepEqual(saidOf({ 'a.toml': one, 'b.toml': other }), [
        'same-search: Searches for the same as `b.toml`: each event alerts more than once.',
      ]);
    });

  const different: readonly (readonly [what: string, one: string, other: string])[] = [
    ['another value', search('a: b'), search('a: c')],
    ['another operator', search('a: b and c: d'), search('a: b or c: d')],
    ['quotes around several words', search('a: b-c'), search('a: "b-c"')],
    ['quotes around a keyword', search('a: true'), search('a: "true"')],
    ['another text of EQL', eql('any where a == 1'), eql('any where a == 2')],
    [
      'other indices of EQL',
      eql('any where a == 1'),
      eql('any where a == 1').replace('"a"', '"b"'),
    ],
    ['another index', search('a: b'), search('a: b').replace('"a"', '"c"')],
    ['another type', search('a: b'), search('a: b').replace('"query"', '"saved_query"')],
    ['filters', search('a: b'), search('a: b', 'filters = []')],
    ['a broken query', search('a: (b'), search('a: (b')],
    ['a deprecated rule', search('a: b'), `maturity = "deprecated"\n${search('a: b')}`],
    [
      'another new term',
      search('a: b', '[rule.new_terms]\nvalue = ["x"]').replace('"query"', '"new_terms"'),
      search('a: b', '[rule.new_terms]\nvalue = ["y"]').replace('"query"', '"new_terms"'),
    ],
  ];
  for (const [what, one, other] of different)
    it(`tell searches apart by ${what}`, () => {
      assert.deepEqual(saidOf({ 'a.toml': one, 'b.toml': other }), []);
    });
});

describe('places of other rules', () => {
  const text = (id: string, name: string, query: string): string =>
    `[metadata]\n[rule]\nname = "${name}"\nrule_id = "${id}"\ntype = "query"\nquery = "${query}"\n`;

  it('come with what is said of them', () => {
    const rules = ['a/x.toml', 'b/x.toml', 'c/y.toml'].map((path, at) => {
      const query = at === 2 ? 'a: b and c: d and e: f' : 'a: b and c: d';
      const document = parseRule(text('1', 'One', query));
      return { path, document, places: placesOf(document), ...identityOf(document) };
    });
    const [first] = rules;
    assert.ok(first);
    const others = new RuleCollection(rules).without('a/x.toml');
    const found = runChecks(first.document, { ...checkContext(undefined, 'a/x.toml'), others });
    const shown = found.flatMap(({ code, related = [] }) =>
      related.map((place) =>
        'path' in place
          ? `${code} ${place.path}:${place.range.start.line}:${place.range.start.character} ${place.message}`
          : code,
      ),
    );
    assert.deepEqual(shown.sort(), [
      'duplicate-file-name b/x.toml:1:0 The other rule',
      'duplicate-rule-id b/x.toml:3:10 The same id',
      'duplicate-rule-id c/y.toml:3:10 The same id',
      'duplicate-rule-name b/x.toml:2:7 The same name',
      'duplicate-rule-name c/y.toml:2:7 The same name',
      'near-search c/y.toml:5:8 The other search',
      'same-search b/x.toml:5:8 The same search',
    ]);
    const diagnostics = doDiagnostics(first.document, 'file:///a/x.toml', {
      ...checkContext(undefined, '/a/x.toml'),
      others,
    });
    const id = diagnostics.find(({ code }) => code === 'duplicate-rule-id');
    const [place] = id?.relatedInformation ?? [];
    assert.equal(place?.location.uri, pathToFileURL('b/x.toml').href);
    assert.deepEqual(place.location.range.start, { line: 3, character: 10 });
  });
});

describe('a new id', () => {
  it('is a fix of an id that two rules have, where one is at hand', () => {
    const text = '[metadata]\n[rule]\nrule_id = "1"\ntype = "query"\n';
    const rules = ['a.toml', 'b.toml'].map((path) => ({ path, ...identityOf(parseRule(text)) }));
    const others = new RuleCollection(rules).without('a.toml');
    const fixedBy = (newId: { readonly newId?: string }): readonly string[] =>
      runChecks(parseRule(text), { ...checkContext(), others, ...newId })
        .filter(({ code }) => code === 'duplicate-rule-id')
        .flatMap(({ fixes = [] }) => fixes.map(({ edits }) => applyEdits(text, edits)));
    assert.deepEqual(fixedBy({ newId: '2' }), [text.replace('"1"', '"2"')]);
    assert.deepEqual(fixedBy({}), []);
  });
});
