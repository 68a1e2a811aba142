// Watches the folders of the workspace: rules, exceptions, and the schema and configuration files that checks read.
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  WatchKind,
} from 'vscode-languageserver/node';
import type { FileEvent } from 'vscode-languageserver/node';
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

const knowledgeFile =
  /\/etc\/.*\.(?:json|json\.gz|ya?ml)$|\/_config\.yaml$|\/exceptions\/|\/(?:enterprise-attack|attack-v)[^/]*\.json(?:\.gz)?$/;
const knowledgeFolder = /\/(?:etc|exceptions|detection_rules)\/?$/;

/** Of a folder that comes or goes as a whole some editors tell nothing but that. */
const anything = { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete };

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
    if (changes.some(isKnowledge)) {
      context.attack.forget();
      context.refreshAttack();
      files.recheckAll();
    } else if (changes.some(({ uri }) => !isToml(uri) && files.isRuleFolder(uri))) files.scan();
  });
  if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  const watchers = [...[rules, ...knowledge].map((globPattern) => ({ globPattern })), anything];
  void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}

/** Changes are told of nothing but what is watched for them. */
function isKnowledge({ uri, type }: FileEvent): boolean {
  if (isToml(uri)) return false;
  return type === FileChangeType.Changed || knowledgeFile.test(uri) || knowledgeFolder.test(uri);
}

function isToml(uri: string): boolean {
  return /\.toml$/i.test(uri);
}
