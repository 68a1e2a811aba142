// `rulewright.toml`: the settings of the extension for the command line, with the same names.
import { configSchema } from '../catalog/configSchema';
import type { Problem } from '../text/problem';
import type { TomlDocument } from '../toml/ast';
import { matchSchema } from '../toml/matchSchema';
import type { Schema } from '../toml/matchSchema';

export const settingsFileName = 'rulewright.toml';

export const settingsFileCode = 'settings-file';

/** All that is wrong with the file, in file order: a setting that is silently ignored would let a check pass. */
export function settingsFileProblems({ root, problems }: TomlDocument): readonly Problem[] {
  const found = matchSchema(root, configSchema as Schema, settingsFileCode);
  return [...problems, ...found].sort((a, b) => a.span.start - b.span.start);
}
