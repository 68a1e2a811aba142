// The first minutes of a newcomer with the packed extension, by mouse and keyboard, in a light and a dark theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { sampleExpectations } from '../../support/sampleExpectations';
import type { Installation, Workbench } from './workbench';
import { install, themes, until } from './workbench';

const workspace = process.env['RULEWRIGHT_E2E_WORKSPACE'] ?? '';
const rule = 'persistence_scheduled_task_update.toml';
const sample = 'scheduled-tasks.ndjson';

function expectedRows(): readonly string[] {
  const replay = sampleExpectations(workspace).runs.find(({ mode }) => mode === 'replay');
  assert.ok(replay);
  return replay.alerts.map(({ line, newTerms }) => `${newTerms.join(', ')} ${line}`).sort();
}

function queryLine(): number {
  const text = readFileSync(path.join(workspace, 'rules/windows', rule), 'utf8');
  return text.split('\n').findIndex((line) => line.startsWith('query = ')) + 2;
}

describe('a newcomer', () => {
  let vscode: Installation;
  before(async function () {
    this.timeout(300_000); // the first run installs VS Code
    vscode = await install(path.resolve('out/rulewright.vsix'));
  });
  after(() => vscode.close());

  for (const theme of themes) {
    describe(`in a ${theme} theme`, () => {
      let window: Workbench;
      before(async () => {
        window = await vscode.open(workspace, theme);
      });
      after(() => window.close());
      afterEach(async function () {
        if (this.currentTest?.state === 'failed') await window.shoot('failure');
      });

      it('opens the rule and sees the query in colours', async () => {
        await window.openFile(rule, queryLine());
        const words = window.line('event.category').locator('span span');
        // The first paint is without colours.
        await until(async () => {
          const classes = (await words.all()).map((word) => word.getAttribute('class'));
          return new Set(await Promise.all(classes)).size >= 3;
        });
      });

      it('hovers over a field', async () => {
        const hover = await window.hover('winlog.event_data.SubjectUserSid', 'SubjectUserSid');
        assert.match(await hover.innerText(), /keyword/);
        await window.shoot('hover');
      });

      it('makes a typo and sees a squiggle, which goes with the typo', async () => {
        const { page } = window;
        const squiggle = page.locator('.editor-instance .squiggly-error').first();
        await window.goToEnd(queryLine());
        await page.keyboard.type(' and');
        await squiggle.waitFor();
        await window.shoot('squiggle');
        await page.keyboard.press('Control+Z');
        await squiggle.waitFor({ state: 'detached' });
        await window.line('event.code: "4702" and').waitFor();
      });

      it('is offered the fields that begin with what is typed', async () => {
        const { page } = window;
        await window.goToEnd(queryLine() + 2);
        await page.keyboard.type(' and winlog.event_data.Task');
        await page.keyboard.press('Control+Space');
        const popup = page.locator('.suggest-widget.visible');
        await popup
          .locator('.monaco-list-row', { hasText: 'winlog.event_data.TaskName' })
          .first()
          .waitFor();
        await window.shoot('completion');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await window.quickInput('F1', '>File: Revert File', 'File: Revert File');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      });

      it('runs the rule on the sample and reads the alerts', async () => {
        await window.quickInput('F1', '>Rulewright: Run Rule', 'Rulewright: Run Rule');
        const picker = window.page.locator('.quick-input-widget:visible');
        await picker.locator('.monaco-list-row', { hasText: sample }).first().waitFor();
        await window.shoot('samples');
        await window.answer(sample, sample);
        await tableRows(window).first().waitFor();
        assert.deepEqual(await alertRows(window), expectedRows());
        await window.shoot('results');
        await window.quickInput('F1', '>View: Toggle Maximized Panel', 'Toggle Maximized Panel');
        await window.page.locator('.editor-instance:visible').waitFor({ state: 'detached' });
        await window.shoot('results-large');
        const view = window.webView();
        await view.getByText('fidelity: exact').click();
        await view.getByText('Counts per interval').click();
        await view.getByRole('tab', { name: 'JSON' }).click();
        await view.getByText('"@timestamp"').first().waitFor();
        await window.shoot('results-details');
        await view.getByText('Counts per interval').click();
        await view.getByText(/^Columns/).click();
        await window.shoot('results-columns');
        await view.getByText(/^Columns/).click();
        await view.getByText('fidelity: exact').click();
        await view.getByRole('tab', { name: 'Event' }).click();
        await window.quickInput('F1', '>View: Toggle Maximized Panel', 'Toggle Maximized Panel');
        await window.page.locator('.editor-instance:visible').waitFor();
      });

      it('learns from a hover what the sample holds', async () => {
        await window.openFile(rule, queryLine());
        const hover = await window.hover('winlog.event_data.SubjectUserSid', `In ${sample}`);
        assert.match(await hover.innerText(), /in \d+ of 233 events, \d+ values/);
        await window.shoot('hover-sample');
      });

      it('jumps from the alert to its line in the sample', async () => {
        const { page } = window;
        const row = tableRows(window).first();
        const line = await row.locator('td.number').innerText();
        await row.focus();
        await page.keyboard.press('Enter');
        await page.locator('.tab.active', { hasText: sample }).waitFor();
        await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
        await window.shoot('event');
      });

      it('still hears of the sample when the window is opened again', async () => {
        await window.page.reload();
        await window.page.locator('.monaco-workbench .explorer-folders-view').waitFor();
        // The window may remember the panel as large as it was for a while.
        if (await window.page.locator('.part.panel').isVisible())
          await window.quickInput('F1', '>View: Hide Panel', 'Hide Panel');
        await window.openFile(rule, queryLine());
        await window.hover('winlog.event_data.SubjectUserSid', `In ${sample}`);
      });
    });
  }
});

/** New terms and line of each row of the table. */
async function alertRows(window: Workbench): Promise<readonly string[]> {
  const rows = await tableRows(window).all();
  const texts = await Promise.all(
    rows.map(async (row) => {
      const term = await row.locator('td.term').innerText();
      return `${term} ${await row.locator('td.number').innerText()}`;
    }),
  );
  return texts.sort();
}

function tableRows(window: Workbench): Locator {
  return window.webView().getByRole('grid', { name: 'Alerts' }).locator('tbody tr');
}
