// The commands of the extension: from VS Code's untyped arguments to typed calls.
import * as vscode from 'vscode';
import { convertThreatMapping } from './convertThreat';
import { copyDsl } from './copyDsl';
import type { CoverageView } from './coverageView/coverageView';
import { declareField } from './declareField';
import type { DocsDocuments } from './docsDocuments';
import { fixWorkspace } from './fixWorkspace';
import { newRule } from './newRuleWizard';
import { isRuleDocument } from './ruleFiles';
import type { RuleRunner } from './ruleRunner';
import type { RuleServer } from './ruleServer';

/** What the commands work with. */
export interface CommandParts {
  readonly server: RuleServer;
  readonly runner: RuleRunner;
  readonly coverage: CoverageView;
  readonly docs: DocsDocuments;
  /** Kept over workspaces. */
  readonly memory: vscode.Memento;
}

export function registerCommands({
  server,
  runner,
  coverage,
  docs,
  memory,
}: CommandParts): readonly vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    // Called with nothing (palette), a Uri (editor title) or a URI as text (code lens); samples only by scripts and tests.
    registerCommand('rulewright.runRule', async (target?: unknown, samples?: unknown) => {
      const uri = ruleUri(target);
      if (uri) await runner.run(uri, uriList(samples));
      else void vscode.window.showErrorMessage('Open a detection rule first.');
    }),
    registerCommand('rulewright.copyDsl', async (target?: unknown) => {
      const uri = ruleUri(target);
      if (uri) await copyDsl(uri, server);
      else void vscode.window.showErrorMessage('Open a detection rule first.');
    }),
    registerCommand('rulewright.newRule', () => newRule(server, memory)),
    registerCommand('rulewright.convertThreatMapping', async (target?: unknown) => {
      const uri = ruleUri(target);
      if (uri) await convertThreatMapping(uri, server);
      else void vscode.window.showErrorMessage('Open a detection rule first.');
    }),
    // Of a fix, which names the rule by its URI as text.
    registerCommand('rulewright.declareField', async (target?: unknown, field?: unknown) => {
      const uri = ruleUri(target);
      if (uri && typeof field === 'string') await declareField(uri, field);
    }),
    registerCommand('rulewright.showDocs', () => docs.show()),
    registerCommand('rulewright.showCoverage', () => coverage.show()),
    registerCommand('rulewright.fixAllInWorkspace', () => fixWorkspace(server)),
    registerCommand('rulewright.restartServer', () => server.restart()),
    registerCommand('rulewright.showOutput', () => {
      server.output.show();
    }),
  ];
}

function ruleUri(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if (typeof target === 'string') return vscode.Uri.parse(target, true);
  const document = vscode.window.activeTextEditor?.document;
  return document && isRuleDocument(document) ? document.uri : undefined;
}

function uriList(samples: unknown): readonly string[] | undefined {
  if (!Array.isArray(samples)) return undefined;
  return samples.filter((sample): sample is string => typeof sample === 'string');
}
