// `rulewright check`: every problem of rule files and folders, and the safe fixes.
import type { CheckContext } from '../checks/check';
import { runChecks } from '../checks/index';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { checkContext } from '../services/checkContext';
import { identityOf } from '../rule/ruleIdentity';
import { fixAll } from '../services/fixAll';
import { RuleCollection } from '../services/otherRules';
import type { Settings } from '../settings';
import type { Severity } from '../text/problem';
import { loadCheckTypes } from '../workspace/checkTypes';
import { RepositoryConfigs, settingsInRepository } from '../workspace/repositoryConfig';
import { oneOf, readArguments } from './arguments';
import { UsageError } from './command';
import type { Command, Io } from './command';
import { loadConfig } from './config';
import { formatGithub } from './formats/github';
import { formatJunit } from './formats/junit';
import { isSerious, toReported } from './formats/report';
import type { Report, ReportedProblem } from './formats/report';
import { formatSarif } from './formats/sarif';
import { formatJson, formatText } from './formats/text';
import { ruleFiles } from './ruleFiles';
import { count } from './words';

const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;

/** The most serious first. */
const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export const checkCommand: Command = {
  name: 'check',
  summary: 'list the problems of rule files and folders',
  help: `rulewright check PATH... [--severity LEVEL] [--format FORMAT] [--fix] [--config FILE]

PATHs are rule files (.toml) or folders of them. Only files that are detection rules by their
content are looked at; other TOML files are left alone.

  --severity LEVEL  leave out what is less serious: error, warning (the default), information, hint
  --format text     file:line:column: severity code: message (the default)
  --format json     {"files":N,"problems":[{"file","line","column","endLine","endColumn","code",
                    "severity","message"}]}; lines and columns from 1, columns in UTF-16 units
  --format sarif    SARIF 2.1.0, for code scanning
  --format github   commands of GitHub Actions, which show problems on the changed lines
  --format junit    JUnit XML, a test case per rule
  --fix             first apply the fixes that leave the meaning of a rule as it is, then list what
                    remains; only problems of the chosen severity are fixed
  --config FILE     settings, by the names that the extension has (default: rulewright.toml in the
                    present folder, if there is one):
                      [checks.severity]
                      leading-wildcard = "off"

Exit code: 0 no errors and no warnings, 1 some, 2 wrong usage or unreadable input.
`,
  async run(args, io) {
    const options = readArguments(args, {
      format: 'text',
      severity: 'text',
      config: 'text',
      fix: 'flag',
    });
    const format = oneOf('format', options.text('format') ?? 'text', formats);
    const least = oneOf('severity', options.text('severity') ?? 'warning', severities);
    if (options.positionals.length === 0) throw new UsageError('check needs a PATH');
    const settings = loadConfig(options.text('config'), io.files);
    const configs = new RepositoryConfigs(io.files, io.environment);
    const job = { settings, configs, least, fix: options.flag('fix'), named: options.positionals };
    const report = checkAll(job, io);
    await io.out(formatReport(report, format, io.version));
    return report.problems.some(isSerious) ? 1 : 0;
  },
};

interface Job {
  readonly settings: Settings;
  readonly least: Severity;
  readonly fix: boolean;
  readonly configs: RepositoryConfigs;
  /** Paths as the user named them. */
  readonly named: readonly string[];
}

/** Throws FileError. */
function checkAll(job: Job, io: Io): Report {
  const files: string[] = [];
  const problems: ReportedProblem[] = [];
  let fixed = 0;
  const read = [...new Set(job.named.flatMap((path) => ruleFiles(path, io.files)))].map((file) => ({
    file,
    document: parseRule(io.files.readBytes(file)),
  }));
  const collection = new RuleCollection(
    read
      .filter(({ document }) => document.isRule)
      .map(({ file, document }) => ({ path: slashed(file), ...identityOf(document) })),
  );
  for (const { file, document } of read) {
    if (!document.isRule && !document.companion) {
      const kind = /\.toml$/i.test(file) ? 'detection rule' : 'TOML file';
      if (job.named.includes(file)) io.err(`${file}: not a ${kind}, left alone\n`);
      continue;
    }
    files.push(file);
    const others = collection.without(slashed(file));
    const context = { ...contextOf(document, { file, job }, io), others };
    const checked = job.fix ? fixFile(document, context, { file, job }, io) : document;
    if (checked !== document) fixed++;
    for (const problem of runChecks(checked, context))
      if (isWanted(problem, job)) problems.push(toReported(checked, problem, file));
  }
  if (job.fix) io.err(`${count(fixed, 'rule')} fixed\n`);
  return { files, problems };
}

interface FileJob {
  readonly file: string;
  readonly job: Job;
}

function contextOf(document: RuleDocument, { file, job }: FileJob, io: Io): CheckContext {
  const repository = job.configs.configFor(file);
  const settings = settingsInRepository(job.settings, repository, document.rule.id?.value);
  const types = loadCheckTypes(settings.fieldTypes, { document, rulePath: file }, io.files);
  return checkContext(settings, slashed(file), types);
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

function isWanted({ severity }: { readonly severity: Severity }, { least }: Job): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

/** The document after its safe fixes, which are on disk then; the same one where there are none. */
function fixFile(
  document: RuleDocument,
  context: CheckContext,
  { file, job }: FileJob,
  io: Io,
): RuleDocument {
  // Text that could not be decoded would be written back broken.
  if (document.problems.some(({ code }) => code === 'toml-encoding')) return document;
  const text = fixAll(document, context, (problem) => isWanted(problem, job));
  if (text === document.text) return document;
  io.files.writeText(file, text);
  return parseRule(text);
}

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
