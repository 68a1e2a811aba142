// Workflow commands of GitHub Actions: each problem becomes a note on the changed lines.
import path from 'node:path';
import type { Severity } from '../../text/problem';
import { summary } from './text';
import type { Report } from './report';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** A command per problem, then the summary. */
export function formatGithub(report: Report): string {
  const lines = report.problems.map((problem) => {
    const { file, line, endLine, column, endColumn, code, severity, message } = problem;
    // GitHub refuses columns where the range has several lines.
    const columns = line === endLine ? { col: column, endColumn } : {};
    const place = { file: file.replaceAll(path.sep, '/'), line, endLine, ...columns, title: code };
    const properties = Object.entries(place).map(([name, value]) => `${name}=${property(value)}`);
    return `::${commands[severity]} ${properties.join(',')}::${data(message)}\n`;
  });
  return lines.join('') + summary(report);
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
