// Checks rule files: each is read, checked and forgotten; those that share something with another are looked at again.
import path from 'node:path';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { CheckContext } from '../checks/check';
import { runChecks } from '../checks/index';
import { memoize } from '../engine/memoize';
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { identityOf } from '../rule/ruleIdentity';
import { checkContext } from '../services/checkContext';
import { fixAll } from '../services/fixAll';
import { RuleCollection } from '../services/otherRules';
import type { KnownRule } from '../services/otherRules';
import type { Settings } from '../settings';
import type { Severity } from '../text/problem';
import { loadCheckTypes } from '../workspace/checkTypes';
import { RepositoryConfigs, settingsInRepository } from '../workspace/repositoryConfig';
import type { Io } from './command';
import { toReported } from './formats/report';
import type { Report, ReportedProblem } from './formats/report';
import { ruleFiles } from './ruleFiles';
import { count } from './words';

/** The most serious first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export interface CheckJob {
  readonly settings: Settings;
  /** What is less serious is left out, and not fixed. */
  readonly least: Severity;
  readonly fix: boolean;
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
  readonly problems: readonly ReportedProblem[];
  readonly isFixed: boolean;
}

/** Checks files and folders, as the user named them. Throws FileError. */
export function checkPaths(named: readonly string[], job: CheckJob, io: Io): Report {
  const files = [...new Set(named.flatMap((one) => ruleFiles(one, io.files)))];
  const check = fileChecker(job, io);
  const first = files.map((file) => check(file));
  const rules = new RuleCollection(first.flatMap(({ rule }) => rule ?? []));
  const checked = first
    .filter(({ isOther }) => !isOther)
    .map((each) =>
      job.fix || (each.rule && rules.isShared(each.rule)) ? check(each.file, rules) : each,
    );
  for (const { file, isOther } of first)
    if (isOther && named.includes(file)) io.err(leftAlone(file));
  if (job.fix) io.err(`${count(checked.filter(({ isFixed }) => isFixed).length, 'rule')} fixed\n`);
  return {
    files: checked.map(({ file }) => file),
    problems: checked.flatMap(({ problems }) => problems),
  };
}

function leftAlone(file: string): string {
  const kind = /\.toml$/i.test(file) ? 'detection rule' : 'TOML file';
  return `${file}: not a ${kind}, left alone\n`;
}

/** Checks a file; fixes it only once the other rules are known. */
type FileChecker = (file: string, rules?: RuleCollection) => CheckedFile;

function fileChecker(job: CheckJob, io: Io): FileChecker {
  const contextOf = contexts(job, io);
  return (file, rules) => {
    const document = parseRule(io.files.readBytes(file));
    const rule = document.isRule ? { path: slashed(file), ...identityOf(document) } : undefined;
    if (!rule && !document.companion)
      return { file, rule, isOther: true, problems: [], isFixed: false };
    const others = rules?.without(slashed(file));
    const context = { ...contextOf(document, file), ...(others && { others }) };
    const checked = job.fix && rules ? fixFile({ file, document }, context, job, io) : document;
    const problems = runChecks(checked, context)
      .filter((problem) => isWanted(problem, job))
      .map((problem) => toReported(checked, problem, file));
    return { file, rule, isOther: false, problems, isFixed: checked !== document };
  };
}

/** What the checks of a file may know; what holds for a folder is found out once. */
function contexts(
  { settings, attackIn }: CheckJob,
  { files, environment }: Io,
): (document: RuleDocument, file: string) => CheckContext {
  const configs = new RepositoryConfigs(files, environment);
  const configIn = memoize((folder) => configs.configIn(folder));
  return (document, file) => {
    const folder = path.dirname(path.resolve(file));
    const config = configIn(folder);
    const own = settingsInRepository(settings, config, document.rule.id?.value);
    const types = loadCheckTypes(own.fieldTypes, { document, rulePath: file }, files);
    return checkContext(own, slashed(file), { types, attack: attackIn(folder) });
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
