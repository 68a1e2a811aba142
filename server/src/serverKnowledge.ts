// Requests about what we know: inlay hints, links, documentation pages, ATT&CK, new rules.
import { randomUUID } from 'node:crypto';
import type { InlayHint, InlayHintParams, ResponseError } from 'vscode-languageserver/node';
import {
  convertThreatRequest,
  coverageRequest,
  docsAtRequest,
  docsRequest,
  newRuleChoicesRequest,
  newRuleRequest,
} from './protocol';
import type {
  ConvertThreatParams,
  ConvertThreatResult,
  CoverageMatrix,
  CoverageParams,
  DocsAtParams,
  DocsParams,
  DocsResult,
  NewRuleParams,
  NewRuleResult,
} from './protocol';
import { parseRule } from './rule/ruleDocument';
import type { RuleDocument } from './rule/ruleDocument';
import type { RuleSummary } from './rule/ruleSummary';
import { ruleTypes } from './rule/rule';
import type { ServerContext } from './serverContext';
import { pathOfFile } from './serverWorkspace';
import type { WorkspaceFiles } from './serverWorkspace';
import { toLspEdits } from './services/codeActions';
import { dayText } from './services/completionContext';
import { convertThreat } from './services/convertThreat';
import { coverageMatrix } from './services/coverageMatrix';
import { docsSubjectAt } from './services/docsAt';
import { docsPage, docsSubject, docsUri } from './services/docsPage';
import { doDocumentLinks } from './services/documentLinks';
import { doInlayHints } from './services/inlayHints';
import { clausesOf, eventCodesIn } from './services/kqlClauses';
import { newRuleFileName, newRuleText } from './services/newRule';
import { newRuleChoices } from './services/newRuleChoices';
import { toOffset } from './services/position';
import { ifReadable } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { scanFile } from './workspace/ruleIndex';

export function registerKnowledge(context: ServerContext, files: WorkspaceFiles): void {
  const { connection } = context;
  connection.languages.inlayHint.on((params) => inlayHints(context, params));
  connection.onDocumentLinks(
    context.onRule('document links', null, (document, { textDocument: { uri } }) =>
      doDocumentLinks(document, {
        hasDocs: context.client.docs === true,
        attack: context.attack.of(uri),
      }),
    ),
  );
  connection.onRequest(docsRequest, ({ uri }: DocsParams) =>
    context.guardAsync<DocsResult | null>('docs', null, () => docs(context, uri)),
  );
  connection.onRequest(docsAtRequest, (params: DocsAtParams) =>
    context.guardAsync<string | null>('docs', null, () => docsAt(context, params)),
  );
  connection.onRequest(convertThreatRequest, (params: ConvertThreatParams) =>
    convert(context, params),
  );
  connection.onRequest(newRuleChoicesRequest, async () =>
    newRuleChoices((await context.attack.whenRead()).current),
  );
  connection.onRequest(newRuleRequest, (params: NewRuleParams) =>
    context.guardAsync<NewRuleResult | null>('new rule', null, () => newRule(context, params)),
  );
  connection.onRequest(coverageRequest, (params: CoverageParams) =>
    context.guardAsync<CoverageMatrix | null>('coverage', null, () =>
      coverage(context, files, params),
    ),
  );
}

async function docs(context: ServerContext, uri: string): Promise<DocsResult | null> {
  const subject = docsSubject(uri);
  if (!subject) return null;
  const { rule } = subject;
  const document = rule === undefined ? undefined : ruleAt(context, rule);
  const knowledge =
    rule !== undefined && document
      ? await context.knowledgeOf(rule, document)
      : { ...context.sampleKnowledge(), attack: await context.attack.whenRead() };
  const asked = document ? eventCodesIn(clausesOf(document.query)) : [];
  const markdown = docsPage(subject, { knowledge, asked });
  return markdown === undefined ? null : { markdown };
}

/** An open rule, or one on disk: an editor may show a page before it has opened the rule again. */
function ruleAt(context: ServerContext, uri: string): RuleDocument | undefined {
  const open = context.findFile(uri);
  if (open) return open.document;
  const path = pathOfFile(uri);
  return path === undefined
    ? undefined
    : ifReadable(() => parseRule(nodeFileSystem.readBytes(path)));
}

async function docsAt(
  context: ServerContext,
  { uri, position }: DocsAtParams,
): Promise<string | null> {
  const document = context.findRule(uri)?.document;
  if (!document) return null;
  const knowledge = await context.knowledgeOf(uri, document);
  const subject = docsSubjectAt(document, toOffset(document, position), knowledge);
  return subject ? docsUri({ ...subject, rule: uri }) : null;
}

/** Times in hints are of the minute; the client asks again when it is over. */
const hintLife = 60_000;

async function inlayHints(
  context: ServerContext,
  { textDocument: { uri }, range }: InlayHintParams,
): Promise<InlayHint[] | ResponseError | null> {
  if (!context.findRule(uri)) return null;
  const { inlayHints: settings } = await context.settingsFor(uri);
  const clocks = context.clocksFor(uri);
  return context.guard<InlayHint[] | null>('inlay hints', null, () => {
    const document = context.findRule(uri)?.document;
    if (!document) return null;
    if (settings.times && clocks.chosen === undefined) refreshLater(context);
    const within = { start: toOffset(document, range.start), end: toOffset(document, range.end) };
    return doInlayHints(document, within, { settings, clocks, attack: context.attack.of(uri) });
  });
}

const waiting = new WeakSet<ServerContext>();

function refreshLater(context: ServerContext): void {
  const canRefresh = context.capabilities.workspace?.inlayHint?.refreshSupport === true;
  if (!canRefresh || waiting.has(context)) return;
  waiting.add(context);
  setTimeout(() => {
    waiting.delete(context);
    void context.connection.languages.inlayHint.refresh();
  }, hintLife).unref();
}

async function convert(
  context: ServerContext,
  { uri }: ConvertThreatParams,
): Promise<ConvertThreatResult> {
  const attack = await context.attack.whenRead(uri);
  const document = context.findRule(uri)?.document;
  const version = context.texts.get(uri)?.version;
  if (!document || version === undefined)
    return { kind: 'failed', notes: ['This file is no detection rule.'] };
  const { edits, notes } = convertThreat(document, attack);
  if (edits.length === 0) return { kind: 'unchanged', notes };
  const textDocument = { uri, version };
  const { applied } = await context.connection.workspace.applyEdit({
    label: 'Convert threat mapping to ATT&CK v19',
    edit: { documentChanges: [{ textDocument, edits: toLspEdits(document, edits) }] },
  });
  if (applied) return { kind: 'changed', notes };
  return { kind: 'failed', notes: ['The editor did not take the change.'] };
}

async function newRule(
  context: ServerContext,
  { type, shown, ...rest }: NewRuleParams,
): Promise<NewRuleResult | null> {
  const known = ruleTypes.find((candidate) => candidate === type);
  if (!known) return null;
  const rule = { ...rest, type: known, id: randomUUID(), date: dayText(Date.now()) };
  const { current } = await context.attack.whenRead();
  const text = newRuleText(rule, current);
  const query = parseRule(text).query?.node.inner;
  return {
    fileName: newRuleFileName(rule, current),
    text,
    cursor: query ? text.slice(0, query.end).trimEnd().length : 0,
    fillsShown: shown !== undefined && context.canBecomeRule(shown),
  };
}

/** Files that cannot be read count as no rules; those that the index knows are not read again. */
async function coverage(
  context: ServerContext,
  files: WorkspaceFiles,
  { files: uris, version }: CoverageParams,
): Promise<CoverageMatrix> {
  await files.whenIndexed();
  const rules = uris.flatMap((file) => {
    const path = pathOfFile(file);
    const summary = path === undefined ? undefined : summaryOn(files, path);
    return summary?.kind === 'rule' ? [{ file, rule: summary.rule }] : [];
  });
  return coverageMatrix(rules, await context.attack.whenRead(uris[0]), version);
}

function summaryOn({ index }: WorkspaceFiles, path: string): RuleSummary | undefined {
  return (index.get(path) ?? scanFile(path, nodeFileSystem))?.summary;
}
