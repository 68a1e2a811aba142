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

/** What a place is about: also the names, addresses and tags of tactics and techniques are about their ids. */
export function namedAt(document: RuleDocument, offset: number): Named | undefined {
  return mentionAt(document, offset) ?? attackAbout(document, offset);
}

function attackAbout({ rule }: RuleDocument, offset: number): Named | undefined {
  const references = rule.threat.flatMap(({ tactic, techniques }) => [
    ...(tactic ? [tactic] : []),
    ...techniques.flatMap((technique) => [technique, ...technique.subtechniques]),
  ]);
  const tag = rule.tags.find(({ span }) => touches(span, offset))?.value;
  const found = references.find(
    ({ name, reference }) =>
      [name, reference].some((part) => part && touches(part.span, offset)) ||
      (name !== undefined && tag === `Tactic: ${name.value}`),
  );
  return found?.id && { kind: 'attack', name: found.id.value };
}

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
