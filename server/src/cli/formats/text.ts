// A line per problem for people, and JSON for programs.
import { count } from '../words';
import { shownPlace, shownProblem, visible } from './report';
import type { Report, ReportedProblem } from './report';

/** `file:line:column: severity code: message`, below it another place that explains it; and the summary. */
export function formatText(report: Report): string {
  const lines = report.problems.map(
    (problem) => `${shownProblem(problem)}\n${relatedLine(problem)}`,
  );
  const gap = lines.length > 0 ? '\n' : '';
  return lines.join('') + gap + summary(report);
}

/** A line that counts. */
export function summary({ files, problems }: Report): string {
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  return `${count(files.length, 'rule')} checked, ${found}\n`;
}

/** The first of the other places, on a line of its own. */
function relatedLine({ related = [] }: ReportedProblem): string {
  const [first] = related;
  const more = related.length > 1 ? ` (and ${related.length - 1} more)` : '';
  return first ? `  see ${shownPlace(first)}: ${visible(first.message)}${more}\n` : '';
}

/** `{"files": N, "problems": [...]}` on one line. */
export function formatJson({ files, problems }: Report): string {
  return `${JSON.stringify({ files: files.length, problems })}\n`;
}
