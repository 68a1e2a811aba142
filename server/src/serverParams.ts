// What requests must bring: one that lacks something is answered with that (InvalidParams), and no handler sees it.
import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Connection, Message } from 'vscode-languageserver/node';
import {
  convertThreatRequest,
  coverageRequest,
  docsAtRequest,
  docsRequest,
  findSamplesRequest,
  fixWorkspaceRequest,
  newRuleRequest,
  readEventRequest,
  runRuleRequest,
  translateRequest,
} from './protocol';

type Kind = 'a text' | 'a number' | 'an object' | 'a list of texts' | 'a list of objects';

/** What must be where, by dotted path. */
type Needs = Readonly<Record<string, Kind>>;

const document: Needs = { 'textDocument.uri': 'a text' };
const position: Needs = { 'position.line': 'a number', 'position.character': 'a number' };
const place: Needs = { ...document, ...position };
const range: Needs = {
  ...document,
  'range.start.line': 'a number',
  'range.start.character': 'a number',
  'range.end.line': 'a number',
  'range.end.character': 'a number',
};
const uri: Needs = { uri: 'a text' };

/** By method. */
export const neededParams: Readonly<Record<string, Needs>> = {
  'textDocument/codeAction': { ...range, context: 'an object' },
  'textDocument/codeLens': document,
  'textDocument/completion': place,
  'textDocument/definition': place,
  'textDocument/diagnostic': document,
  'textDocument/documentHighlight': place,
  'textDocument/documentLink': document,
  'textDocument/documentSymbol': document,
  'textDocument/foldingRange': document,
  'textDocument/formatting': document,
  'textDocument/hover': place,
  'textDocument/inlayHint': range,
  'textDocument/onTypeFormatting': { ...place, ch: 'a text' },
  'textDocument/prepareRename': place,
  'textDocument/rangeFormatting': range,
  'textDocument/references': { ...place, context: 'an object' },
  'textDocument/rename': { ...place, newName: 'a text' },
  initialize: { capabilities: 'an object' },
  'completionItem/resolve': { label: 'a text' },
  'workspace/diagnostic': { previousResultIds: 'a list of objects' },
  'workspace/symbol': { query: 'a text' },
  [convertThreatRequest]: uri,
  [coverageRequest]: { files: 'a list of texts' },
  [docsAtRequest]: { ...uri, ...position },
  [docsRequest]: uri,
  [findSamplesRequest]: { ...uri, candidates: 'a list of texts' },
  [fixWorkspaceRequest]: {},
  [newRuleRequest]: { type: 'a text', name: 'a text', author: 'a text' },
  [readEventRequest]: { file: 'a text', line: 'a number' },
  [runRuleRequest]: { ...uri, samples: 'a list of texts' },
  [translateRequest]: uri,
};

/** Of our own making; no client sends it. */
const refusedRequest = 'rulewright/refused';

/** The message; of a request that lacks something one in its place that `refuseRequests` answers. */
export function checkedMessage(message: Message): Message {
  const lack = lackOf(message);
  const refused = { ...message, method: refusedRequest, params: { lack } };
  return lack === undefined ? message : refused;
}

/** To be called once for a connection whose messages are checked. */
export function refuseRequests(connection: Connection): void {
  connection.onRequest(
    refusedRequest,
    ({ lack }: { readonly lack: string }) => new ResponseError(ErrorCodes.InvalidParams, lack),
  );
}

/** A sentence about the first thing that a request lacks. */
function lackOf(message: Message): string | undefined {
  if (!('id' in message && 'method' in message && typeof message.method === 'string'))
    return undefined;
  const { method } = message;
  const needs = Object.hasOwn(neededParams, method) ? neededParams[method] : undefined;
  if (!needs) return undefined;
  const params = 'params' in message ? message.params : undefined;
  if (!isObject(params)) return `${method} needs an object of parameters`;
  const lacking = Object.entries(needs).find(([path, kind]) => !isOf(kind, valueAt(params, path)));
  return lacking && `${method} needs ${lacking[0]}: ${lacking[1]}`;
}

function valueAt(params: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (isObject(value) ? (value as Record<string, unknown>)[key] : undefined),
      params,
    );
}

function isOf(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'a text':
      return typeof value === 'string';
    case 'a number':
      return typeof value === 'number';
    case 'an object':
      return isObject(value);
    case 'a list of texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'a list of objects':
      return Array.isArray(value) && value.every(isObject);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
