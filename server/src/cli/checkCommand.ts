// `rulewright check`: every problem of rule files and folders.
import { runChecks } from '../checks/index';
import { parseRule } from '../rule/ruleDocument';
import { checkContext } from '../services/checkContext';
import type { RuleDocument } from '../rule/ruleDocument';
import { positionAt } from '../text/lineIndex';
import type { Problem, Severity } from '../text/problem';
import { oneOf, readArguments } from './arguments';
import { UsageError } from './command';
import type { Command, Io } from './command';
import { ruleFiles } from './ruleFiles';
import { count } from './words';

export const checkCommand: Command = {
  name: 'check',
  summary: 'list the problems of rule files and folders',
  help: `rulewright check PATH... [--severity LEVEL] [--format text|json]

PATHs are rule files (.toml) or folders of them. Only files that are detection rules by their
content are looked at; other TOML files are left alone.

  --severity LEVEL  leave out what is less serious: error, warning (the default), information, hint
  --format text     file:line:column: severity code: message (the default)
  --format json     {"files":N,"problems":[{"file","line","column","endLine","endColumn","code",
                    "severity","message"}]}; lines and columns from 1, columns in UTF-16 units

Exit code: 0 no errors and no warnings, 1 some, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, { format: 'text', severity: 'text' });
    const format = oneOf('format', options.text('format') ?? 'text', ['text', 'json']);
    const least = oneOf('severity', options.text('severity') ?? 'warning', severities);
    if (options.positionals.length === 0) throw new UsageError('check needs a PATH');
    const files = [...new Set(options.positionals.flatMap((path) => ruleFiles(path, io.files)))];
    const report = { files: 0, problems: [] as ReportedProblem[] };
    for (const file of files) {
      const document = parseRule(io.files.readBytes(file));
      if (!document.isRule) {
        if (options.positionals.includes(file))
          io.err(`${file}: not a detection rule, left alone\n`);
        continue;
      }
      report.files++;
      report.problems.push(
        ...runChecks(document, checkContext(undefined, file))
          .filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least))
          .map((problem) => toReported(document, problem, file)),
      );
    }
    if (format === 'json') await io.out(`${JSON.stringify(report)}\n`);
    else await printText(report, io);
    return report.problems.some(({ severity }) => isSerious(severity)) ? 1 : 0;
  },
};

/** The most serious first. */
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

interface ReportedProblem {
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

function toReported(document: RuleDocument, problem: Problem, file: string): ReportedProblem {
  const start = positionAt(document.lineStarts, problem.span.start);
  const end = positionAt(document.lineStarts, problem.span.end);
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

function isSerious(severity: Severity): boolean {
  return severity === 'error' || severity === 'warning';
}

async function printText(
  { files, problems }: { readonly files: number; readonly problems: readonly ReportedProblem[] },
  io: Io,
): Promise<void> {
  for (const { file, line, column, severity, code, message } of problems)
    await io.out(`${file}:${line}:${column}: ${severity} ${code}: ${message}\n`);
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  await io.out(`${problems.length > 0 ? '\n' : ''}${count(files, 'rule')} checked, ${found}\n`);
}
