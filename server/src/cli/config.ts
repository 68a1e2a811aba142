// `rulewright.toml`: the settings of the extension for the command line, with the same names.
import path from 'node:path';
import { settingsFileName, settingsFileProblems } from '../services/settingsFile';
import { defaultSettings, readSettings } from '../settings';
import type { Settings } from '../settings';
import { lineStarts, positionAt, shownLineStarts } from '../text/lineIndex';
import { parseToml } from '../toml/parse';
import { tableToJson } from '../toml/toJson';
import { FileError } from '../workspace/fileSystem';
import type { FileSystem } from '../workspace/fileSystem';

/**
 * The settings of the file, or of `rulewright.toml` in the present folder where none is named, or the defaults. Throws
 * FileError for what makes no sense: a setting that is silently ignored would let a check pass.
 */
export function loadConfig(named: string | undefined, files: FileSystem): Settings {
  const file = named ?? (files.kindOf(settingsFileName) === 'file' ? settingsFileName : undefined);
  return file === undefined ? defaultSettings : readConfig(file, files);
}

function readConfig(file: string, files: FileSystem): Settings {
  const text = files.readText(file);
  const toml = parseToml(text);
  const [problem] = settingsFileProblems(toml);
  if (problem) {
    const starts = shownLineStarts(text, lineStarts(text));
    const { line, character } = positionAt(starts, problem.span.start);
    throw new FileError(`${file}:${line + 1}:${character + 1}: ${problem.message}`);
  }
  const settings = readSettings(tableToJson(toml.root));
  return { ...settings, fieldTypes: besideFile(settings.fieldTypes, file) };
}

/** A file of field types is named from where the configuration stands. */
function besideFile(types: Settings['fieldTypes'], file: string): Settings['fieldTypes'] {
  if (typeof types !== 'string' || path.isAbsolute(types)) return types;
  return path.resolve(path.dirname(file), types);
}
