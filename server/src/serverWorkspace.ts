// The files of the workspace's folders: an index of what they name, and the problems of rules that are not open.
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { Diagnostic, InitializeParams } from 'vscode-languageserver/node';
import type { CheckMessage, CheckTask, CheckedFolder } from './checkWorker';
import { outerFolders } from './fileChecks';
import { summaryOf } from './rule/ruleSummary';
import type { RuleSummary } from './rule/ruleSummary';
import type { KnownFolders } from './services/otherRules';
import { ChangedRules } from './serverChangedRules';
import type { ServerContext } from './serverContext';
import { runCheckTask } from './serverCheckWorker';
import { IndexedRules } from './serverKnownRules';
import type { KnownRules } from './serverKnownRules';
import type { WorkspaceRule } from './services/workspaceRules';
import { ifReadable } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { isWithin } from './workspace/repositoryLayout';
import { RuleIndex, tomlFilesBelow } from './workspace/ruleIndex';

/** Problems of a file as the disk has it. */
export interface FileResult {
  /** Differs for every check of this process. */
  readonly id: string;
  readonly stamp: string;
  readonly diagnostics: readonly Diagnostic[];
}

const noFolders: KnownFolders = { read: [], roots: [] };

/** Milliseconds: files that an operation changes come in one go. */
const settleTime = 200;

/** Lives as long as the server. */
export class WorkspaceFiles {
  readonly index = new RuleIndex();
  private readonly indexedRules = new IndexedRules(this.index);
  /** By path; only files that were checked. */
  readonly results = new Map<string, FileResult>();
  /** Called when results have changed, with their paths. */
  readonly resultListeners: ((paths: readonly string[]) => void)[] = [];
  /** Called each time that all files of the folders were looked at. */
  readonly indexListeners: (() => void)[] = [];
  private folders: readonly string[] = [];
  /** Folders outside of them that their repositories keep rules in. */
  private outer: readonly string[] = [];
  /** The folders whose rules are all in the index. */
  private readFolders = noFolders;
  /** All files are being looked at. */
  private isScanning = false;
  private wanted: { all: boolean; readonly files: Set<string> } = { all: false, files: new Set() };
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly changed = new ChangedRules();
  private current: CancellationTokenSource | undefined;
  private resultCount = 0;
  private isIndexed = false;
  private indexed: Promise<void>;
  private setIndexed: () => void = () => undefined;

  /** `uris`: the folders of the client. */
  constructor(
    private readonly context: ServerContext,
    uris: readonly string[],
  ) {
    this.indexed = this.nextIndexed();
    this.setFolders(uris);
    context.knownRules = () => this.known().rules;
    context.settingsListeners.push(() => {
      this.recheckAll();
    });
    context.texts.onDidSave(({ document }) => {
      this.touch(document.uri);
    });
    context.texts.onDidClose(({ document: { uri } }) => {
      this.openSummaries.delete(uri);
      this.touch(uri);
    });
  }

  /** The folders on disk of the client. */
  setFolders(uris: readonly string[]): void {
    this.folders = [...new Set(uris.flatMap((uri) => pathOfFile(uri) ?? []))].map((folder) =>
      folder.length > 1 ? folder.replace(/[\\/]$/, '') : folder,
    );
    this.context.attack.folders = this.folders;
    this.readFolders = noFolders;
    if (this.folders.length === 0) this.setIndexed();
  }

  get folderUris(): readonly string[] {
    return this.folders.map((folder) => pathToFileURL(folder).href);
  }

  /** The path lies in one of the folders, or in one that their repositories keep rules in. */
  holds(file: string): boolean {
    return [...this.folders, ...this.outer].some((folder) => file.startsWith(folder + path.sep));
  }

  /** Files are being looked at, or soon will be. */
  get isBusy(): boolean {
    return !this.isIndexed || this.running !== undefined || this.timer !== undefined;
  }

  /** Looks at all files after a while. */
  scan(): void {
    if (this.folders.length === 0) {
      this.setIndexed();
      this.removeOthers(new Set());
      return;
    }
    this.wanted.all = true;
    this.schedule();
  }

  /** What the checks may know has changed. */
  recheckAll(): void {
    const stale = [...this.results];
    for (const [path, result] of stale) this.results.set(path, { ...result, stamp: '' });
    this.current?.cancel();
    this.scan();
  }

  /** A file may have changed on disk. */
  touch(uri: string): void {
    const file = pathOfFile(uri);
    if (file === undefined || !/\.toml$/i.test(file) || !this.holds(file)) return;
    this.wanted.files.add(file);
    this.schedule();
  }

  /** A folder that has rules, or had some; names that begin with a dot are no place for rules. */
  isRuleFolder(uri: string): boolean {
    const folder = pathOfFile(uri)?.replace(/[\\/]$/, '');
    if (folder === undefined) return false;
    const root = [...this.folders, ...this.outer].find((one) => isWithin(folder, one));
    if (root === undefined || hiddenFolder.test(folder.slice(root.length))) return false;
    for (const { path: file } of this.index.all())
      if (file.startsWith(folder + path.sep)) return true;
    return ifReadable(() => tomlFilesBelow(folder, nodeFileSystem).length > 0) === true;
  }

  /** Ends with the first look at all files. */
  whenIndexed(): Promise<void> {
    return this.indexed;
  }

  /** All rules and exceptions; open ones as they are in the editor, those of no folder included. */
  *rules(): Iterable<WorkspaceRule> {
    const open = new Set<string>();
    for (const uri of this.context.texts.keys()) {
      const path = pathOfFile(uri);
      const rule = this.context.findToml(uri);
      if (!rule) continue;
      if (path !== undefined) open.add(path);
      const summary = this.summaryOfOpen(uri, rule);
      if (summary) yield { uri, summary };
    }
    for (const { path, summary } of this.index.all())
      if (summary && !open.has(path)) yield { uri: pathToFileURL(path).href, summary };
  }

  private readonly openSummaries = new Map<
    string,
    { readonly serial: number; readonly summary: ReturnType<typeof summaryOf> }
  >();

  private summaryOfOpen(
    uri: string,
    { document, serial }: NonNullable<ReturnType<ServerContext['findToml']>>,
  ): ReturnType<typeof summaryOf> {
    const known = this.openSummaries.get(uri);
    if (known?.serial === serial) return known.summary;
    const summary = summaryOf(document);
    this.openSummaries.set(uri, { serial, summary });
    return summary;
  }

  /** Everything the thread needs to know of the folders. */
  async checkedFolders(): Promise<readonly CheckedFolder[]> {
    return Promise.all(
      this.folders.map(async (path) => ({
        path,
        settings: await this.context.settingsFor(pathToFileURL(path).href),
      })),
    );
  }

  private nextIndexed(): Promise<void> {
    return new Promise<void>((resolve) => {
      this.setIndexed = () => {
        this.isIndexed = true;
        resolve();
      };
    });
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.running ??= this.work().finally(() => {
        this.running = undefined;
        if (this.wanted.all || this.wanted.files.size > 0) this.schedule();
        else this.tell([]);
      });
    }, settleTime);
    this.timer.unref();
  }

  /** One task: first what the files name, which is quick, then their problems. */
  private async work(): Promise<void> {
    const { all, files } = this.wanted;
    this.wanted = { all: false, files: new Set() };
    const cancel = (this.current = new CancellationTokenSource());
    try {
      const folders = await this.checkedFolders();
      if (all) this.outer = outerFolders(this.folders);
      const some = all ? { outer: this.outer } : { files: [...files] };
      this.isScanning = all;
      await this.run(
        { kind: 'index', folders, known: this.indexStamps(), rules: [], ...some },
        cancel,
      );
      this.isScanning = false;
      if (all && !cancel.token.isCancellationRequested) {
        this.readFolders = { read: [...this.folders, ...this.outer], roots: this.folders };
        for (const listener of this.indexListeners) listener();
      }
      this.setIndexed();
      if (!this.changed.isEmpty) this.context.refreshDiagnostics();
      const related = this.takeRelated();
      const checked = folders.filter(({ settings }) => settings.checkWorkspace === 'workspace');
      if (checked.length === 0) {
        this.dropResults(() => true);
        return;
      }
      const known = new Map([...this.results].map(([path, { stamp }]) => [path, stamp]));
      const again = all
        ? {}
        : { files: [...files, ...related.filter((file) => this.results.has(file))] };
      const { list, rules } = this.known();
      const bundles = this.context.attack.kept();
      await this.run(
        {
          kind: 'check',
          folders: checked,
          known,
          rules: list,
          read: rules.folders,
          bundles,
          ...again,
        },
        cancel,
      );
    } catch (error) {
      this.context.logFailure('workspace check', error);
      this.setIndexed();
    } finally {
      this.isScanning = false;
      cancel.dispose();
    }
  }

  /** The rules of the index. */
  known(): KnownRules {
    const { settingsSerial } = this.context;
    const { readFolders: folders, isScanning } = this;
    return this.indexedRules.in({ folders, settingsSerial, isScanning });
  }

  private noteChange(file: string, summary: RuleSummary | undefined): void {
    this.changed.note(file, this.index.get(file)?.summary?.identity, summary?.identity);
  }

  /** Files whose problems may be others now, with what has changed. Their results are stale. */
  private takeRelated(): readonly string[] {
    if (this.results.size === 0) {
      this.changed.clear();
      return [];
    }
    const affects = this.changed.take(this.known().rules);
    const related = [...this.results.keys()].filter((file) => affects(file, this.index));
    for (const file of related) {
      const result = this.results.get(file);
      if (result) this.results.set(file, { ...result, stamp: '' });
    }
    return related;
  }

  private indexStamps(): ReadonlyMap<string, string> {
    return new Map([...this.index.all()].map(({ path, stamp }) => [path, stamp]));
  }

  private async run(task: CheckTask, cancel: CancellationTokenSource): Promise<void> {
    if (cancel.token.isCancellationRequested) return;
    const progress = task.files || task.kind === 'index' ? undefined : await this.startProgress();
    const giveUp = progress?.token.onCancellationRequested(() => {
      cancel.cancel();
    });
    let total = 0;
    try {
      await runCheckTask(task, cancel.token, (message) => {
        if (cancel.token.isCancellationRequested) return;
        if (message.kind === 'found') {
          total = message.files.length;
          if (!task.files) this.forgetOthers(task.kind, new Set(message.files));
        } else if (message.kind === 'batch') {
          this.take(task.kind, message);
          progress?.report(
            Math.floor((100 * message.done) / Math.max(1, total)),
            `${message.done} of ${total} files`,
          );
        }
      });
    } finally {
      giveUp?.dispose();
      progress?.done();
    }
  }

  private async startProgress(): Promise<
    Awaited<ReturnType<ServerContext['connection']['window']['createWorkDoneProgress']>> | undefined
  > {
    if (this.context.capabilities.window?.workDoneProgress !== true) return undefined;
    const progress = await this.context.connection.window.createWorkDoneProgress();
    progress.begin('Checking rules', 0, undefined, true);
    return progress;
  }

  private take(
    kind: CheckTask['kind'],
    { files, gone }: Extract<CheckMessage, { kind: 'batch' }>,
  ): void {
    const changed: string[] = [];
    for (const { path: file, stamp, summary, diagnostics = [] } of files) {
      if (kind === 'index') {
        const read = summary === undefined ? undefined : (JSON.parse(summary) as RuleSummary);
        this.noteChange(file, read);
        this.index.set({ path: file, stamp, ...(read && { summary: read }) });
      } else {
        this.resultCount++;
        const id = `${process.pid}.file.${this.resultCount}`;
        this.results.set(file, { id, stamp, diagnostics });
        changed.push(file);
      }
    }
    for (const path of gone) {
      this.noteChange(path, undefined);
      this.index.delete(path);
      if (this.results.delete(path)) changed.push(path);
    }
    if (changed.length > 0) this.tell(changed);
  }

  private forgetOthers(kind: CheckTask['kind'], found: ReadonlySet<string>): void {
    if (kind === 'index') this.removeOthers(found);
    this.dropResults((path) => !found.has(path));
  }

  private removeOthers(found: ReadonlySet<string>): void {
    for (const { path } of [...this.index.all()]) {
      if (found.has(path)) continue;
      this.noteChange(path, undefined);
      this.index.delete(path);
    }
    this.dropResults((path) => !found.has(path));
  }

  private dropResults(isDropped: (path: string) => boolean): void {
    const dropped = [...this.results.keys()].filter(isDropped);
    for (const path of dropped) this.results.delete(path);
    if (dropped.length > 0) this.tell(dropped);
  }

  /** Lets those who show results look at them anew. */
  tell(paths: readonly string[]): void {
    for (const listener of [...this.resultListeners]) listener(paths);
  }
}

const hiddenFolder = /[\\/](?:\.|node_modules(?:[\\/]|$))/;

/** The folders that a client names when it starts. */
export function foldersOf({ workspaceFolders }: InitializeParams): readonly string[] {
  return (workspaceFolders ?? []).map(({ uri }) => uri);
}

/** The path of a `file:` URI; undefined for what is not on this machine's disk. */
export function pathOfFile(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined; // of another machine, or no path
  }
}
