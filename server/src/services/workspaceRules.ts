// What the features over all rules work on: summaries of the files, those of open files as they are in the editor.
import type { Location } from 'vscode-languageserver';
import { mentionsOf } from '../rule/mentions';
import type { Mention } from '../rule/mentions';
import type { RuleDocument } from '../rule/ruleDocument';
import type { PlacedMention, RuleSummary } from '../rule/ruleSummary';
import { touches } from '../text/span';

export interface WorkspaceRule {
  readonly uri: string;
  readonly summary: RuleSummary;
}

/** What is named at an offset, or directly in front of it. */
export function mentionAt(document: RuleDocument, offset: number): Mention | undefined {
  return mentionsOf(document).find(({ span }) => touches(span, offset));
}

export type Named = Pick<Mention, 'kind' | 'name'>;

export function isSame(a: Named, b: Named): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/** The places that name the thing, with their files. */
export function placesOf(
  rules: Iterable<WorkspaceRule>,
  thing: Named,
): readonly { readonly uri: string; readonly mention: PlacedMention }[] {
  const found: { readonly uri: string; readonly mention: PlacedMention }[] = [];
  for (const { uri, summary } of rules)
    for (const mention of summary.mentions)
      if (isSame(mention, thing)) found.push({ uri, mention });
  return found;
}

export function toLocation({
  uri,
  mention,
}: {
  readonly uri: string;
  readonly mention: PlacedMention;
}): Location {
  return { uri, range: mention.range };
}
