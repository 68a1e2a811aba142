// The request behind "Copy Query as Elasticsearch DSL": the search of one execution of a rule, now.
import { fileURLToPath } from 'node:url';
import { translateRule } from './engine/translate';
import { translateRequest } from './protocol';
import type { TranslateParams, TranslateResult } from './protocol';
import type { ServerContext } from './serverContext';
import { FileError } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { loadTypes } from './workspace/typeSources';

export function registerTranslateRequest(context: ServerContext): void {
  context.connection.onRequest(translateRequest, async (params: TranslateParams) => {
    try {
      return await translate(context, params);
    } catch (error) {
      if (error instanceof FileError) return failed(error.message);
      context.logFailure(translateRequest, error);
      return failed('The rule could not be translated; the output channel says more.');
    }
  });
}

async function translate(
  context: ServerContext,
  { uri }: TranslateParams,
): Promise<TranslateResult> {
  const document = context.findRule(uri)?.document;
  if (!document) return failed('This is no detection rule.');
  const { fieldTypes } = await context.settingsFor(uri);
  // The schemas of the workspace are too large for the thread that answers the editor.
  const sources = { fieldTypes, isBuiltInOnly: true, ...placeOf(uri) };
  const { types } = loadTypes(sources, document, nodeFileSystem);
  const translation = translateRule(document, types, Date.now());
  if (!translation.ok) return failed(translation.failure.message);
  const dsl = JSON.stringify(translation.dsl, undefined, 2);
  return { kind: 'dsl', dsl, notes: translation.notes };
}

function placeOf(uri: string): { readonly rulePath?: string } {
  return uri.startsWith('file:') ? { rulePath: fileURLToPath(uri) } : {};
}

function failed(message: string): TranslateResult {
  return { kind: 'error', message };
}
