// Writes the comment that silences a problem.
import { readSuppressions } from '../checks/suppressions';
import type { Suppression } from '../checks/suppressions';
import type { RuleDocument } from '../rule/ruleDocument';
import { lineEndOf } from '../text/edits';
import { lineStarts, positionAt } from '../text/lineIndex';
import type { Problem, TextEdit } from '../text/problem';
import type { TomlValue } from '../toml/ast';

/** A comment line above the statement of the problem, or the code added to the comment that stands there. */
export function suppressionEdit(document: RuleDocument, problem: Problem): TextEdit | undefined {
  const { text } = document;
  const line = positionAt(document.lineStarts, anchor(document, problem.span.start)).line;
  const start = document.lineStarts[line] ?? 0;
  const existing = readSuppressions(document).findLast(
    ({ comment }) => comment.scope.start === start && comment.span.start < start,
  );
  if (existing) return addition(existing, problem.code);
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const lineBreak = lineEndOf(text);
  const comment = `${indent}# rulewright-disable-next-line ${problem.code}${lineBreak}`;
  return { span: { start, end: start }, text: comment };
}

/** A comment at the top of the file, or the code added to the one that stands there. */
export function fileSuppressionEdit(document: RuleDocument, { code }: Problem): TextEdit {
  const { text } = document;
  const existing = readSuppressions(document).find(
    ({ comment }) => comment.scope.start === 0 && comment.scope.end === text.length,
  );
  if (existing) return addition(existing, code);
  const lineBreak = lineEndOf(text);
  const top = text.startsWith('\ufeff') ? 1 : 0;
  return { span: { start: top, end: top }, text: `# rulewright-disable ${code}${lineBreak}` };
}

/** Behind the last code of the comment, before its reason. */
function addition({ comment }: Suppression, code: string): TextEdit {
  const at = comment.codes.at(-1)?.end ?? comment.span.end;
  return { span: { start: at, end: at }, text: ` ${code}` };
}

/** Where the line begins above which a comment may stand: neither in a string nor in an inline table. */
function anchor({ toml, text }: RuleDocument, offset: number): number {
  const statement = toml.statements.find(({ span }) => span.start <= offset && offset <= span.end);
  if (statement?.kind !== 'pair') return offset;
  const value = statement.value && closedTo(statement.value, offset);
  if (!value) return offset;
  if (value.kind === 'inline-table') return statement.span.start;
  const { start } = value.span;
  return lineStarts(text.slice(start, offset)).length > 1 ? start : offset;
}

/** The string or inline table around an offset. */
function closedTo(value: TomlValue, offset: number): TomlValue | undefined {
  if (offset < value.span.start || offset > value.span.end) return undefined;
  if (value.kind === 'string' || value.kind === 'inline-table') return value;
  if (value.kind !== 'array') return undefined;
  return value.items.map((item) => closedTo(item, offset)).find((found) => found !== undefined);
}
