// Document symbols, folding and code lenses.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DocumentSymbol } from 'vscode-languageserver';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { doCodeLenses } from '../../../server/src/services/codeLenses';
import { doDocumentSymbols } from '../../../server/src/services/documentSymbols';
import { doFoldingRanges } from '../../../server/src/services/foldingRanges';
import { toOffset } from '../../../server/src/services/position';

const source = `[metadata]
creation_date = "2026/01/02"

[rule]
name = "A rule"
type = "query"
index = [
  "a",
  "b",
]
query = '''
a : b
'''

[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1053"
name = "Scheduled Task/Job"
[[rule.threat.technique.subtechnique]]
id = "T1053.005"
name = "Scheduled Task"
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
`;

/** One line a symbol: name and detail, indented by depth. */
function draw(symbols: readonly DocumentSymbol[], indent = ''): string {
  return symbols
    .map(({ name, detail, children }) => {
      const line = `${indent}${name}${detail === undefined || detail === '' ? '' : ` (${detail})`}\n`;
      return line + draw(children ?? [], `${indent}  `);
    })
    .join('');
}

describe('document symbols', () => {
  it('name metadata, rule, query and threat entries', () => {
    assert.equal(
      draw(doDocumentSymbols(parseRule(source))),
      `metadata
  creation_date (2026/01/02)
rule (A rule)
  name (A rule)
  type (query)
  index
  query (a : b)
  Persistence (TA0003)
    Scheduled Task/Job (T1053)
      Scheduled Task (T1053.005)
`,
    );
  });

  it('are well formed on every prefix: named, selection in range, children in parent', () => {
    for (let end = 0; end <= source.length; end++) {
      const document = parseRule(source.slice(0, end));
      const at = (symbol: DocumentSymbol, key: 'range' | 'selectionRange'): [number, number] => [
        toOffset(document, symbol[key].start),
        toOffset(document, symbol[key].end),
      ];
      const check = (symbol: DocumentSymbol): void => {
        const [start, stop] = at(symbol, 'range');
        const [from, to] = at(symbol, 'selectionRange');
        assert.ok(symbol.name.trim() !== '');
        assert.ok(start <= from && from <= to && to <= stop);
        for (const child of symbol.children ?? []) {
          const [childStart, childStop] = at(child, 'range');
          assert.ok(start <= childStart && childStop <= stop);
          check(child);
        }
      };
      doDocumentSymbols(document).forEach(check);
    }
  });

  it('survive empty keys and names', () => {
    const text =
      '[rule]\ntype = "query"\n"" = 1\nname = ""\n[[rule.threat]]\n[rule.threat.tactic]\nname = ""\n';
    assert.match(draw(doDocumentSymbols(parseRule(text))), /^ {2}"" \(1\)$/m);
  });
});

describe('folding', () => {
  const folds = (text: string): readonly (readonly number[])[] =>
    doFoldingRanges(parseRule(text)).map(({ startLine, endLine }) => [startLine, endLine]);

  it('folds tables and values of several lines; closing delimiters stay visible', () => {
    assert.deepEqual(folds(source), [
      [0, 1],
      [3, 12],
      [6, 8],
      [10, 11],
      [14, 15],
      [16, 18],
      [19, 21],
      [22, 24],
    ]);
  });

  it('folds a value that ends with text on its last line', () => {
    assert.deepEqual(folds('[rule]\r\nquery = """\r\na\r\nb"""\r\n'), [
      [0, 3],
      [1, 3],
    ]);
  });

  it('does not fold what is on one line', () => {
    assert.deepEqual(folds("a = 1\n[rule]\n\n[b]\nquery = '''a'''"), [[3, 4]]);
  });
});

describe('code lens', () => {
  it('offers the run above the query', () => {
    const [lens, ...others] = doCodeLenses(parseRule(source), 'file:///r.toml');
    assert.deepEqual(others, []);
    assert.equal(lens?.range.start.line, 10);
    assert.equal(lens.command?.command, 'rulewright.runRule');
    assert.deepEqual(lens.command.arguments, ['file:///r.toml']);
  });

  it('is absent without a query', () => {
    assert.deepEqual(doCodeLenses(parseRule('[rule]\ntype = "machine_learning"\n'), 'x'), []);
  });
});
