// Rename of a custom field: which fields may be renamed, to what, and the edits of the rules.
import type { TextEdit } from 'vscode-languageserver';
import { placesOf } from './workspaceRules';
import type { Named, WorkspaceRule } from './workspaceRules';

/** What the caller knows of a field. */
export interface FieldOrigin {
  /** Schema files of the workspace declare it. */
  readonly isDeclared: boolean;
  /** Elastic's own: ECS, an integration, Winlogbeat. */
  readonly isKnown: boolean;
}

/** Why the thing cannot be renamed; undefined where it can. */
export function renameObstacle(
  thing: Named | undefined,
  { isDeclared, isKnown }: FieldOrigin,
): string | undefined {
  if (thing?.kind !== 'field') return 'Only a custom field can be renamed.';
  if (isKnown)
    return `${thing.name} is a field of Elastic's own schemas: only a custom field can be renamed.`;
  if (isDeclared) return undefined;
  return `${thing.name} is declared in no schema file of the workspace: only a declared custom field can be renamed.`;
}

const fieldName = /^[A-Za-z_@][\w@]*(?:\.[\w@]+)*$/;

/** Why a name cannot be the new one; undefined where it can. */
export function nameObstacle(
  name: string,
  { isDeclared, isKnown }: FieldOrigin,
): string | undefined {
  if (!fieldName.test(name))
    return `"${name}" is no field name: expected words of letters, digits and _, separated by dots.`;
  if (/^(?:and|or|not)$/i.test(name))
    return `"${name}" is no field name: queries read it as an operator.`;
  return isDeclared || isKnown ? `${name} is a field already.` : undefined;
}

/** Edits of the rules by URI; a sentence where a place names the field in part, which cannot be edited alone. */
export function renameEdits(
  rules: Iterable<WorkspaceRule>,
  thing: Named,
  newName: string,
): ReadonlyMap<string, readonly TextEdit[]> | string {
  const edits = new Map<string, TextEdit[]>();
  for (const { uri, mention } of placesOf(rules, thing)) {
    if (mention.isPart)
      return `${thing.name} stands in a nested group (${uri}, line ${mention.range.start.line + 1}): rename it there by hand first.`;
    const list = edits.get(uri) ?? [];
    list.push({ range: mention.range, newText: mention.isBareKey ? `"${newName}"` : newName });
    edits.set(uri, list);
  }
  return edits;
}
