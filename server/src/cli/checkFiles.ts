// Checks rule files: each is read, checked and forgotten; those that share something with another are looked at again.
import path from 'node:path';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { CheckContext } from '../checks/check';
import { runChecks } from '../checks/index';
import { mentionedRules } from '../checks/workspace/mentionedRules';
import { whyNoRule } from '../rule/notRule';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { identityOf } from '../rule/ruleIdentity';
import { placesOf } from '../rule/rulePlaces';
import { checkContext } from '../services/checkContext';
import { fixAll } from '../services/fixAll';
import { RuleCollection } from '../services/otherRules';
import type { KnownRule } from '../services/otherRules';
import type { Settings } from '../settings';
import { severities } from '../text/problem';
import type { Severity } from '../text/problem';
import { loadCheckTypes } from '../workspace/checkTypes';
import { FileError, readSource } from '../workspace/fileSystem';
import { settingsInRepository } from '../workspace/repositoryConfig';
import type { FileProblems } from '../workspace/repositoryProblems';
import { isTomlFile } from '../workspace/ruleIndex';
import type { Io } from './command';
import { toReported, toReportedWithFixes } from './formats/report';
import type { Report, ReportedProblem } from './formats/report';
import { Repositories } from './repositories';
import { ruleFiles, tidied } from './ruleFiles';
import { count } from './words';

export interface CheckJob {
  readonly settings: Settings;
  /** What is less serious is left out, and not fixed. */
  readonly least: Severity;
  readonly fix: boolean;
  /** Fixes are reported too. */
  readonly withFixes: boolean;
  /** By the full path of a folder, for the files in it. */
  readonly attackIn: (folder: string) => AttackCatalog;
}

/** All that is kept of a file. */
interface CheckedFile {
  readonly file: string;
  /** Neither a rule nor one of its companions: left alone. */
  readonly isOther: boolean;
  /** What other rules are compared with; undefined for a file that is no rule. */
  readonly rule: KnownRule | undefined;
  /** Ids of rules that it names. */
  readonly mentions: readonly string[];
  readonly problems: readonly ReportedProblem[];
  readonly isFixed: boolean;
}

export interface CheckedPaths extends Report {
  /** Files that could not be read, each of which has been told of. */
  readonly unreadable: readonly string[];
}

/** Checks files and folders, as the user named them. Throws FileError for a path that is none. */
export function checkPaths(paths: readonly string[], job: CheckJob, io: Io): CheckedPaths {
  const named = paths.map(tidied);
  const repositories = new Repositories(named, io);
  const files = ruleFiles([...named, ...repositories.outside], io.files);
  const check = fileChecker(job, repositories, io);
  const unreadable: string[] = [];
  const first = files.flatMap((file) => {
    const source = readOrTell(file, io);
    if (source === undefined) unreadable.push(file);
    return source === undefined ? [] : [check(file, source)];
  });
  const found = first.flatMap(({ rule }) => rule ?? []);
  const rules = new RuleCollection(found, repositories.folders);
  const checked = first
    .filter(({ isOther }) => !isOther)
    .map((each) =>
      job.fix || dependsOn(rules, each)
        ? check(each.file, readSource(each.file, io.files), rules)
        : each,
    );
  for (const { file, isOther } of first)
    if (isOther && named.includes(file)) io.err(leftAlone(file, io));
  if (job.fix) io.err(`${count(checked.filter(({ isFixed }) => isFixed).length, 'rule')} fixed\n`);
  const configs = repositories.problemsFor(checked.map(({ file }) => file));
  return {
    unreadable,
    files: checked.map(({ file }) => file),
    problems: [
      ...configs.flatMap((one) => toReportedFile(one, job)),
      ...checked.flatMap(({ problems }) => problems),
    ],
  };
}

/** The path as it is seen from the present folder, where the file lies in it. */
function toReportedFile(found: FileProblems, job: CheckJob): readonly ReportedProblem[] {
  const relative = path.relative('.', found.file);
  const file = relative.startsWith('..') ? found.file : relative;
  return found.problems
    .filter((problem) => isWanted(problem, job))
    .map((problem) => toReported(found, problem, file));
}

/** Other rules may make a difference to what there is to say about the file. */
function dependsOn(rules: RuleCollection, { rule, mentions }: CheckedFile): boolean {
  if (!rule) return true;
  return rules.sharing(rule).length > 0 || mentions.some((id) => rules.withId(id).length === 0);
}

function leftAlone(file: string, io: Io): string {
  if (!isTomlFile(file)) return `${file}: not a TOML file, left alone\n`;
  const why = whyNoRule(parseRule(readSource(file, io.files)).toml);
  return `${file}: not a detection rule, left alone${why === undefined ? '' : `. ${why}`}\n`;
}

/** Checks a file; fixes it only once the other rules are known. */
type FileChecker = (
  file: string,
  source: ReturnType<typeof readSource>,
  rules?: RuleCollection,
) => CheckedFile;

/** One file that cannot be read hides nothing of the others. */
function readOrTell(file: string, io: Io): ReturnType<typeof readSource> | undefined {
  try {
    return readSource(file, io.files);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    io.err(`rulewright: ${error.message}\n`);
    return undefined;
  }
}

function fileChecker(job: CheckJob, repositories: Repositories, io: Io): FileChecker {
  const contextOf = contexts(job, repositories, io);
  const report = job.withFixes ? toReportedWithFixes : toReported;
  return (file, source, rules) => {
    const document = parseRule(source);
    const rule = document.isRule
      ? {
          path: slashed(file),
          repository: repositories.factsFor(file).name,
          places: placesOf(document),
          ...identityOf(document),
        }
      : undefined;
    const mentions = rule ? mentionedRules(document).map(({ id }) => id) : [];
    if (!rule && !document.companion)
      return { file, rule, mentions, isOther: true, problems: [], isFixed: false };
    const others = rules?.without(slashed(file), repositories.surroundingsOf(file, rules));
    const context = { ...contextOf(document, file), ...(others && { others }) };
    const checked = job.fix && rules ? fixFile({ file, document }, context, job, io) : document;
    const problems = runChecks(checked, context)
      .filter((problem) => isWanted(problem, job))
      .map((problem) => report(checked, problem, file));
    return { file, rule, mentions, isOther: false, problems, isFixed: checked !== document };
  };
}

/** What the checks of a file may know. */
function contexts(
  { settings, attackIn, least, fix }: CheckJob,
  repositories: Repositories,
  { files }: Io,
): (document: RuleDocument, file: string) => CheckContext {
  return (document, file) => {
    const { config, context: folder } = repositories.factsFor(file);
    const own = settingsInRepository(settings, config, document.rule.id?.value);
    const types = loadCheckTypes(own.fieldTypes, { document, rulePath: file }, files);
    const attack = attackIn(path.dirname(path.resolve(file)));
    const context = checkContext(own, slashed(file), { types, attack });
    // To see what a fix brings along, all checks are made.
    return { ...context, ...folder, ...(!fix && { least }) };
  };
}

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

function isWanted({ severity }: { readonly severity: Severity }, { least }: CheckJob): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

/** The document after its safe fixes, which are on disk then; the same one where there are none. */
function fixFile(
  { file, document }: { readonly file: string; readonly document: RuleDocument },
  context: CheckContext,
  job: CheckJob,
  io: Io,
): RuleDocument {
  // Text that could not be decoded would be written back broken.
  if (document.problems.some(({ code }) => code === 'toml-encoding')) return document;
  const text = fixAll(document, context, (problem) => isWanted(problem, job));
  if (text === document.text) return document;
  io.files.writeText(file, text);
  return parseRule(text);
}
