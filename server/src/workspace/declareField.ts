// Declares a field of one's own where the repository or the settings keep such fields.
import path from 'node:path';
import { insertMember } from '../text/jsonInsert';
import type { TextEdit } from '../text/problem';
import { ownSchemas } from './customFields';
import { FileError, readEditorText } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { nearestFile } from './typeSources';

export interface NewDeclaration {
  readonly path: string;
  /** Of the file as it is now. */
  readonly text: string;
  readonly edit: TextEdit;
}

export interface DeclaringRule {
  readonly rulePath: string;
  /** Index patterns of the rule. */
  readonly indices: readonly string[];
  /** The setting, which may name a file. */
  readonly fieldTypes: unknown;
}

/** What an author declares most. */
const type = '"keyword"';

/** As keyword, in the file that the settings name, else in the repository's schema of such fields; undefined without either. */
export function declareField(
  field: string,
  rule: DeclaringRule,
  files: FileSystem,
): NewDeclaration | undefined {
  return typeof rule.fieldTypes === 'string'
    ? inTypesFile(field, nearestFile(rule.fieldTypes, rule.rulePath, files), files)
    : inSchema(field, rule, files);
}

/** A mapping is Elasticsearch's, not ours to amend. */
function inTypesFile(field: string, file: string, files: FileSystem): NewDeclaration | undefined {
  const text = readOrNothing(file, files);
  if (text === undefined || /"(?:mappings|properties)"\s*:/.test(text)) return undefined;
  const edit = insertMember(text, [], { name: field, value: type });
  return edit && { path: path.resolve(file), text, edit };
}

/** Below the first index pattern of the rule that the file has, else below a new one. */
function inSchema(
  field: string,
  { rulePath, indices }: DeclaringRule,
  files: FileSystem,
): NewDeclaration | undefined {
  const [file] = ownSchemas(rulePath, files);
  const text = file === undefined ? undefined : readOrNothing(file, files);
  const [first] = indices;
  if (file === undefined || text === undefined || first === undefined) return undefined;
  const edits = indices.map((index) => insertMember(text, [index], { name: field, value: type }));
  const edit =
    edits.find((candidate) => candidate !== undefined) ??
    insertMember(text, [], { name: first, value: `{ ${JSON.stringify(field)}: ${type} }` });
  return edit && { path: path.resolve(file), text, edit };
}

function readOrNothing(file: string, files: FileSystem): string | undefined {
  try {
    return readEditorText(file, files);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
