// Comments that silence checks: `# rulewright-disable CODE` for the file, `# rulewright-disable-next-line CODE`.
import type { RuleDocument } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';
import { commentsOf } from '../toml/comments';

/** One code in a comment; empty for a comment without one, and the word of a directive that there is not. */
export interface Suppression {
  readonly code: string;
  /** Of the code, or of the comment without one. */
  readonly span: Span;
  readonly comment: SuppressionComment;
}

export interface SuppressionComment {
  readonly span: Span;
  /**
   * What its codes hold for: the statement on the next line that is no comment (a query over many lines included), or
   * the file.
   */
  readonly scope: Span;
  /** Of each code. */
  readonly codes: readonly Span[];
}

export const directives = ['rulewright-disable-next-line', 'rulewright-disable'] as const;

/** The word of the directive, and what stands up to the reason behind ` -- `. */
const directive = /^(#[ \t]*(rulewright-disable[^\s,:]*):?)([^]*?)(?:[ \t]--(?:[ \t][^]*)?)?$/;

/** All suppressions of a file in order. */
export function readSuppressions(document: RuleDocument): readonly Suppression[] {
  const { text } = document;
  if (!mayHoldDirective(text)) return [];
  return commentsOf(document.toml).flatMap((span): readonly Suppression[] => {
    const match = directive.exec(text.slice(span.start, span.end));
    if (!match) return [];
    const [, start = '', word = '', rest = ''] = match;
    const restStart = span.start + start.length;
    const codes = [...rest.matchAll(/[^\s,]+/g)].map(({ 0: word, index }) => {
      const at = restStart + index;
      return { start: at, end: at + word.length };
    });
    const scope = scopeOf(word, document, span.end);
    if (!scope) return [{ code: word, span, comment: { span, scope: span, codes: [] } }];
    const comment = { span, scope, codes };
    if (codes.length === 0) return [{ code: '', span, comment }];
    return codes.map((one) => ({ code: text.slice(one.start, one.end), span: one, comment }));
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

/** Comments between it and the statement are silenced too. */
export function suppresses({ code, comment }: Suppression, problem: Problem): boolean {
  const { scope, span } = comment;
  const { start } = problem.span;
  return code === problem.code && start >= Math.min(scope.start, span.end) && start <= scope.end;
}

/** Undefined for a directive that there is not. */
function scopeOf(word: string, document: RuleDocument, end: number): Span | undefined {
  if (word === directives[0]) return nextStatement(document, end);
  return word === directives[1] ? { start: 0, end: document.text.length } : undefined;
}

/** The next line that is no comment, and all of the statement that begins on it. */
function nextStatement({ lineStarts, text, toml }: RuleDocument, offset: number): Span {
  const startOf = (line: number): number => lineStarts[line] ?? text.length;
  let line = positionAt(lineStarts, offset).line + 1;
  while (/^[ \t]*#/.test(text.slice(startOf(line), startOf(line + 1)))) line++;
  const start = startOf(line);
  const end = (lineStarts[line + 1] ?? text.length + 1) - 1;
  const statement = toml.statements.find(
    ({ span }) => span.start >= start && span.start <= end && span.end > end,
  );
  return { start, end: statement?.span.end ?? end };
}
