// A run by the command, without the picker: what the results view is given equals what the samples promise.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RulewrightApi } from '../../../client/src/extension';
import { expectedAlerts, foundAlerts, sampleExpectations } from '../../support/sampleExpectations';
import { fileUri, modelRule, open, replace, revert } from './editor';

type Results = ReturnType<RulewrightApi['results']>;

async function run(sample: string): Promise<Results> {
  const extension = vscode.extensions.getExtension<RulewrightApi>('rulewright.rulewright');
  assert.ok(extension);
  const api = await extension.activate();
  const samples = [fileUri(sample).toString()];
  await vscode.commands.executeCommand('rulewright.runRule', fileUri(modelRule), samples);
  return api.results();
}

describe('run', () => {
  const { runs } = sampleExpectations(fileUri('').fsPath);

  for (const expected of runs.filter(({ mode }) => mode === 'replay')) {
    it(`finds the alerts of ${expected.sample}`, async () => {
      const state = await run(expected.sample);
      assert.equal(state.kind, 'done', JSON.stringify(state));
      const { alerts, events, failure } = state.result;
      assert.equal(failure, undefined);
      assert.deepEqual(events, expected.events);
      assert.deepEqual(foundAlerts(alerts), expectedAlerts(expected.alerts));
    });
  }

  it('takes the unsaved text of the rule', async () => {
    const editor = await open(modelRule);
    await replace(editor, 'event.code: "4702"', 'event.code: "no such code"');
    const state = await run('scheduled-tasks.ndjson');
    await open(modelRule);
    await revert();
    assert.equal(state.kind, 'done', JSON.stringify(state));
    assert.equal(state.result.events.matched, 0);
    assert.deepEqual(state.result.alerts, []);
    assert.ok(state.view.explanation.length > 0);
  });
});
