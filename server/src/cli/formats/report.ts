// What `rulewright check` has to report, before a format makes text of it.
import type { RuleDocument } from '../../rule/ruleDocument';
import { positionAt } from '../../text/lineIndex';
import type { Problem, Severity } from '../../text/problem';

export interface Report {
  /** Paths of the rules that were checked, in order. */
  readonly files: readonly string[];
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedProblem {
  readonly file: string;
  /** 1-based, like all four. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export function toReported(
  { lineStarts }: Pick<RuleDocument, 'lineStarts'>,
  problem: Problem,
  file: string,
): ReportedProblem {
  const start = positionAt(lineStarts, problem.span.start);
  const end = positionAt(lineStarts, problem.span.end);
  const { code, severity, message } = problem;
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    code,
    severity,
    message,
  };
}

/** Reason for exit code 1. */
export function isSerious({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}
