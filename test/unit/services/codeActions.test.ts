// Code actions: quick fixes, fix all, comments that silence, refactorings; drawn as text before and after.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CodeAction } from 'vscode-languageserver';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { doCodeActions } from '../../../server/src/services/codeActions';
import { toOffset } from '../../../server/src/services/position';
import { applyEdits } from '../../../server/src/text/edits';
import { checkSameMatches } from '../../support/checkFixes';
import { readCursor } from '../../support/drawing';
import { completionsAt } from '../../support/checkFeatures';

const uri = 'file:///rules/a.toml';
const now = Date.UTC(2026, 10, 24);
const newId = '5f1c2d3e-0000-4000-8000-000000000002';
const head = '[metadata]\n[rule]\ntype = "query"\n';
const inQuery = (query: string): string => `${head}query = '''\n${query}\n'''\n`;

function actionsAt(source: string, only?: readonly string[]): readonly CodeAction[] {
  const { text, offset } = readCursor(source);
  const span = { start: offset, end: offset };
  return doCodeActions(parseRule(text), { uri, span, only, now, newId }, checkContext());
}

/** The text after the first action with this title. */
function after(source: string, title: RegExp, only?: readonly string[]): string {
  const { text } = readCursor(source);
  const actions = actionsAt(source, only);
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action, `none of: ${actions.map((each) => each.title).join(' | ')}`);
  const document = parseRule(text);
  const edits = (action.edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
    span: { start: toOffset(document, range.start), end: toOffset(document, range.end) },
    text: newText,
  }));
  return applyEdits(text, edits);
}

const titlesAt = (source: string, only?: readonly string[]): readonly string[] =>
  actionsAt(source, only).map(({ title }) => title);

describe('quick fixes', () => {
  it('belong to the problem under the cursor; the first is preferred', () => {
    const [fix] = actionsAt(inQuery('process.nmae<|>: a and process.name: "b*"'));
    assert.equal(fix?.isPreferred, true);
    assert.equal(fix.kind, 'quickfix');
    assert.equal(fix.diagnostics?.[0]?.code, 'unknown-field');
    assert.match(fix.diagnostics[0].codeDescription?.href ?? '', /checks\.md#unknown-field$/);
    assert.deepEqual(titlesAt(inQuery('process.name: a<|>')), []);
  });

  it('fix all of one code', () => {
    assert.equal(
      after(inQuery('a: b AND<|> c: d OR e: f'), /^Fix all `kql-dialect`/),
      inQuery('a: b and c: d or e: f'),
    );
  });

  it('fix all in the file is a source action, asked for by name', () => {
    const source = inQuery('<|>process.name: (a or a* or b) AND not (not host.name: c)');
    assert.ok(!titlesAt(source).includes('Fix all in file'));
    const fixed = after(source, /^Fix all in file$/, ['source.fixAll']);
    assert.equal(fixed, inQuery('process.name: (a* or b) and host.name: c'));
    assert.deepEqual(titlesAt(`<|>${inQuery('a: b')}`, ['source.fixAll']), []);
  });
});

describe('comments that silence', () => {
  it('stand above the statement, a query over many lines too', () => {
    const query = `query = '''\na: b\n  and process.name: "c*<|>"\n'''\n`;
    assert.equal(
      after(`${head}${query}`, /^Silence `quoted-wildcard`/),
      `${head}# rulewright-disable-next-line quoted-wildcard\n${query.replace('<|>', '')}`,
    );
  });

  it('join the comment that is there', () => {
    const comment = '# rulewright-disable-next-line wrong-type\n';
    assert.equal(
      after(`${head}${comment}query = 'process.name: "c*<|>"'\n`, /^Silence/),
      `${head}${comment.trimEnd()} quoted-wildcard\nquery = 'process.name: "c*"'\n`,
    );
  });

  it('join it behind its last code, wherever it stands above the statement', () => {
    const comments = (codes: string): string =>
      `# rulewright-disable-next-line ${codes} -- a reason\n# of two lines\n`;
    assert.equal(
      after(`${head}${comments('wrong-type')}query = 'process.name: "c*<|>"'\n`, /^Silence/),
      `${head}${comments('wrong-type quoted-wildcard')}query = 'process.name: "c*"'\n`,
    );
  });

  it('stand at the top of the file, or join the one there', () => {
    const source = inQuery('process.name: "c*<|>"');
    const once = after(source, /^Silence .* in this file/);
    assert.equal(once, `# rulewright-disable quoted-wildcard\n${source.replace('<|>', '')}`);
    const comment = '# rulewright-disable wrong-type\n';
    assert.equal(
      after(comment + source, /^Silence .* in this file/),
      `${comment.trimEnd()} quoted-wildcard\n${source.replace('<|>', '')}`,
    );
  });

  it('really silence', () => {
    const silenced = after(inQuery('process.name: "c*<|>"'), /^Silence/);
    const again = silenced.replace('"c*"', '"c*<|>"');
    assert.ok(!titlesAt(again).some((title) => title.startsWith('Silence')));
  });

  it('stand above an inline table, not inside of it', () => {
    const inline =
      "rule = { note = '''\na\n''', type = \"query\", query = '''\nf: \"a*<|>\"\n''' }\n";
    const { text } = readCursor(inline);
    assert.equal(
      after(`metadata = {}\n${inline}`, /^Silence `quoted-wildcard` here/),
      `metadata = {}\n# rulewright-disable-next-line quoted-wildcard\n${text}`,
    );
  });

  it('are not offered for what cannot be read', () => {
    assert.ok(!titlesAt(inQuery('a: (b<|>')).some((title) => title.startsWith('Silence')));
  });

  const typing = { now: 0, newId: '', snippets: false };

  it('are completed: directive and codes, those of the file first', () => {
    const labels = (source: string): readonly string[] =>
      completionsAt(source).map(({ label }) => label);
    assert.deepEqual(labels(`[metadata]\n[rule]\n# rulew<|>\n`), [
      'rulewright-disable',
      'rulewright-disable-next-line',
    ]);
    assert.deepEqual(labels(`${head}# <|>\n`).length, 2);
    const [again] = completionsAt(`${head}# rulew<|>\n`, { ...typing, suggestCommand: 'ask' });
    assert.equal(again?.command?.command, 'ask');
    assert.deepEqual(completionsAt(`${head}# <|>\n`, { ...typing, triggerCharacter: ' ' }), []);
    const more = labels(`${head}# rulewright-disable rule-name, duplicate-<|>\n`);
    assert.ok(more.includes('duplicate-tag') && !more.includes('rule-name'));
    const codes = labels(`${head}# rulewright-disable-next-line <|>\nquery = 'f: (a or a)'\n`);
    assert.ok(codes.length > 30);
    assert.ok(codes.indexOf('duplicate-clause') < codes.indexOf('case-variants'));
    assert.deepEqual(labels(`${head}# rulewright-disable rule-name -- as <|>\n`), []);
    assert.deepEqual(
      labels(`${head}query = '''\n# rulewright-disable <|>\n'''\n`),
      labels(`${head}query = '''\n# x <|>\n'''\n`),
    );
  });
});

describe('ids', () => {
  it('are made for a rule without one, and for one that is none', () => {
    assert.equal(
      after(`${head.replace('[rule]', '[rule]<|>')}name = "x"\n`, /^Add `rule_id/),
      `${head}name = "x"\nrule_id = "${newId}"\n`,
    );
    assert.equal(
      after(`${head}rule_id = "x<|>"\n`, /^Give this rule a new id/),
      `${head}rule_id = "${newId}"\n`,
    );
    assert.equal(
      after(`${head}rule_id = "5F1C2D3E-0000-4000-8000-00000000000A<|>"\n`, /^Change to/),
      `${head}rule_id = "5f1c2d3e-0000-4000-8000-00000000000a"\n`,
    );
  });
});

describe('refactorings', () => {
  const rewrites: readonly (readonly [string, RegExp, string])[] = [
    [inQuery('f: (a<|> or b)'), /^Split/, inQuery('(f: a or f: b)')],
    [inQuery('message: a or mess<|>age: "b c"'), /^Merge/, inQuery('message: (a or "b c")')],
    [
      inQuery('x: y and not f: (a or b) and not f: <|>b'),
      /^Merge/,
      inQuery('x: y and not f: (a or b)'),
    ],
    [inQuery('not f: (a and not "b c<|>")'), /^Split/, inQuery('not (f: a and not f: "b c")')],
    [inQuery('f: (b or a<|> or "B" or b)'), /^Sort the values/, inQuery('f: (a or "B" or b)')],
    [inQuery('f: (b or<|>\n  a)'), /^Sort the values/, inQuery('f: (a or\n  b)')],
    [`${head}query = "a: \\"C:\\\\x<|>\\""\n`, /literal/, `${head}query = 'a: "C:\\x"'\n`],
    [`${head}query = "it's \\"<|>"\n`, /literal/, `${head}query = '''it's "'''\n`],
    [`${head}note = """\na\\\\b<|>\n"""\n`, /literal/, `${head}note = '''\na\\b\n'''\n`],
    [`${head}tags = ["b", "a<|>", "b"]\n`, /^Sort the list/, `${head}tags = ["a", "b"]\n`],
    [
      `${head}tags = [\n  "b", # one\n  'a<|>',\n]\n`,
      /^Sort the list/,
      `${head}tags = [\n  'a',\n  "b", # one\n]\n`,
    ],
    [
      `${head}tags = [ # all\n  # on c\n  "c", # one\n  "a<|>", # two\n  # again\n  "c", # three\n  "b"\n  # end\n]\n`,
      /^Sort the list/,
      `${head}tags = [ # all\n  "a", # two\n  "b",\n  # on c\n  # again\n  # three\n  "c" # one\n  # end\n]\n`,
    ],
    [
      `${head}tags = [\r\n  "b", # one\r\n  "a<|>",\r\n]\r\n`,
      /^Sort the list/,
      `${head}tags = [\r\n  "a",\r\n  "b", # one\r\n]\r\n`,
    ],
    [
      `${head}note = '''\r\nx'''\r\nsetup = "a\\\\b\\nc<|>"\r\n`,
      /literal/,
      `${head}note = '''\r\nx'''\r\nsetup = '''a\\b\r\nc'''\r\n`,
    ],
    [
      '[metadata]\nupdated_date = "2020/01/01<|>"\n[rule]\n',
      /^Set `updated_date`/,
      '[metadata]\nupdated_date = "2026/11/24"\n[rule]\n',
    ],
    [`${head}rule_id = "x<|>"\n`, /new id/, `${head}rule_id = "${newId}"\n`],
  ];
  for (const [source, title, expected] of rewrites)
    it(`${title.source}: ${readCursor(source).text.slice(head.length)}`, () => {
      const fixed = after(source, title);
      assert.equal(fixed, expected);
      checkSameMatches(parseRule(readCursor(source).text), parseRule(fixed));
    });

  it('are silent where there is nothing to do', () => {
    for (const source of [
      `${head}tags = ["a<|>", "b"]\n`,
      `${head}tags = [1, "a<|>"]\n`,
      `${head}index = ["logs-*", "-logs-b<|>"]\n`,
      '[metadata]\nrule_ids = ["b<|>", "a"]\n[rule]\n',
      // Whether the comment is about one or about both, nobody knows.
      `${head}tags = ["b", # why\n  "a<|>"]\n`,
      `${head}query = 'a<|>'\n`,
      `${head}note = "a\\u0007<|>"\n`,
      '[metadata]\nupdated_date = "2026/11/24<|>"\n[rule]\n',
      '[metadata]\nmaturity = "deprecated"\nupdated_date = "2020/01/01<|>"\n[rule]\n',
    ])
      assert.deepEqual(titlesAt(source, ['refactor']), [], source);
  });
});
