// What an author has at the cursor: hovers, hints, documentation of completions, fixes, wizard and coverage, each looked
// at in a light and a dark theme.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Installation, Workbench } from './workbench';
import { install, themes } from './workbench';

const workspace = process.env['RULEWRIGHT_E2E_WORKSPACE'] ?? '';
const rule = 'persistence_scheduled_task_update.toml';
const lines = readFileSync(path.join(workspace, 'rules/windows', rule), 'utf8').split('\n');

/** In no folder of rules. */
const emptyFile = 'empty.toml';

function lineOf(text: string): number {
  const index = lines.findIndex((line) => line.includes(text));
  assert.ok(index >= 0, text);
  return index + 1;
}

interface HoverCase {
  readonly name: string;
  /** On the line to show. */
  readonly line: string;
  /** Under the mouse. */
  readonly text: string;
  readonly answer: string;
}

const hovers: readonly HoverCase[] = [
  {
    name: 'field',
    line: "query = '''",
    text: 'winlog.event_data.SubjectUserSid',
    answer: 'keyword',
  },
  { name: 'event-code', line: "query = '''", text: '"4702"', answer: 'scheduled task' },
  { name: 'sid', line: "query = '''", text: '"S-1-5-18"', answer: 'Local System' },
  { name: 'wildcard', line: "query = '''", text: '$', answer: '$' },
  { name: 'category', line: "query = '''", text: '"iam"', answer: 'iam' },
  {
    name: 'rule-key',
    line: 'timestamp_override = ',
    text: 'timestamp_override',
    answer: 'timestamp',
  },
  { name: 'date-math', line: 'from = ', text: 'now-9m', answer: '9' },
  { name: 'index', line: 'index = ', text: 'winlogbeat-*', answer: 'winlogbeat' },
  { name: 'tag', line: '"Domain: Endpoint"', text: 'Domain: Endpoint', answer: 'Endpoint' },
  { name: 'technique', line: 'id = "T1053.005"', text: 'T1053.005', answer: 'Scheduled Task' },
  { name: 'tactic', line: 'id = "TA0003"', text: 'TA0003', answer: 'Persistence' },
];

describe('an author', () => {
  let vscode: Installation;
  before(async function () {
    this.timeout(300_000);
    writeFileSync(path.join(workspace, emptyFile), '');
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
        if (this.currentTest?.state === 'failed') await window.shoot('failure-author');
      });

      for (const { name: kind, line, text, answer } of hovers)
        it(`hovers over ${kind}`, async () => {
          await window.openFile(rule, lineOf(line));
          const hover = await window.hover(text, answer);
          assert.ok((await hover.innerText()).length > 20);
          await window.shoot(`hover-${kind}`);
        });

      for (const [kind, text, title] of [
        ['field', 'SubjectUserSid', 'winlog.event_data.SubjectUserSid'],
        ['event', '4702" and', 'Event 4702'],
      ] as const)
        it(`reads the page about the ${kind} at the cursor`, async () => {
          const { page } = window;
          const line = lineOf(text);
          const column = (lines[line - 1]?.indexOf(text) ?? 0) + 2;
          await window.openFile(rule, line);
          await window.quickInput('Control+G', `:${line}:${column}`, `${column}`);
          await window.quickInput('F1', '>Rulewright: Show Doc', 'Rulewright: Show Documentation');
          await window.webView().getByRole('heading', { name: title }).first().waitFor();
          await window.shoot(`page-${kind}`);
          await page.locator('.tab.active .tab-actions .action-label').click();
          await page.locator('.tab', { hasText: 'Preview' }).waitFor({ state: 'detached' });
        });

      it('begins a rule in an empty file', async () => {
        const { page } = window;
        await window.openFile(emptyFile, 1);
        await page.locator('.editor-instance:visible').first().click();
        await page.keyboard.type('rule');
        const popup = page.locator('.suggest-widget.visible');
        await popup.locator('.monaco-list-row', { hasText: 'rule new_terms' }).first().waitFor();
        await window.shoot('empty-file');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await window.quickInput('F1', '>View: Revert and Close Editor', 'Revert and Close Editor');
        await page.locator('.tab', { hasText: emptyFile }).waitFor({ state: 'detached' });
      });

      it('reads the documentation of what is offered', async () => {
        const { page } = window;
        await window.openFile(rule, lineOf("query = '''"));
        await window.goToEnd(lineOf('not user.name') - 1);
        await page.keyboard.type(' event.code: 46');
        await page.keyboard.press('Control+Space');
        const popup = page.locator('.suggest-widget.visible');
        await popup.locator('.monaco-list-row', { hasText: '4624' }).first().waitFor();
        const details = page.locator('.suggest-details:visible');
        if ((await details.count()) === 0) await page.keyboard.press('Control+Space');
        await details.first().waitFor();
        await window.shoot('completion-event-code');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await window.quickInput('F1', '>File: Revert File', 'File: Revert File');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      });

      it('is offered a fix at the lamp', async () => {
        const { page } = window;
        await window.goToEnd(lineOf('not user.name') - 1);
        await page.keyboard.type(' process.name: (a or a) and');
        await page.locator('.editor-instance .squiggly-warning').first().waitFor();
        await page.keyboard.press('F8');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+.');
        await page.locator('.action-widget:visible').waitFor();
        await window.shoot('quick-fix');
        await page.keyboard.press('Escape');
        await window.quickInput('F1', '>File: Revert File', 'File: Revert File');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      });

      it('makes a rule with the wizard', async () => {
        const { page } = window;
        await window.quickInput('F1', '>Rulewright: New Rule', 'Rulewright: New Rule');
        const widget = page.locator('.quick-input-widget:visible');
        await widget.locator('.monaco-list-row', { hasText: 'new_terms' }).first().waitFor();
        await window.shoot('wizard-type');
        await window.answer('new_terms', 'new_terms');
        await widget.locator('input[type=text]').fill('First Use of a Tool');
        await page.keyboard.press('Enter');
        await widget.locator('.monaco-list-row', { hasText: 'logs-' }).first().waitFor();
        await window.shoot('wizard-source');
        await window.answer('winlogbeat', 'winlogbeat');
        await widget.locator('.monaco-list-row', { hasText: 'Decide later' }).first().waitFor();
        await window.shoot('wizard-technique');
        await window.answer('T1053.005', 'T1053.005');
        await widget.locator('input[type=text]').fill('Test');
        await page.keyboard.press('Enter');
        await window.line('First Use of a Tool').first().waitFor();
        await window.shoot('wizard-rule');
        await window.quickInput('F1', '>View: Revert and Close Editor', 'Revert and Close Editor');
      });

      it('takes the events of other indices in', async () => {
        await window.openFile(rule, 1);
        await window.quickInput('F1', '>Rulewright: Run Rule', 'Rulewright: Run Rule');
        await window.answer('other-indices', 'other-indices');
        const view = window.webView();
        const box = view.locator('#all-indices');
        await box.waitFor();
        await view.getByText('1 of other indices').first().waitFor();
        await window.shoot('indices-left-out');
        await box.click();
        await view.getByRole('grid', { name: 'Alerts' }).locator('tbody tr').first().waitFor();
        await window.shoot('indices-all');
      });

      it('is told why a rule cannot run', async () => {
        await window.openFile('persistence_broken_query.toml', 1);
        await window.quickInput('F1', '>Rulewright: Run Rule', 'Rulewright: Run Rule');
        await window.answer('scheduled-tasks', 'scheduled-tasks.ndjson');
        await window.webView().getByText('kql-syntax').first().waitFor();
        await window.shoot('run-refused');
      });

      it('looks at the coverage', async () => {
        const { page } = window;
        await window.quickInput('F1', '>Rulewright: Show ATT&CK', 'Rulewright: Show ATT&CK');
        const view = window.webView();
        await view.getByText('Scheduled Task/Job').first().waitFor();
        await window.shoot('coverage');
        await view.getByRole('button', { name: /Scheduled Task\/Job, 1 rule/ }).click();
        await view.getByText('Unusual Scheduled Task Update').waitFor();
        await window.shoot('coverage-rules');
        // By mouse: keys pressed inside the page are the page's.
        await page.locator('.tab.active .tab-actions .action-label').click();
        await page.locator('.tab', { hasText: 'ATT&CK Coverage' }).waitFor({ state: 'detached' });
      });

      it('looks through all fixes before they are made', async () => {
        const { page } = window;
        await window.openFile(rule, lineOf("query = '''"));
        await window.goToEnd(lineOf('not user.name') - 1);
        await page.keyboard.type(' process.name: (a or a) and');
        await page.locator('.editor-instance .squiggly-warning').first().waitFor();
        await page.keyboard.press('Escape'); // what is offered goes away
        await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
        await window.quickInput('F1', '>Rulewright: Fix All', 'Rulewright: Fix All Problems');
        const preview = page.locator('.bulk-edit-panel:visible');
        const box = preview.locator('.monaco-list-row .edit-checkbox').first();
        await box.click();
        await preview.locator('.monaco-list-row', { hasText: rule }).first().click();
        const progress = page.locator('.notification-toast', { hasText: 'Working out fixes' });
        await progress.waitFor({ state: 'detached' });
        await window.shoot('fix-all-preview');
        await preview.locator('.monaco-button', { hasText: 'Apply' }).click();
        await preview.waitFor({ state: 'hidden' });
        await page
          .getByText(/^Fixes for 1 problem in 1 file/)
          .first()
          .waitFor();
        await window.openFile(rule, lineOf("query = '''"));
        await window.line('(a or a)').waitFor({ state: 'detached' });
        await window.quickInput('F1', '>File: Revert File', 'File: Revert File');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      });
    });

    it(`reads the hints in a ${theme} theme`, async () => {
      const window = await vscode.open(workspace, theme, { 'editor.inlayHints.enabled': 'on' });
      await window.openFile(rule, lineOf("query = '''"));
      await window.line('Local System').first().waitFor();
      await window.shoot('inlay-hints');
      await window.close();
    });
  }
});
