// `rulewright check`: every problem of rule files and folders, and the safe fixes.
import { severities } from '../text/problem';
import { oneOf, readArguments } from './arguments';
import { attackFor, attackOptionHelp } from './attackOptions';
import { checkPaths } from './checkFiles';
import { UsageError } from './command';
import type { Command } from './command';
import { loadConfig } from './config';
import { formatGithub } from './formats/github';
import { formatJunit } from './formats/junit';
import { isSerious } from './formats/report';
import type { Report } from './formats/report';
import { formatSarif } from './formats/sarif';
import { formatJson, formatText } from './formats/text';

const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;

export const checkCommand: Command = {
  name: 'check',
  summary: 'list the problems of rule files and folders',
  help: `rulewright check PATH... [--severity LEVEL] [--format FORMAT] [--fix] [--config FILE]
                      [--attack FILE]

PATHs are rule files (.toml) or folders of them. Only files that are detection rules by their
content are looked at; other TOML files are left alone.

  --severity LEVEL  leave out what is less serious: error, warning (the default), information, hint
  --format text     file:line:column: severity code: message (the default); where another place
                    explains it, a line below: see file:line:column: message
  --format json     {"files":N,"problems":[{"file","line","column","endLine","endColumn","code",
                    "severity","message"}]}; lines and columns from 1, columns in UTF-16 units;
                    "related" lists other places with a message each, where there are some
  --format sarif    SARIF 2.1.0 with the fixes, for code scanning
  --format github   commands of GitHub Actions, which show problems on the changed lines
  --format junit    JUnit XML, a test case per rule
  --fix             first apply the fixes that leave the meaning of a rule as it is, then list what
                    remains; only problems of the chosen severity are fixed
  --config FILE     settings, by the names that the extension has (default: rulewright.toml in the
                    present folder, if there is one):
                      [checks.severity]
                      leading-wildcard = "off"
${attackOptionHelp(20)}
Exit code: 0 no errors and no warnings, 1 some, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      format: 'text',
      severity: 'text',
      config: 'text',
      attack: 'text',
      fix: 'flag',
    });
    const format = oneOf('format', options.text('format') ?? 'text', formats);
    const least = oneOf('severity', options.text('severity') ?? 'warning', severities);
    if (options.positionals.length === 0) throw new UsageError('check needs a PATH');
    const settings = loadConfig(options.text('config'), io.files);
    const attackIn = attackFor(options, io);
    const fix = options.flag('fix');
    const job = { settings, least, fix, withFixes: format === 'sarif', attackIn };
    const report = checkPaths(options.positionals, job, io);
    await io.out(formatReport(report, format, io.version));
    if (report.unreadable.length > 0) return 2;
    return report.problems.some(isSerious) ? 1 : 0;
  },
};

function formatReport(report: Report, format: (typeof formats)[number], version: string): string {
  switch (format) {
    case 'text':
      return formatText(report);
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, version);
    case 'github':
      return formatGithub(report);
    case 'junit':
      return formatJunit(report);
  }
}
