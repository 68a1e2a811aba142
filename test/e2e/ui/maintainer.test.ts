// What a maintainer of many rules has: problems of rules that are not open, symbols, references, rename, and rules in EQL,
// each looked at in a light and a dark theme.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Installation, Workbench } from './workbench';
import { install, themes } from './workbench';

const workspace = process.env['RULEWRIGHT_E2E_WORKSPACE'] ?? '';
const kqlRule = 'credential_access_vault_of_a_tenant.toml';
const eqlRule = 'execution_shell_of_a_tenant.toml';

function ruleText(name: string, type: string, query: string): string {
  return `[metadata]
creation_date = "2026/01/02"
maturity = "development"
updated_date = "2026/01/12"

[rule]
author = ["Rulewright"]
description = "A rule about ${name}."
from = "now-9m"
index = ["logs-acme.*"]
language = "${type === 'eql' ? 'eql' : 'kuery'}"
name = "${name}"
risk_score = 21
rule_id = "7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b${type === 'eql' ? '3' : '4'}f2d"
severity = "low"
tags = ["OS: Windows", "Use Case: Threat Detection", "Use Case: Threat Detection"]
timestamp_override = "event.ingested"
type = "${type}"

query = '''
${query}
'''
`;
}

/** The line of a query in such a rule. */
const queryLine = 21;

const kqlQuery =
  'host.os.type: "windows" and acme.tenant.id: "blue" and event.action: "vault-opened"';
const eqlQuery = 'process where host.os.type == "windows" and acme.tenant.id == "blue"';

function write(file: string, text: string): void {
  const target = path.join(workspace, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

describe('a maintainer', () => {
  let vscode: Installation;
  before(async function () {
    this.timeout(300_000);
    write(`rules/windows/${kqlRule}`, ruleText('Vault of a Tenant', 'query', kqlQuery));
    write(`rules/windows/${eqlRule}`, ruleText('Shell of a Tenant', 'eql', eqlQuery));
    write(
      'detection_rules/etc/non-ecs-schema.json',
      '{\n  "logs-acme.*": { "acme.tenant.id": "keyword" }\n}\n',
    );
    vscode = await install(path.resolve('out/rulewright.vsix'));
  });
  after(() => vscode.close());

  for (const theme of themes) {
    describe(`in a ${theme} theme`, () => {
      let window: Workbench;
      before(async () => {
        window = await vscode.open(workspace, theme, { 'rulewright.checkWorkspace': 'workspace' });
      });
      after(() => window.close());
      afterEach(async function () {
        if (this.currentTest?.state === 'failed') await window.shoot('failure-maintainer');
      });

      /** Puts the cursor into a piece of the query of an open rule. */
      const goTo = async (query: string, piece: string): Promise<void> => {
        const column = query.indexOf(piece) + 3;
        await window.page.keyboard.press('Escape');
        await window.quickInput('Control+G', `:${queryLine}:${column}`, `${column}`);
      };

      it('sees the problems of rules that are not open', async () => {
        await window.openFile(kqlRule, queryLine);
        await window.quickInput('F1', '>Problems: Focus', 'Focus on Problems View');
        const problems = window.page.locator('.markers-panel');
        await problems.locator('.monaco-list-row', { hasText: eqlRule }).first().waitFor();
        await window.shoot('problems');
        await window.quickInput('F1', '>View: Hide Panel', 'Hide Panel');
        await problems.waitFor({ state: 'hidden' });
      });

      it('finds rules by technique', async () => {
        const { page } = window;
        await page.keyboard.press('Control+P');
        const widget = page.locator('.quick-input-widget:visible');
        await widget.locator('input[type=text]').fill('#T1053');
        await widget
          .locator('.monaco-list-row', { hasText: 'T1053.005 Scheduled Task' })
          .first()
          .waitFor();
        await window.shoot('symbols');
        await page.keyboard.press('Escape');
      });

      it('sees where a field of their own is named', async () => {
        const { page } = window;
        await window.openFile(kqlRule, queryLine);
        await goTo(kqlQuery, 'acme.tenant');
        await page.keyboard.press('Shift+F12');
        await page.locator('.peekview-widget .monaco-list-row', { hasText: eqlRule }).waitFor();
        await window.shoot('references');
        await page.keyboard.press('Escape');
      });

      it('can rename it, and is told why not a field of Elastic’s', async () => {
        const { page } = window;
        await goTo(kqlQuery, 'acme.tenant');
        await page.keyboard.press('F2');
        await page.locator('.rename-box:visible').waitFor();
        await window.shoot('rename');
        await page.keyboard.press('Escape');
        await goTo(kqlQuery, 'event.action');
        await page.keyboard.press('F2');
        await page.getByText("is a field of Elastic's own schemas").first().waitFor();
        await window.shoot('rename-refused');
        await page.keyboard.press('Escape');
      });

      it('is offered the fields in EQL', async () => {
        const { page } = window;
        await window.openFile(eqlRule, queryLine);
        await window.goToEnd(queryLine);
        await page.keyboard.type(' and process.na');
        await page.keyboard.press('Control+Space');
        const popup = page.locator('.suggest-widget.visible');
        await popup.locator('.monaco-list-row', { hasText: 'process.name' }).first().waitFor();
        await window.shoot('completion-eql');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await window.quickInput('F1', '>File: Revert File', 'File: Revert File');
        await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
      });
    });
  }
});
