// A line per problem for people, and JSON for programs.
import { count } from '../words';
import type { Report } from './report';

/** `file:line:column: severity code: message`, and a summary. */
export function formatText({ files, problems }: Report): string {
  const lines = problems.map(
    ({ file, line, column, severity, code, message }) =>
      `${file}:${line}:${column}: ${severity} ${code}: ${message}\n`,
  );
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  const gap = problems.length > 0 ? '\n' : '';
  return `${lines.join('')}${gap}${count(files.length, 'rule')} checked, ${found}\n`;
}

/** `{"files": N, "problems": [...]}` on one line. */
export function formatJson({ files, problems }: Report): string {
  return `${JSON.stringify({ files: files.length, problems })}\n`;
}
