// References and highlights of what a rule names: a field, an ATT&CK id, a rule, an exception list.
import { DocumentHighlightKind } from 'vscode-languageserver';
import type { DocumentHighlight, Location } from 'vscode-languageserver';
import { mentionsOf } from '../rule/mentions';
import type { RuleDocument } from '../rule/ruleDocument';
import { toRange } from './position';
import { isSame, namedAt, placesOf, toLocation } from './workspaceRules';
import type { Named, WorkspaceRule } from './workspaceRules';

/** Every place of the document that names the same; null where nothing is named. */
export function doHighlights(document: RuleDocument, offset: number): DocumentHighlight[] | null {
  const mentions = mentionsOf(document);
  const here = namedAt(document, offset);
  if (!here) return null;
  return mentions
    .filter((mention) => isSame(mention, here))
    .map(({ span, isDefinition }) => ({
      range: toRange(document, span),
      kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

/** A rule is looked for by its id, also where the cursor is on its name. */
export function referencedAt(document: RuleDocument, offset: number): Named | undefined {
  const thing = namedAt(document, offset);
  return thing && byId(document, thing);
}

function byId({ rule }: RuleDocument, thing: Named): Named {
  if (thing.kind !== 'ruleName' || !rule.id) return thing;
  return { kind: 'rule', name: rule.id.value };
}

/** Every place of the workspace that names the thing. */
export function doReferences(
  rules: Iterable<WorkspaceRule>,
  thing: Named,
  { includeDeclaration }: { readonly includeDeclaration: boolean },
): Location[] {
  return placesOf(rules, thing)
    .filter(({ mention }) => includeDeclaration || mention.isDefinition !== true)
    .map(toLocation);
}

/** Where the rule with an id or name states it. */
export function findRuleDefinitions(rules: Iterable<WorkspaceRule>, rule: Named): Location[] {
  return placesOf(rules, rule)
    .filter(({ mention }) => mention.isDefinition === true)
    .map(toLocation);
}
