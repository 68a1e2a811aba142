// What `rulewright check` has to report, before a format makes text of it.
import type { RuleDocument } from '../../rule/ruleDocument';
import { rangeAt, shownLineStarts } from '../../text/lineIndex';
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
  /** What could be done about it, best first; absent unless asked for. */
  readonly fixes?: readonly ReportedFix[];
}

export interface ReportedFix {
  readonly title: string;
  readonly edits: readonly ReportedEdit[];
}

/** Text to put in the place of another. */
export interface ReportedEdit extends ReportedPlace {
  readonly text: string;
}

export interface RelatedReport extends ReportedPlace {
  readonly message: string;
}

type Lines = Pick<RuleDocument, 'text' | 'lineStarts'>;

export function toReported(lines: Lines, problem: Problem, file: string): ReportedProblem {
  const starts = shownLineStarts(lines.text, lines.lineStarts);
  const { code, severity, message, related = [] } = problem;
  const places = related.map((place) => ({
    ...('span' in place
      ? placeAt(file, rangeAt(starts, place.span))
      : placeAt(place.path, place.range)),
    message: place.message,
  }));
  return {
    ...placeAt(file, rangeAt(starts, problem.span)),
    code,
    severity,
    message,
    ...(places.length > 0 && { related: places }),
  };
}

/** The same with its fixes. */
export function toReportedWithFixes(lines: Lines, problem: Problem, file: string): ReportedProblem {
  const starts = shownLineStarts(lines.text, lines.lineStarts);
  const fixes = (problem.fixes ?? []).map(({ title, edits }) => ({
    title,
    edits: edits.map(({ span, text }) => ({
      ...placeAt(file, rangeAt(starts, span)),
      text,
    })),
  }));
  return { ...toReported(lines, problem, file), fixes };
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

/** `file:line:column: severity code: message`, on one line. */
export function shownProblem(problem: ReportedProblem): string {
  const { severity, code, message } = problem;
  return `${shownPlace(problem)}: ${severity} ${code}: ${visible(message)}`;
}

/** `file:line:column` */
export function shownPlace({ file, line, column }: ReportedPlace): string {
  return `${visible(file)}:${line}:${column}`;
}

/**
 * Control characters as the escapes of a TOML string: what a message quotes of a file neither breaks the line nor
 * reaches the terminal as a command.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => {
    const short = JSON.stringify(sign).slice(1, -1);
    return short !== sign ? short : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Reason for exit code 1. */
export function isSerious({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'error' || severity === 'warning';
}
