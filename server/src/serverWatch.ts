// Watches the folders of the workspace: rules, exceptions, and the schema and configuration files that checks read.
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { ServerContext } from './serverContext';
import { pushRepositoryProblems } from './serverRepositories';
import type { WorkspaceFiles } from './serverWorkspace';

const rules = '**/*.toml';
/** What the checks of every rule may know; names as rules repositories have them. */
const knowledge = [
  '**/etc/**/*.{json,json.gz,yaml,yml}',
  '**/_config.yaml',
  '**/exceptions/**/*',
  '**/{enterprise-attack,attack-v}*.{json,json.gz}',
];

/** Milliseconds: files that are open at the start come first. */
const scanAfter = 500;

/** To be called once the client is ready. */
export function watchWorkspace(context: ServerContext, files: WorkspaceFiles): void {
  const { connection, capabilities } = context;
  pushRepositoryProblems(context, files);
  context.attack.prepare();
  setTimeout(() => {
    files.scan();
  }, scanAfter).unref();
  if (capabilities.workspace?.workspaceFolders === true)
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      const kept = files.folderUris.filter((uri) => !gone.has(uri));
      files.setFolders([...kept, ...added.map(({ uri }) => uri)]);
      files.scan();
    });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) files.touch(uri);
    if (!changes.some(({ uri }) => isKnowledge(uri))) return;
    context.attack.forget();
    context.refreshAttack();
    files.recheckAll();
  });
  if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  const watchers = [rules, ...knowledge].map((globPattern) => ({ globPattern }));
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

function isKnowledge(uri: string): boolean {
  return !/\.toml$/i.test(uri);
}
