// What the checks of a file on disk may know: one way for the server and for its worker thread.
import type { CheckContext } from './checks/check';
import type { RuleDocument } from './rule/ruleDocument';
import { checkContext } from './services/checkContext';
import type { Settings } from './settings';
import { loadCheckTypes } from './workspace/checkTypes';
import { FileError } from './workspace/fileSystem';
import type { FileSystem } from './workspace/fileSystem';

/** Types of a file that the settings name and that cannot be used count as none; a run says what is wrong. */
export function fileCheckContext(
  settings: Settings,
  { document, path }: { readonly document: RuleDocument; readonly path: string },
  files: FileSystem,
): CheckContext {
  try {
    const rule = { document, rulePath: path };
    const types = loadCheckTypes(settings.fieldTypes, rule, files);
    return checkContext(settings, path.replaceAll('\\', '/'), types);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return checkContext(settings, path.replaceAll('\\', '/'));
  }
}
