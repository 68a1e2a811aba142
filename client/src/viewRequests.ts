// Serves the results view's page: opens rule and sample at a place, reads events, copies text.
import * as vscode from 'vscode';
import { readEventRequest } from '../../server/src/protocol';
import type { Span } from '../../server/src/protocol';
import { placeOf } from './resultsView/messages';
import type { EventMessage, EventPlace, ViewMessage } from './resultsView/messages';
import type { RunnerParts } from './ruleRunner';

/** The messages served here. */
type Served = Extract<
  ViewMessage,
  { kind: 'copy' | 'openRule' | 'openEvent' | 'readEvent' | 'ready' }
>;

export class ViewRequests {
  constructor(private readonly parts: Omit<RunnerParts, 'memory'>) {}

  async receive(message: Served): Promise<void> {
    try {
      await this.serve(message);
    } catch (error) {
      void vscode.window.showErrorMessage(String(error instanceof Error ? error.message : error));
    }
  }

  private async serve(message: Served): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return; // the provider's business
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'openRule':
        return openRule(vscode.Uri.parse(message.ruleUri), message.span);
      case 'openEvent':
        return this.parts.documents.show(message);
      case 'readEvent':
        this.parts.results.post(await this.readEvent(placeOf(message)));
    }
  }

  private async readEvent(place: EventPlace): Promise<EventMessage> {
    try {
      const event = await this.parts.server.request(readEventRequest, place);
      if (event) return { kind: 'event', ...place, event };
      return { kind: 'event', ...place, error: 'The sample has no event at this line any more.' };
    } catch (error) {
      return { kind: 'event', ...place, error: String(error) };
    }
  }
}

async function openRule(uri: vscode.Uri, span: Span | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = span
    ? {
        selection: new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      }
    : {};
  await vscode.window.showTextDocument(document, selection);
}
