// What `rulewright check` has to report, before a format makes text of it.
import type { RuleDocument } from '../../rule/ruleDocument';
import { rangeAt } from '../../text/lineIndex';
import type { LineRange } from '../../text/lineIndex';
import type { Problem, Severity } from '../../text/problem';

export interface Report {
  /** Paths of the rules that were checked, in order. */
  readonly files: readonly string[];
  readonly problems: readonly ReportedProblem[];
}

/** 1-based, all four. */
export interface ReportedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedProblem extends ReportedPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Other places that explain it. */
  readonly related?: readonly RelatedReport[];
}

export interface RelatedReport extends ReportedPlace {
  readonly message: string;
}

export function toReported(
  { lineStarts }: Pick<RuleDocument, 'lineStarts'>,
  problem: Problem,
  file: string,
): ReportedProblem {
  const { code, severity, message, related = [] } = problem;
  const places = related.map((place) => ({
    ...('span' in place
      ? placeAt(file, rangeAt(lineStarts, place.span))
      : placeAt(place.path, place.range)),
    message: place.message,
  }));
  return {
    ...placeAt(file, rangeAt(lineStarts, problem.span)),
    code,
    severity,
    message,
    ...(places.length > 0 && { related: places }),
  };
}

function placeAt(file: string, { start, end }: LineRange): ReportedPlace {
  return {
    file,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** `file:line:column` */
export function shownPlace({ file, line, column }: ReportedPlace): string {
  return `${file}:${line}:${column}`;
}

/** Reason for exit code 1. */
export function isSerious({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}
