// `rulewright.toml`: the settings of the extension for the command line, with the same names.
import path from 'node:path';
import { checkCodes } from '../checks/index';
import {
  defaultSettings,
  isRecord,
  leastLineWidth,
  readSettings,
  severityLevels,
} from '../settings';
import type { Settings } from '../settings';
import { nearest } from '../text/nearest';
import { lineStarts, positionAt } from '../text/lineIndex';
import { parseToml } from '../toml/parse';
import { tableToJson } from '../toml/toJson';
import { FileError } from '../workspace/fileSystem';
import type { FileSystem } from '../workspace/fileSystem';

export const configName = 'rulewright.toml';

/**
 * The settings of the file, or of `rulewright.toml` in the present folder where none is named, or the defaults. Throws
 * FileError for what makes no sense: a setting that is silently ignored would let a check pass.
 */
export function loadConfig(named: string | undefined, files: FileSystem): Settings {
  const file = named ?? (files.kindOf(configName) === 'file' ? configName : undefined);
  return file === undefined ? defaultSettings : readConfig(file, files);
}

function readConfig(file: string, files: FileSystem): Settings {
  const text = files.readText(file);
  const toml = parseToml(text);
  const [problem] = toml.problems;
  if (problem) {
    const { line, character } = positionAt(lineStarts(text), problem.span.start);
    throw new FileError(`${file}:${line + 1}:${character + 1}: ${problem.message}`);
  }
  const given = tableToJson(toml.root);
  const mistake = findMistake(given);
  if (mistake !== undefined) throw new FileError(`${file}: ${mistake}`);
  const settings = readSettings(given);
  return { ...settings, fieldTypes: besideFile(settings.fieldTypes, file) };
}

/** A file of field types is named from where the configuration stands. */
function besideFile(types: Settings['fieldTypes'], file: string): Settings['fieldTypes'] {
  if (typeof types !== 'string' || path.isAbsolute(types)) return types;
  return path.resolve(path.dirname(file), types);
}

/** The first thing that is no setting, in one sentence. */
function findMistake(given: Readonly<Record<string, unknown>>): string | undefined {
  const wrong = unknownKey('setting', given, Object.keys(defaultSettings));
  if (wrong !== undefined) return wrong;
  const { checks = {}, format = {}, samples = [], fieldTypes = {} } = given;
  if (!Array.isArray(samples)) return '`samples` must be a list of globs';
  if (!isRecord(fieldTypes) && typeof fieldTypes !== 'string')
    return '`fieldTypes` must be a table or the name of a file';
  const layout = wrongFormat(format);
  if (layout !== undefined) return layout;
  if (!isRecord(checks)) return '`checks` must be a table';
  const severity = checks['severity'] ?? {};
  if (!isRecord(severity)) return '`checks.severity` must be a table';
  return unknownKey('key of `checks`', checks, ['severity']) ?? wrongLevel(severity);
}

function wrongFormat(format: unknown): string | undefined {
  if (!isRecord(format)) return '`format` must be a table';
  const { lineWidth = leastLineWidth, sortKeys = false } = format;
  if (typeof lineWidth !== 'number' || lineWidth < leastLineWidth)
    return `\`format.lineWidth\` must be a number from ${leastLineWidth} on`;
  if (typeof sortKeys !== 'boolean') return '`format.sortKeys` must be true or false';
  return unknownKey('key of `format`', format, Object.keys(defaultSettings.format));
}

function wrongLevel(severity: Readonly<Record<string, unknown>>): string | undefined {
  for (const [code, level] of Object.entries(severity))
    if (!severityLevels.some((known) => known === level))
      return `the level of \`${code}\` must be one of ${severityLevels.join(', ')}`;
  return unknownKey('check', severity, checkCodes);
}

function unknownKey(
  what: string,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): string | undefined {
  const key = Object.keys(given).find((name) => !known.includes(name));
  if (key === undefined) return undefined;
  const guess = nearest(key, known);
  return `there is no ${what} \`${key}\`${guess === undefined ? '' : `; did you mean \`${guess}\`?`}`;
}
