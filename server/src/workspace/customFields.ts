// Finds where a custom field is declared: in the schemas of one's own repository, in the checkout's non-ECS schema, or in
// the file of the setting for types.
import path from 'node:path';
import { jsonKeys } from '../text/jsonKeys';
import { lineStarts, positionAt } from '../text/lineIndex';
import type { LinePosition } from '../text/lineIndex';
import { FileError, readEditorText } from './fileSystem';
import type { FileSystem } from './fileSystem';
import { findCustomSchemas } from './schemas/customSchemas';
import { findSchemaFolder, openSchemaFolder } from './schemas/schemaFolder';
import { nearestFile } from './typeSources';

export interface FieldDeclaration {
  readonly path: string;
  /** The name as it stands there; of a field in groups its last parts. */
  readonly written: string;
  readonly range: { readonly start: LinePosition; readonly end: LinePosition };
  /** The rest of the name stands in the groups around it. */
  readonly isPart: boolean;
}

/** Every place that declares the field for a rule. `fieldTypes`: the setting, which may name a file. */
export function findDeclarations(
  field: string,
  { rulePath, fieldTypes }: { readonly rulePath: string; readonly fieldTypes: unknown },
  files: FileSystem,
): readonly FieldDeclaration[] {
  return [
    // Index patterns stand above the fields.
    ...ownSchemas(rulePath, files).flatMap((file) =>
      declarationsIn(file, { field, above: 1 }, files),
    ),
    ...(typeof fieldTypes === 'string'
      ? declarationsIn(nearestFile(fieldTypes, rulePath, files), { field, above: 0 }, files)
      : []),
  ];
}

/** The files that fields of one's own are declared in for a rule, the nearest first. */
export function ownSchemas(rulePath: string, files: FileSystem): readonly string[] {
  const folder = findSchemaFolder(rulePath, files);
  const nonEcs = folder === undefined ? undefined : openSchemaFolder(folder, files).nonEcs;
  return [...findCustomSchemas(rulePath, files), ...(nonEcs === undefined ? [] : [nonEcs])];
}

function declarationsIn(
  file: string,
  { field, above }: { readonly field: string; readonly above: number },
  files: FileSystem,
): readonly FieldDeclaration[] {
  const text = readOrNothing(file, files);
  if (text === undefined) return [];
  const starts = lineStarts(text);
  return jsonKeys(text)
    .filter((key) => key.path.length > above && key.path.slice(above).join('.') === field)
    .map((key) => ({
      path: path.resolve(file),
      written: key.path.at(-1) ?? '',
      range: { start: positionAt(starts, key.span.start), end: positionAt(starts, key.span.end) },
      isPart: key.path.length > above + 1,
    }));
}

function readOrNothing(file: string, files: FileSystem): string | undefined {
  try {
    return readEditorText(file, files);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
