// Document links: web addresses in the rule, ATT&CK ids, and documentation pages of event codes.
import type { DocumentLink } from 'vscode-languageserver';
import { findAtlas } from '../catalog/atlasCatalog';
import { findAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import type { Located } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { stringListAt, tableAt } from '../rule/tomlValues';
import type { Span } from '../text/span';
import { referencesOf } from './attackHover';
import { docsUri } from './docsPage';
import { holdsEventCode } from './fieldKinds';
import { clausesOf } from './kqlClauses';
import { termText } from './kqlPlace';
import { toRange } from './position';

interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip?: string;
}

/** Links of a rule; those to our own pages only where the client can show them. */
export function doDocumentLinks(
  document: RuleDocument,
  { hasDocs, attack }: { readonly hasDocs: boolean; readonly attack: AttackCatalog },
): DocumentLink[] {
  const links = [
    ...references(document),
    ...attackLinks(document, attack),
    ...(hasDocs ? eventLinks(document) : []),
  ];
  return links.map(({ span, target, tooltip }) => ({
    range: toRange(document, span),
    target,
    ...(tooltip !== undefined && { tooltip }),
  }));
}

function references({ toml }: RuleDocument): readonly Link[] {
  const found = stringListAt(tableAt(toml.root, 'rule'), 'references')?.value ?? [];
  return found.flatMap(webLink);
}

/** The text between the quotes, if it is an address of the web. */
function webLink({ value, span }: Located<string>): readonly Link[] {
  if (!/^https?:\/\/[^\s"<>\\^`{|}]+$/.test(value)) return [];
  return [{ span: inner(span), target: value }];
}

function inner({ start, end }: Span): Span {
  return end - start < 2 ? { start, end } : { start: start + 1, end: end - 1 };
}

function attackLinks({ rule }: RuleDocument, attack: AttackCatalog): readonly Link[] {
  return rule.threat.flatMap(referencesOf).flatMap(({ id, reference }) => {
    const known = id && (findAttack(attack, id.value) ?? findAtlas(id.value));
    return [
      ...(reference ? webLink(reference) : []),
      ...(known ? [{ span: inner(id.span), target: known.url, tooltip: known.name }] : []),
    ];
  });
}

function eventLinks(document: RuleDocument): readonly Link[] {
  return clausesOf(document.query).flatMap(({ field, value }) => {
    if (!field || !holdsEventCode(termText(field))) return [];
    const code = termText(value);
    const [event] = findEventCodes(code);
    if (!event) return [];
    return [
      {
        span: value.span,
        target: docsUri({ kind: 'event', name: code }),
        tooltip: `Event ${code}: ${event.title}`,
      },
    ];
  });
}
