// Folding: tables, and values of several lines.
import type { FoldingRange } from 'vscode-languageserver';
import type { RuleDocument } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { TomlStatement, TomlValue } from '../toml/ast';
import { lineEnd } from './position';

/** Ranges by line; a closing delimiter on a line of its own stays visible. */
export function doFoldingRanges(document: RuleDocument): FoldingRange[] {
  const { statements } = document.toml;
  return [
    ...tableFolds(document, statements),
    ...statements.flatMap((statement) =>
      statement.kind === 'pair' && statement.value ? valueFolds(document, statement.value) : [],
    ),
  ].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** A header folds the pairs up to the next header. */
function tableFolds(
  document: RuleDocument,
  statements: readonly TomlStatement[],
): readonly FoldingRange[] {
  const folds: FoldingRange[] = [];
  let startLine: number | undefined;
  let endLine = 0;
  for (const statement of statements) {
    if (statement.kind === 'header') {
      if (startLine !== undefined && endLine > startLine) folds.push({ startLine, endLine });
      startLine = lineOf(document, statement.span.start);
      endLine = startLine;
    } else endLine = lineOf(document, statement.span.end);
  }
  if (startLine !== undefined && endLine > startLine) folds.push({ startLine, endLine });
  return folds;
}

function valueFolds(document: RuleDocument, value: TomlValue): readonly FoldingRange[] {
  const own = foldOf(document, value);
  if (value.kind === 'array')
    return [...own, ...value.items.flatMap((item) => valueFolds(document, item))];
  if (value.kind === 'inline-table')
    return [
      ...own,
      ...value.pairs.flatMap((pair) => (pair.value ? valueFolds(document, pair.value) : [])),
    ];
  return own;
}

function foldOf(document: RuleDocument, value: TomlValue): readonly FoldingRange[] {
  const startLine = lineOf(document, value.span.start);
  const lastLine = lineOf(document, value.span.end);
  const endLine = startsWithCloser(document, lastLine) ? lastLine - 1 : lastLine;
  return endLine > startLine ? [{ startLine, endLine }] : [];
}

function startsWithCloser(document: RuleDocument, line: number): boolean {
  const start = document.lineStarts[line] ?? 0;
  const text = document.text.slice(start, lineEnd(document, line));
  return /^\s*(?:'''|"""|\]|\})/.test(text);
}

function lineOf(document: RuleDocument, offset: number): number {
  return positionAt(document.lineStarts, offset).line;
}
