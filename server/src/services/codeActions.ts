// Code actions: the fixes of the problems in a range, all safe fixes of a file, comments that silence, refactorings.
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, TextEdit as LspEdit } from 'vscode-languageserver';
import { checkCodes, runChecks } from '../checks/index';
import type { CheckContext } from '../checks/check';
import type { RuleDocument } from '../rule/ruleDocument';
import { differenceEdit, withLineEnds } from '../text/edits';
import type { Fix, Problem, TextEdit } from '../text/problem';
import type { Span } from '../text/span';
import { referencesOf } from './attackHover';
import { fixAllKind } from './capabilities';
import { convertThreat } from './convertThreat';
import { fixAll, safeFix } from './fixAll';
import { toDiagnostic } from './diagnostics';
import { toRange } from './position';
import { doRefactorings } from './refactorings';
import type { RefactoringInput } from './refactorings';
import { fileSuppressionEdit, suppressionEdit } from './suppressionEdit';

export interface CodeActionRequest extends RefactoringInput {
  readonly uri: string;
  readonly span: Span;
  /** Kinds asked for; undefined for all. */
  readonly only: readonly string[] | undefined;
}

/** The actions for a range. */
export function doCodeActions(
  document: RuleDocument,
  request: CodeActionRequest,
  context: CheckContext,
): CodeAction[] {
  const wants = (kind: string): boolean =>
    request.only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;
  return [
    ...(wants(CodeActionKind.QuickFix)
      ? quickFixes(document, request, { ...context, newId: request.newId })
      : []),
    ...(wants(CodeActionKind.RefactorRewrite)
      ? [...convertMapping(document, request, context), ...refactorings(document, request)]
      : []),
    // Without `only` the editor builds its light bulb; source actions do not belong there.
    ...(request.only && wants(fixAllKind) ? fixAllAction(document, request, context) : []),
  ];
}

/** Within the ATT&CK mapping, where v19 has it otherwise. */
function convertMapping(
  document: RuleDocument,
  { uri, span }: CodeActionRequest,
  { attack }: CheckContext,
): readonly CodeAction[] {
  const tables = document.rule.threat.flatMap((threat) => [threat, ...referencesOf(threat)]);
  if (!tables.some((table) => meets(table.span, span))) return [];
  const { edits } = convertThreat(document, attack);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Convert threat mapping to ATT&CK v19',
      kind: CodeActionKind.RefactorRewrite,
      edit: { changes: { [uri]: toLspEdits(document, edits) } },
    },
  ];
}

function refactorings(document: RuleDocument, request: CodeActionRequest): readonly CodeAction[] {
  return doRefactorings(document, request.span.start, request).map(({ title, kind, edits }) => ({
    title,
    kind,
    edit: { changes: { [request.uri]: toLspEdits(document, withLineEnds(document.text, edits)) } },
  }));
}

function quickFixes(
  document: RuleDocument,
  request: CodeActionRequest,
  context: CheckContext,
): readonly CodeAction[] {
  const problems = runChecks(document, context);
  const here = problems.filter(({ span }) => meets(span, request.span));
  const own = here.flatMap((problem) => [
    ...(problem.fixes ?? []).map((fix, at) =>
      action(document, request.uri, problem, { fix, isPreferred: at === 0 }),
    ),
    ...suppress(document, request.uri, problem),
  ]);
  const codes = [...new Set(here.map(({ code }) => code))];
  const all = codes.flatMap((code) => fixAllOf(document, request.uri, { code, problems, context }));
  return [...own, ...all];
}

function action(
  document: RuleDocument,
  uri: string,
  problem: Problem,
  { fix, isPreferred }: { readonly fix: Fix; readonly isPreferred: boolean },
): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(document, problem, uri)],
    edit: { changes: { [uri]: toLspEdits(document, fix.edits) } },
    ...(isPreferred && { isPreferred }),
  };
}

/** One action for all problems of a code, where several of them can be fixed without looking. */
function fixAllOf(
  document: RuleDocument,
  uri: string,
  {
    code,
    problems,
    context,
  }: {
    readonly code: string;
    readonly problems: readonly Problem[];
    readonly context: CheckContext;
  },
): readonly CodeAction[] {
  const same = problems.filter((problem) => problem.code === code);
  if (same.flatMap(safeFix).length < 2) return [];
  const text = fixAll(document, context, (problem) => problem.code === code);
  return wholeFile(document, uri, {
    title: `Fix all \`${code}\` problems in this file`,
    kind: CodeActionKind.QuickFix,
    text,
  });
}

function fixAllAction(
  document: RuleDocument,
  { uri }: CodeActionRequest,
  context: CheckContext,
): readonly CodeAction[] {
  const text = fixAll(document, context);
  return wholeFile(document, uri, { title: 'Fix all in file', kind: fixAllKind, text });
}

function wholeFile(
  document: RuleDocument,
  uri: string,
  { title, kind, text }: { readonly title: string; readonly kind: string; readonly text: string },
): readonly CodeAction[] {
  if (text === document.text) return [];
  const edits = toLspEdits(document, [differenceEdit(document.text, text)]);
  return [{ title, kind, edit: { changes: { [uri]: edits } } }];
}

/** A comment above the statement; not for what the parsers report, which nothing silences. */
function suppress(document: RuleDocument, uri: string, problem: Problem): readonly CodeAction[] {
  const { code } = problem;
  if (!checkCodes.includes(code) || code === 'unused-suppression') return [];
  const here = suppressionEdit(document, problem);
  const comments = [
    ...(here ? [{ title: `Silence \`${code}\` here with a comment`, edit: here }] : []),
    {
      title: `Silence \`${code}\` in this file with a comment`,
      edit: fileSuppressionEdit(document, problem),
    },
  ];
  return comments.map(({ title, edit }) => {
    const fix = { title, edits: [edit], isSafe: false };
    return action(document, uri, problem, { fix, isPreferred: false });
  });
}

export function toLspEdits(document: RuleDocument, edits: readonly TextEdit[]): LspEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

function meets(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
