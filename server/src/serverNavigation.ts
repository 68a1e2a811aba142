// Requests over all rules: symbols, references, highlights, definitions, rename of custom fields.
import { pathToFileURL } from 'node:url';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  CancellationToken,
  Location,
  Range,
  TextDocumentPositionParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { findField } from './catalog/fieldCatalog';
import type { Mention } from './rule/mentions';
import type { RuleDocument } from './rule/ruleDocument';
import { cancelled } from './serverContext';
import type { ServerContext } from './serverContext';
import { pathOfFile } from './serverWorkspace';
import type { WorkspaceFiles } from './serverWorkspace';
import { toOffset, toRange } from './services/position';
import {
  doHighlights,
  doReferences,
  findRuleDefinitions,
  referencedAt,
} from './services/references';
import { nameObstacle, renameEdits, renameObstacle } from './services/rename';
import type { FieldOrigin } from './services/rename';
import { mentionAt } from './services/workspaceRules';
import { doWorkspaceSymbols } from './services/workspaceSymbols';
import { findDeclarations } from './workspace/customFields';
import type { FieldDeclaration } from './workspace/customFields';
import { findExceptionFields } from './workspace/exceptionFields';
import { findListPlaces } from './workspace/exceptionLists';
import type { FilePlace } from './workspace/exceptionLists';
import { nodeFileSystem } from './workspace/nodeFileSystem';

interface Parts {
  readonly context: ServerContext;
  readonly files: WorkspaceFiles;
}

interface Found {
  readonly uri: string;
  readonly document: RuleDocument;
  readonly offset: number;
}

export function registerNavigation(context: ServerContext, files: WorkspaceFiles): void {
  const { connection } = context;
  const parts = { context, files };
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    await files.whenIndexed();
    if (token.isCancellationRequested) return cancelled();
    return context.guard('workspace symbols', null, () =>
      doWorkspaceSymbols([...files.rules()], query, context.attack.of()),
    );
  });
  connection.onDocumentHighlight((params) =>
    context.guard('highlights', null, () => {
      const at = find(context, params);
      return at ? doHighlights(at.document, at.offset) : null;
    }),
  );
  connection.onReferences((params, token) => references(parts, params, token, params.context));
  connection.onDefinition((params, token) =>
    context.guardAsync('definition', null, () => definition(parts, params, token)),
  );
  connection.onPrepareRename((params) => prepareRename(parts, params));
  connection.onRenameRequest((params, token) => rename(parts, params, token));
}

/** The place in an open rule or exceptions file. */
function find(
  context: ServerContext,
  { textDocument: { uri }, position }: TextDocumentPositionParams,
): Found | undefined {
  const document = context.findToml(uri)?.document;
  return document && { uri, document, offset: toOffset(document, position) };
}

async function references(
  parts: Parts,
  params: TextDocumentPositionParams,
  token: CancellationToken,
  options: { readonly includeDeclaration: boolean },
): Promise<Location[] | ResponseError | null> {
  const { context, files } = parts;
  await files.whenIndexed();
  if (token.isCancellationRequested) return cancelled();
  return context.guardAsync<Location[] | null>('references', null, async () => {
    const at = find(context, params);
    const thing = at && referencedAt(at.document, at.offset);
    if (!thing) return null;
    const found = doReferences(files.rules(), thing, options);
    if (thing.kind !== 'field') return found;
    const exceptions = await exceptionPlaces(parts, at.uri, thing.name);
    const declared = options.includeDeclaration
      ? await declarations(parts, at.uri, thing.name)
      : [];
    return [...found, ...[...exceptions, ...declared].map(toLocation)];
  });
}

async function definition(
  parts: Parts,
  params: TextDocumentPositionParams,
  token: CancellationToken,
): Promise<Location[] | ResponseError | null> {
  const { context, files } = parts;
  await files.whenIndexed();
  if (token.isCancellationRequested) return cancelled();
  const at = find(context, params);
  const mention = at && mentionAt(at.document, at.offset);
  if (!at || !mention) return null;
  switch (mention.kind) {
    case 'rule':
    case 'ruleName':
      return findRuleDefinitions(files.rules(), mention);
    case 'field':
      return (await declarations(parts, at.uri, mention.name)).map(toLocation);
    case 'list':
      return listPlaces(parts, at.uri, mention.name);
    case 'attack':
      return null;
  }
}

async function declarations(
  { context }: Parts,
  uri: string,
  field: string,
): Promise<readonly FieldDeclaration[]> {
  const rulePath = pathOfFile(uri);
  if (rulePath === undefined) return [];
  const { fieldTypes } = await context.settingsFor(uri);
  return findDeclarations(field, { rulePath, fieldTypes }, nodeFileSystem);
}

function toLocation({ path, range }: FilePlace): Location {
  return { uri: pathToFileURL(path).href, range };
}

async function listPlaces({ context }: Parts, uri: string, id: string): Promise<Location[]> {
  const rulePath = pathOfFile(uri);
  if (rulePath === undefined) return [];
  const { exceptions } = await context.settingsFor(uri);
  return findListPlaces(id, { rulePath, names: exceptions }, nodeFileSystem).map(toLocation);
}

/** In exceptions that are no TOML. */
async function exceptionPlaces(
  { context }: Parts,
  uri: string,
  field: string,
): Promise<readonly FilePlace[]> {
  const rulePath = pathOfFile(uri);
  if (rulePath === undefined) return [];
  const { exceptions } = await context.settingsFor(uri);
  return findExceptionFields(field, { rulePath, names: exceptions }, nodeFileSystem);
}

async function originOf(parts: Parts, uri: string, field: string): Promise<FieldOrigin> {
  const found = await declarations(parts, uri, field);
  return { isDeclared: found.length > 0, isKnown: findField(field) !== undefined };
}

async function prepareRename(
  parts: Parts,
  params: TextDocumentPositionParams,
): Promise<{ range: Range; placeholder: string } | ResponseError> {
  const found = await renamed(parts, params);
  if (found instanceof ResponseError) return found;
  const { document, mention } = found;
  return { range: toRange(document, mention.span), placeholder: mention.name };
}

/** The field to rename, or why it cannot be. */
async function renamed(
  parts: Parts,
  params: TextDocumentPositionParams,
): Promise<(Found & { readonly mention: Mention }) | ResponseError> {
  const at = find(parts.context, params);
  const mention = at && mentionAt(at.document, at.offset);
  const origin =
    mention?.kind === 'field'
      ? await originOf(parts, at?.uri ?? '', mention.name)
      : { isDeclared: false, isKnown: false };
  const obstacle = renameObstacle(mention, origin);
  if (obstacle !== undefined || !at || !mention) return refusal(obstacle ?? '');
  return { ...at, mention };
}

function refusal(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

async function rename(
  parts: Parts,
  params: TextDocumentPositionParams & { readonly newName: string },
  token: CancellationToken,
): Promise<WorkspaceEdit | ResponseError> {
  const { files } = parts;
  await files.whenIndexed();
  const found = await renamed(parts, params);
  if (found instanceof ResponseError) return found;
  if (token.isCancellationRequested) return cancelled();
  const { uri, mention } = found;
  const obstacle = nameObstacle(params.newName, await originOf(parts, uri, params.newName));
  if (obstacle !== undefined) return refusal(obstacle);
  const declared = await declarations(parts, uri, mention.name);
  const exceptions = await exceptionPlaces(parts, uri, mention.name);
  return renameEverywhere(parts, { mention, newName: params.newName, declared, exceptions });
}

/** Rules of other folders that do not share the declaration mean another field. */
async function renameEverywhere(
  parts: Parts,
  {
    mention,
    newName,
    declared,
    exceptions,
  }: {
    readonly mention: Mention;
    readonly newName: string;
    readonly declared: readonly FieldDeclaration[];
    readonly exceptions: readonly FilePlace[];
  },
): Promise<WorkspaceEdit | ResponseError> {
  const inParts = declared.find(({ isPart }) => isPart);
  if (inParts)
    return refusal(
      `${mention.name} is declared in groups (${inParts.path}, line ${inParts.range.start.line + 1}): write its name there in full first.`,
    );
  const edits = renameEdits(parts.files.rules(), mention, newName);
  if (typeof edits === 'string') return refusal(edits);
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  const paths = new Set(declared.map(({ path }) => path));
  for (const [uri, list] of edits) {
    const own = await declarations(parts, uri, mention.name);
    if (own.some(({ path }) => paths.has(path))) changes[uri] = [...list];
  }
  for (const { path, range } of [...declared, ...exceptions])
    (changes[pathToFileURL(path).href] ??= []).push({ range, newText: newName });
  return { changes };
}
