// Runs a rule over samples: asks for the sample, sends the request, reports progress and shows what came out.
import * as vscode from 'vscode';
import { runRuleRequest } from '../../server/src/protocol';
import type { RunRuleResult } from '../../server/src/protocol';
import { fileName } from './resultsView/format';
import type { RunRequest, ViewMessage } from './resultsView/messages';
import { viewId } from './resultsView/provider';
import type { ResultsViewProvider } from './resultsView/provider';
import type { RuleServer } from './ruleServer';
import type { SampleDocuments } from './sampleDocuments';
import { pickSamples } from './samplePicker';
import { ViewRequests } from './viewRequests';

export interface RunnerParts {
  readonly server: RuleServer;
  readonly results: ResultsViewProvider;
  readonly documents: SampleDocuments;
  readonly memory: vscode.Memento;
}

const memoryKey = 'lastSamples';
/** Rules whose last sample is remembered in a workspace. */
const memorySize = 200;

export class RuleRunner implements vscode.Disposable {
  private running: vscode.CancellationTokenSource | undefined;
  private readonly subscription: vscode.Disposable;
  private readonly viewRequests: ViewRequests;
  private runs = 0;

  constructor(private readonly parts: RunnerParts) {
    this.viewRequests = new ViewRequests(parts);
    this.subscription = parts.results.onMessage((message) => void this.receive(message));
  }

  /** The command: asks for samples unless they are given, runs and shows the results. */
  async run(rule: vscode.Uri, samples?: readonly string[]): Promise<void> {
    const chosen = samples ?? (await this.pick(rule));
    if (!chosen || chosen.length === 0) return;
    await this.remember(rule, chosen);
    await this.parts.results.reveal();
    await this.execute({
      ruleUri: rule.toString(),
      ruleName: fileName(rule.path),
      samples: chosen,
    });
  }

  dispose(): void {
    this.running?.cancel();
    this.subscription.dispose();
  }

  private pick(rule: vscode.Uri): Promise<readonly string[] | undefined> {
    return pickSamples(this.parts.server, rule, this.remembered()[rule.toString()]);
  }

  private async execute(request: RunRequest): Promise<void> {
    const { server, results, documents } = this.parts;
    this.running?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.running = running;
    const workDoneToken = `rulewright-run-${++this.runs}`;
    const show = (progress: string): void => {
      if (this.running === running) results.show({ kind: 'running', request, progress });
    };
    show('');
    const progress = server.onProgress(workDoneToken, ({ message }) => {
      show(message ?? '');
    });
    try {
      // Opened first, so that the server's offsets are those of the editor's text.
      await vscode.workspace.openTextDocument(vscode.Uri.parse(request.ruleUri));
      const { ruleUri: uri, ...rest } = request;
      const params = { uri, workDoneToken, ...rest };
      const answer = await vscode.window.withProgress({ location: { viewId } }, () =>
        server.request(runRuleRequest, params, running.token),
      );
      if (this.running === running) results.show(stateOf(request, answer));
      documents.refresh();
    } catch (error) {
      if (this.running !== running) return;
      results.show(
        running.token.isCancellationRequested
          ? { kind: 'error', request, message: 'The run was cancelled.' }
          : { kind: 'error', request, message: messageOf(error) },
      );
    } finally {
      progress.dispose();
      if (this.running === running) this.running = undefined;
    }
  }

  private async receive(message: ViewMessage): Promise<void> {
    switch (message.kind) {
      case 'run':
        return this.execute(message.request);
      case 'cancel':
        return this.running?.cancel();
      case 'pickSample':
        return this.run(vscode.Uri.parse(message.ruleUri));
      default:
        return this.viewRequests.receive(message);
    }
  }

  /** The samples that were chosen last in this workspace, whatever the rule. */
  lastSamples(): readonly string[] {
    return Object.values(this.remembered()).at(-1) ?? [];
  }

  private remembered(): Readonly<Record<string, readonly string[]>> {
    return this.parts.memory.get<Record<string, readonly string[]>>(memoryKey, {});
  }

  private async remember(rule: vscode.Uri, samples: readonly string[]): Promise<void> {
    const uri = rule.toString();
    const others = Object.entries(this.remembered()).filter(([other]) => other !== uri);
    const next = Object.fromEntries([...others.slice(-memorySize + 1), [uri, samples]]);
    await this.parts.memory.update(memoryKey, next);
  }
}

function stateOf(
  request: RunRequest,
  answer: RunRuleResult,
): Parameters<ResultsViewProvider['show']>[0] {
  switch (answer.kind) {
    case 'result':
      return { kind: 'done', request, result: answer.result, view: answer.view };
    case 'error':
      return { kind: 'error', request, message: answer.message };
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
