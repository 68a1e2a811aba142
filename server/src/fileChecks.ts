// What the checks of a file on disk may know: one way for the server and for its worker thread.
import type { AttackCatalog } from './catalog/attackCatalog';
import type { CheckContext } from './checks/check';
import type { RuleDocument } from './rule/ruleDocument';
import { checkContext } from './services/checkContext';
import type { RuleCollection } from './services/otherRules';
import type { Settings } from './settings';
import { loadCheckTypes } from './workspace/checkTypes';
import { FileError } from './workspace/fileSystem';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import { RepositoryConfigs, settingsInRepository } from './workspace/repositoryConfig';

export interface CheckedRule {
  readonly document: RuleDocument;
  /** On disk. */
  readonly path: string;
  /** Those of the workspace, this one included. */
  readonly rules: RuleCollection;
  /** ATT&CK as it is in force for the file. */
  readonly attack: AttackCatalog;
}

const configs = new RepositoryConfigs(nodeFileSystem);

/** Types of a file that the settings name and that cannot be used count as none; a run says what is wrong. */
export function fileCheckContext(
  settings: Settings,
  { document, path, rules, attack }: CheckedRule,
): CheckContext {
  const own = settingsInRepository(settings, configs.configFor(path), document.rule.id?.value);
  const shown = slashed(path);
  return { ...typedContext(own, { document, path, shown, attack }), others: rules.without(shown) };
}

function typedContext(
  settings: Settings,
  {
    document,
    path,
    shown,
    attack,
  }: Pick<CheckedRule, 'document' | 'path' | 'attack'> & { readonly shown: string },
): CheckContext {
  try {
    const rule = { document, rulePath: path };
    const types = loadCheckTypes(settings.fieldTypes, rule, nodeFileSystem);
    return checkContext(settings, shown, { types, attack });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return checkContext(settings, shown, { attack });
  }
}

/** As paths are shown. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
