// Comments that silence checks: `# rulewright-disable CODE` for the file, `# rulewright-disable-next-line CODE`.
import type { RuleDocument } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import { commentsOf } from '../toml/comments';

/** One code in a comment. */
export interface Suppression {
  readonly code: string;
  /** Of the code. */
  readonly span: Span;
  readonly comment: SuppressionComment;
}

export interface SuppressionComment {
  readonly span: Span;
  /** What its codes hold for: the statement on the next line (a query over many lines included), or the file. */
  readonly scope: Span;
  readonly codes: readonly string[];
}

const directive = /^#[ \t]*rulewright-disable(-next-line)?(?=[ \t,]|$)([^\r\n]*)/;

/** All suppressions of a file in order. */
export function readSuppressions(document: RuleDocument): readonly Suppression[] {
  if (!mayHoldDirective(document.text)) return [];
  return commentsOf(document.toml).flatMap((span) => {
    const match = directive.exec(document.text.slice(span.start, span.end));
    if (!match) return [];
    const rest = match[2] ?? '';
    const restStart = span.start + match[0].length - rest.length;
    const words = [...rest.matchAll(/[^\s,]+/g)];
    const scope = match[1] === undefined ? wholeFile(document) : nextStatement(document, span.end);
    const comment = { span, scope, codes: words.map((word) => word[0]) };
    return words.map((word) => {
      const start = restStart + word.index;
      return { code: word[0], span: { start, end: start + word[0].length }, comment };
    });
  });
}

/** A single sign is found many times as fast as a word. */
function mayHoldDirective(text: string): boolean {
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    let next = at + 1;
    while (text.charAt(next) === ' ' || text.charAt(next) === '\t') next++;
    if (text.startsWith('rulewright-disable', next)) return true;
  }
  return false;
}

export function suppresses({ code, comment }: Suppression, problem: Problem): boolean {
  const { scope } = comment;
  return (
    code === problem.code && problem.span.start >= scope.start && problem.span.start <= scope.end
  );
}

function wholeFile(document: RuleDocument): Span {
  return { start: 0, end: document.text.length };
}

/** The next line, and all of the statement that begins on it. */
function nextStatement({ lineStarts, text, toml }: RuleDocument, offset: number): Span {
  const { line } = positionAt(lineStarts, offset);
  const start = lineStarts[line + 1] ?? text.length;
  const end = (lineStarts[line + 2] ?? text.length + 1) - 1;
  const statement = toml.statements.find(
    ({ span }) => span.start >= start && span.start <= end && span.end > end,
  );
  return { start, end: statement?.span.end ?? end };
}
