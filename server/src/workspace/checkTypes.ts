// Field types for the checks: those of a file that the settings name, and a checkout's schemas for what is not known.
import type { FieldTypes } from '../engine/matcher';
import type { RuleDocument } from '../rule/ruleDocument';
import type { FileSystem } from './fileSystem';
import { loadTypes } from './typeSources';

export interface CheckTypes {
  /** Where the settings name a file of types; undefined where they list the types themselves. */
  readonly types: FieldTypes | undefined;
  /** All that a run would know, the schemas of the checkout included: read when first asked for. */
  readonly schemas: () => FieldTypes;
}

/** `rulePath` is on disk. Throws FileError for a file of types that cannot be used. */
export function loadCheckTypes(
  fieldTypes: unknown,
  rule: { readonly document: RuleDocument; readonly rulePath: string },
  files: FileSystem,
): CheckTypes {
  const { document, rulePath } = rule;
  let all: FieldTypes | undefined;
  return {
    types:
      typeof fieldTypes === 'string'
        ? loadTypes({ fieldTypes, rulePath, isBuiltInOnly: true }, document, files).types
        : undefined,
    schemas: () => (all ??= loadTypes({ fieldTypes, rulePath }, document, files).types),
  };
}
