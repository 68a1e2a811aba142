// A TOML file that is no rule belongs to others.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { brokenRule, hoverText, open, positionOf, problems } from './editor';

describe('other TOML files', () => {
  it('get no problems, no hovers and no language of ours', async () => {
    const { document } = await open('pyproject.toml');
    assert.notEqual(document.languageId, 'elastic-detection-rule');
    assert.equal(await hoverText(document.uri, positionOf(document, 'quer<|>y = ')), '');
    // The server works on files in turn: once it has answered for a rule it has done with this one.
    const rule = await open(brokenRule);
    await problems(rule.document.uri, (found) => found.length > 0);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });
});
