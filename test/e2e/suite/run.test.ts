// A run by the command, without the picker: what the results view is given equals what the samples promise.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RulewrightApi } from '../../../client/src/extension';
import { fileUri, modelRule, open, replace, revert } from './editor';

interface Expected {
  readonly runs: readonly {
    readonly sample: string;
    readonly mode: string;
    readonly events: unknown;
    readonly alerts: readonly {
      readonly timestamp: string;
      readonly line: number;
      readonly id: string;
      readonly newTerms: readonly string[];
    }[];
  }[];
}
type Results = ReturnType<RulewrightApi['results']>;

async function run(sample: string): Promise<Results> {
  const extension = vscode.extensions.getExtension<RulewrightApi>('rulewright.rulewright');
  assert.ok(extension);
  const api = await extension.activate();
  const samples = [fileUri(sample).toString()];
  await vscode.commands.executeCommand('rulewright.runRule', fileUri(modelRule), samples);
  return api.results();
}

/** Alerts in one order and without what a replay's clock decides. */
const comparable = (alerts: readonly object[]): readonly string[] =>
  alerts.map((alert) => JSON.stringify(alert)).sort();

describe('run', () => {
  const { runs } = JSON.parse(
    readFileSync(fileUri('scheduled-tasks.expected.json').fsPath, 'utf8'),
  ) as Expected;

  for (const expected of runs.filter(({ mode }) => mode === 'replay')) {
    it(`finds the alerts of ${expected.sample}`, async () => {
      const state = await run(expected.sample);
      assert.equal(state.kind, 'done', JSON.stringify(state));
      const { alerts, events, failure } = state.result;
      assert.equal(failure, undefined);
      assert.deepEqual(events, expected.events);
      assert.deepEqual(
        comparable(
          alerts.map(({ timestamp, source: { line, id }, newTerms }) => ({
            timestamp,
            line,
            id,
            newTerms,
          })),
        ),
        comparable(
          expected.alerts.map(({ timestamp, line, id, newTerms }) => ({
            timestamp,
            line,
            id,
            newTerms,
          })),
        ),
      );
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
