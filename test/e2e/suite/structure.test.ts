// Outline and folding of a rule.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { modelRule, open, positionOf } from './editor';

const flat = (symbols: readonly vscode.DocumentSymbol[]): readonly vscode.DocumentSymbol[] =>
  symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);

describe('structure', () => {
  it('shows tables and keys in the outline, in their places', async () => {
    const { document } = await open(modelRule);
    const symbols = flat(
      await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      ),
    );
    const query = symbols.find((symbol) => symbol.name === 'query');
    assert.ok(query, symbols.map((symbol) => symbol.name).join(', '));
    const start = positionOf(document, "<|>query = '''");
    assert.ok(query.range.start.isEqual(start));
    assert.ok(query.range.contains(positionOf(document, 'not user.name<|>: *$')));
  });

  it('folds the guide', async () => {
    const { document } = await open(modelRule);
    const ranges = await vscode.commands.executeCommand<readonly vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    const line = positionOf(document, '<|>note = """').line;
    assert.ok(ranges.some((range) => range.start === line && range.end > line + 10));
  });
});
