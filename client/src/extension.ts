// Entry of the extension: watches for rule files, starts the language server at the first one, registers the features.
import type * as vscode from 'vscode';
import { registerCommands } from './commands';
import { CoverageView } from './coverageView/coverageView';
import { DocsDocuments } from './docsDocuments';
import type { ResultsState } from './resultsView/messages';
import { ResultsViewProvider } from './resultsView/provider';
import { recallSamples } from './recallSamples';
import { RuleRunner } from './ruleRunner';
import { RuleServer } from './ruleServer';
import { registerTasks } from './tasks';
import { watchRuleFiles } from './ruleFiles';
import { SampleDocuments } from './sampleDocuments';

/** What tests see of the running extension. */
export interface RulewrightApi {
  /** Starts the language server if it does not run, and waits until it answers. */
  readonly ready: () => Promise<void>;
  /** What the results view shows. */
  readonly results: () => ResultsState;
}

export function activate(context: vscode.ExtensionContext): RulewrightApi {
  const server = new RuleServer(context);
  const documents = new SampleDocuments(server);
  const results = new ResultsViewProvider(context.extensionUri);
  const runner = new RuleRunner({ server, results, documents, memory: context.workspaceState });
  const docs = new DocsDocuments(server);
  const coverage = new CoverageView(context.extensionUri, server);
  context.subscriptions.push(
    server,
    documents,
    results,
    runner,
    recallSamples(server, runner),
    watchRuleFiles(() => {
      server.start().catch(() => undefined); // the client has reported it
    }),
    coverage,
    registerTasks(context),
    docs,
    ...registerCommands({ server, runner, coverage, docs, memory: context.globalState }),
  );
  return { ready: () => server.start(), results: () => results.current };
}
