// Asks which sample to run a rule on: the one used last, those the server finds, or any other file.
import * as vscode from 'vscode';
import { findSamplesRequest } from '../../server/src/protocol';
import { describeSample } from './describeSample';
import type { RuleServer } from './ruleServer';

interface SampleItem extends vscode.QuickPickItem {
  /** Absent on "Browse...". */
  readonly samples?: readonly string[];
}

const browse: SampleItem = {
  label: '$(folder-opened) Browse...',
  alwaysShow: true,
};

/** Folders that hold the samples of others. */
const excluded = '{**/node_modules/**,**/.git/**}';

/** How many files of the workspace the server looks into. */
const maxCandidates = 200;

/**
 * Shows the picker; `last` are the samples this rule ran on before. Answers with URIs, or undefined if the user backed out.
 */
export async function pickSamples(
  server: RuleServer,
  rule: vscode.Uri,
  last: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  const picker = vscode.window.createQuickPick<SampleItem>();
  picker.title = 'Run rule against sample';
  picker.placeholder = 'Choose a file of events (NDJSON, JSON, CSV of Discover; also gzipped)';
  picker.matchOnDescription = true;
  const lastItem = last && (await lastUsedItem(last));
  picker.items = [...(lastItem ? [lastItem] : []), browse];
  picker.busy = true;
  const chosen = new Promise<SampleItem | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]);
    });
    picker.onDidHide(() => {
      resolve(undefined);
    });
  });
  picker.show();
  const cancel = new vscode.CancellationTokenSource();
  void findItems(server, rule, cancel.token)
    .then((found) => {
      if (cancel.token.isCancellationRequested) return;
      const active = picker.activeItems[0];
      picker.items = arrange(lastItem, found);
      if (active && active !== browse) picker.activeItems = [active];
    })
    .finally(() => {
      if (!cancel.token.isCancellationRequested) picker.busy = false;
    });
  const item = await chosen;
  cancel.cancel();
  picker.dispose();
  return item === browse ? browseForSamples(rule) : item?.samples;
}

function arrange(
  last: SampleItem | undefined,
  found: readonly SampleItem[],
): readonly SampleItem[] {
  const { Separator } = vscode.QuickPickItemKind;
  const others = found.filter(({ samples }) => samples?.join() !== last?.samples?.join());
  const same = found.find(({ samples }) => samples?.join() === last?.samples?.join());
  // The server's answer says more about the last one; the object stays the same so that it stays selected.
  if (last && same) Object.assign(last, { detail: same.detail });
  return [
    ...(last ? [{ label: 'used last', kind: Separator }, last] : []),
    ...(others.length > 0 ? [{ label: 'found', kind: Separator }, ...others] : []),
    { label: 'other', kind: Separator },
    browse,
  ];
}

async function lastUsedItem(samples: readonly string[]): Promise<SampleItem | undefined> {
  const uris = samples.map((sample) => vscode.Uri.parse(sample));
  const [first] = uris;
  if (!first) return undefined;
  try {
    await Promise.all(uris.map((uri) => vscode.workspace.fs.stat(uri)));
  } catch {
    return undefined; // moved or deleted since
  }
  const more = uris.length > 1 ? ` and ${uris.length - 1} more` : '';
  return { label: `$(history) ${baseName(first)}${more}`, description: folderOf(first), samples };
}

async function findItems(
  server: RuleServer,
  rule: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<readonly SampleItem[]> {
  const globs = vscode.workspace.getConfiguration('rulewright', rule).get<string[]>('samples', []);
  try {
    const files = await Promise.all(
      globs.map((glob) => vscode.workspace.findFiles(glob, excluded, maxCandidates, token)),
    );
    const candidates = [...new Set(files.flat().map(String))];
    const params = { uri: rule.toString(), candidates };
    const samples = await server.request(findSamplesRequest, params, token);
    return samples.map((sample) => {
      const uri = vscode.Uri.parse(sample.uri);
      return {
        label: `$(file) ${baseName(uri)}`,
        description: folderOf(uri),
        detail: describeSample(sample),
        samples: [uri.toString()], // as VS Code writes it, to compare with the one used last
      };
    });
  } catch (error) {
    if (!token.isCancellationRequested)
      server.output.error(`Finding samples failed: ${String(error)}`);
    return [];
  }
}

async function browseForSamples(rule: vscode.Uri): Promise<readonly string[] | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: 'Run rule against sample',
    openLabel: 'Run',
    canSelectMany: true,
    ...(rule.scheme === 'file' ? { defaultUri: vscode.Uri.joinPath(rule, '..') } : {}),
    filters: { Events: ['ndjson', 'jsonl', 'json', 'csv', 'gz', 'log'], 'All files': ['*'] },
  });
  return files?.map(String);
}

function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function folderOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
}
