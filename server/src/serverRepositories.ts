// Problems of the configurations of rule repositories: pushed, as no client asks for those of files that are no TOML.
import { pathToFileURL } from 'node:url';
import { repositoryProblems } from './fileChecks';
import type { ServerContext } from './serverContext';
import type { WorkspaceFiles } from './serverWorkspace';
import { toDiagnostic } from './services/diagnostics';

/** Each time that the workspace was looked at. */
export function pushRepositoryProblems(context: ServerContext, files: WorkspaceFiles): void {
  let pushed: readonly string[] = [];
  files.indexListeners.push(() => {
    context.guard('repository configuration', undefined, () => {
      const rules = [...files.index.all()].flatMap(({ path, summary }) => (summary ? [path] : []));
      const found = repositoryProblems(rules).map(({ file, problems, ...text }) => {
        const uri = pathToFileURL(file).href;
        return { uri, diagnostics: problems.map((problem) => toDiagnostic(text, problem, uri)) };
      });
      const uris = found.map(({ uri }) => uri);
      const gone = pushed.filter((uri) => !uris.includes(uri));
      for (const { uri, diagnostics } of found)
        if (diagnostics.length > 0 || pushed.includes(uri))
          void context.connection.sendDiagnostics({ uri, diagnostics });
      for (const uri of gone) void context.connection.sendDiagnostics({ uri, diagnostics: [] });
      pushed = found.filter(({ diagnostics }) => diagnostics.length > 0).map(({ uri }) => uri);
    });
  });
}
