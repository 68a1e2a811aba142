// ATT&CK as the workspace has it: finds the bundle of a file, has it read in a thread, and keeps what came of it.
import path from 'node:path';
import {
  CancellationTokenSource,
  MessageType,
  ShowMessageNotification,
} from 'vscode-languageserver/node';
import { builtInAttack } from './catalog/attackCatalog';
import type { AttackCatalog } from './catalog/attackCatalog';
import type { ServerContext } from './serverContext';
import { pathOfFile } from './serverWorkspace';
import { askOwnWorker } from './serverWorker';
import {
  brokenWords,
  heldBundle,
  heldBundles,
  holdBundle,
  unreadBundle,
} from './workspace/attack/attackBundles';
import type { HeldBundle, KeptBundle } from './workspace/attack/attackBundles';
import { BundleFinder } from './workspace/attack/findBundle';
import { ifReadable } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';

/** Lives as long as the connection. */
export class WorkspaceAttack {
  /** Of the workspace, on disk: what is asked about no file is answered for the first. */
  folders: readonly string[] = [];
  private readonly finder = new BundleFinder(nodeFileSystem);
  private readonly reading = new Map<string, Promise<void>>();

  constructor(private readonly context: ServerContext) {}

  /** As far as it is known by now: what is built in until the bundle is read, which `whenRead` waits for. */
  of(uri?: string): AttackCatalog {
    const file = this.bundleOf(uri);
    if (file === undefined) return builtInAttack;
    const held = heldNow(file);
    if (!held) void this.read(file);
    return held?.catalog ?? builtInAttack;
  }

  /** Once the bundle is read. */
  async whenRead(uri?: string): Promise<AttackCatalog> {
    const file = this.bundleOf(uri);
    if (file !== undefined && !heldNow(file)) await this.read(file);
    return this.of(uri);
  }

  /** Files may have come, changed or gone. */
  forget(): void {
    this.finder.forget();
  }

  /** Begins to read what the folders of the workspace have. */
  prepare(): void {
    for (const folder of this.folders) {
      const file = this.finder.find(folder);
      if (file !== undefined && !heldNow(file)) void this.read(file);
    }
  }

  /** What was read so far, for the threads that check. */
  kept(): readonly KeptBundle[] {
    return heldBundles();
  }

  private bundleOf(uri: string | undefined): string | undefined {
    const file = uri === undefined ? undefined : pathOfFile(uri);
    const folder = file === undefined ? this.folders[0] : path.dirname(file);
    return folder === undefined ? undefined : this.finder.find(folder);
  }

  /** Ends once the bundle is known; whoever showed what is built in is told. */
  private read(file: string): Promise<void> {
    const running = this.reading.get(file) ?? this.start(file);
    this.reading.set(file, running);
    return running;
  }

  private async start(file: string): Promise<void> {
    const bundle = await this.ask(file);
    this.reading.delete(file);
    // A file that is gone is looked for anew.
    if (bundle) this.take(bundle);
    else this.forget();
  }

  private take(bundle: KeptBundle): void {
    const { content } = holdBundle(bundle);
    if (content.kind === 'broken')
      void this.context.connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Warning,
        message: brokenWords(content.message),
      });
    this.context.refreshAttack();
  }

  /** A thread that breaks down must not be started again at each request. */
  private async ask(file: string): Promise<KeptBundle | undefined> {
    try {
      const answer = await askOwnWorker({ kind: 'attack', file }, neverCancelled);
      return answer?.kind === 'attack' ? answer.bundle : undefined;
    } catch (error) {
      this.context.logFailure('ATT&CK bundle', error);
      const message = `${file} cannot be read: ${String(error)}`;
      return ifReadable(() => unreadBundle(file, nodeFileSystem, message));
    }
  }
}

/** As the file is now on disk. */
function heldNow(file: string): HeldBundle | undefined {
  return ifReadable(() => heldBundle(file, nodeFileSystem));
}

const neverCancelled = new CancellationTokenSource().token;
