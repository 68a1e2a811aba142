// Hover on ATT&CK ids, names and addresses in `[[rule.threat]]`.
import type { AttackSource, Tactic, Technique } from '../catalog/catalogTypes';
import { findAtlas } from '../catalog/atlasCatalog';
import { editionOf, findAttack, findAttackPage } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { AttackEdition } from '../catalog/attackEdition';
import { bundleName } from '../catalog/attackTables';
import type { AttackReference, ThreatMapping } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import { changeOf } from './attackExplanation';
import { bullets, code, escapeMarkdown, link, paragraphs } from './markdown';

export interface AttackHover {
  readonly markdown: string;
  readonly span: Span;
}

/** The hover on an id, name or reference of a threat entry at the offset. */
export function attackHoverAt(
  document: RuleDocument,
  offset: number,
  attack: AttackCatalog,
): AttackHover | undefined {
  for (const threat of document.rule.threat)
    for (const reference of referencesOf(threat)) {
      const place = [reference.id, reference.name, reference.reference].find(
        (part) => part && touches(part.span, offset),
      );
      if (!place) continue;
      const id = reference.id?.value ?? '';
      const markdown = isAttack(threat)
        ? describeText(place.value, id, attack)
        : describeAtlasEntry(id);
      return markdown === undefined ? undefined : { markdown, span: place.span };
    }
  return undefined;
}

function describeText(text: string, id: string, attack: AttackCatalog): string | undefined {
  const subject = subjectOf(text, id, attack) ?? findAttack(attack, id);
  return subject && describeAttack(subject, attack);
}

function describeAtlasEntry(id: string): string | undefined {
  const entry = findAtlas(id);
  if (!entry) return undefined;
  const tactics = entry.tactics.map((tactic) => `${findAtlas(tactic)?.name ?? ''} (${tactic})`);
  return paragraphs(
    `**${entry.id}** · ${escapeMarkdown(entry.name)} · MITRE ATLAS`,
    tactics.length === 0 ? '' : `Tactics: ${escapeMarkdown(tactics.join(', '))}`,
    link('atlas.mitre.org', entry.url),
  );
}

/** Other frameworks use the same names for other things. */
export function isAttack({ framework }: ThreatMapping): boolean {
  return framework === undefined || framework.value === 'MITRE ATT&CK';
}

/** What a text names: by id, by address or by name; `id` decides between things of one name. */
function subjectOf(
  text: string,
  id: string,
  attack: AttackCatalog,
): Tactic | Technique | undefined {
  const named = attack.current.findByName(text);
  return (
    findAttack(attack, text) ??
    findAttackPage(attack, text) ??
    named.find((subject) => subject.id === id) ??
    named[0]
  );
}

/** Markdown about the tactic or technique of an id; undefined for unknown ones. */
export function describeAttackId(id: string, attack: AttackCatalog): string | undefined {
  const subject = findAttack(attack, id);
  return subject && describeAttack(subject, attack);
}

/** Markdown about a tactic or technique. */
export function describeAttack(subject: Tactic | Technique, attack: AttackCatalog): string {
  const edition = editionOf(attack, subject);
  const next = edition === attack.current ? attack.later : undefined;
  const about = { edition, next };
  return 'shortName' in subject
    ? describeTactic(subject, about)
    : describeTechnique(subject, about);
}

/** The version that is spoken of, and the one after it. */
interface About {
  readonly edition: AttackEdition;
  readonly next: AttackEdition | undefined;
}

/** The tactic, techniques and sub-techniques of an entry. */
export function referencesOf(threat: ThreatMapping): readonly AttackReference[] {
  const techniques = threat.techniques.flatMap((technique) => [
    technique,
    ...technique.subtechniques,
  ]);
  return threat.tactic ? [threat.tactic, ...techniques] : techniques;
}

function describeTactic(tactic: Tactic, { edition, next }: About): string {
  const later = next?.findTactic(tactic.id)?.name;
  return paragraphs(
    `**${tactic.id}** · ${escapeMarkdown(tactic.name)} · tactic`,
    summaryOf(tactic, edition),
    later === undefined || later === tactic.name ? '' : `In v19: ${escapeMarkdown(later)}.`,
    sourceLine(tactic, edition),
  );
}

function describeTechnique(technique: Technique, { edition, next }: About): string {
  const kind = technique.parent === undefined ? 'technique' : 'sub-technique';
  return paragraphs(
    `**${technique.id}** · ${escapeMarkdown(technique.name)} · ${kind}`,
    statusOf(technique, edition),
    summaryOf(technique, edition),
    next ? changeWords(technique, next) : '',
    bullets(factsOf(technique, edition)),
    sourceLine(technique, edition),
  );
}

/** Ours, or MITRE's as a quote with the notice that it asks for. */
function summaryOf({ summary, quote }: Tactic | Technique, { source }: AttackEdition): string {
  if (quote === undefined) return summary;
  return `> ${escapeMarkdown(quote)}\n>\n> Text of MITRE ATT&CK. ${escapeMarkdown(source.notice ?? '')}`;
}

function sourceLine({ url }: Tactic | Technique, { source }: AttackEdition): string {
  const site = /^https:\/\/([^/]+)/.exec(url)?.[1] ?? url;
  return `${link(site, url)} · ${sourceWords(source)}`;
}

/** `ATT&CK v18.1, built in`, or the name of the bundle's file. */
function sourceWords(source: AttackSource): string {
  const { version } = source;
  const file = bundleName(source);
  const title = version === '' ? 'ATT&CK' : `ATT&CK v${version}`;
  return `${title}, ${file === undefined ? 'built in' : code(file)}`;
}

function statusOf({ status, replacedBy }: Technique, edition: AttackEdition): string {
  if (status === 'active') return '';
  if (replacedBy === undefined) return `**No longer current**: ${status}.`;
  const name = edition.findTechnique(replacedBy)?.name;
  const successor = name === undefined ? '' : ` ${escapeMarkdown(name)}`;
  return `**No longer current**: ${status}, use ${code(replacedBy)}${successor}.`;
}

/** What v19 says differently. */
function changeWords(technique: Technique, next: AttackEdition): string {
  const change = changeOf(technique, next);
  if (!change) return '';
  const { name, tactics, status, replacedBy } = change;
  const successor = replacedBy === undefined ? undefined : next.findTechnique(replacedBy);
  const words = [
    status ?? '',
    successor ? `use ${code(successor.id)} ${escapeMarkdown(successor.name)}` : '',
    name === undefined ? '' : `called ${escapeMarkdown(name)}`,
    tactics ? `tactics ${tactics.map((tactic) => escapeMarkdown(tactic.name)).join(', ')}` : '',
  ];
  return `In v19: ${words.filter((word) => word !== '').join(', ')}.`;
}

function factsOf(technique: Technique, edition: AttackEdition): readonly string[] {
  const tactics = technique.tactics.map((id) => `${edition.findTactic(id)?.name ?? ''} (${id})`);
  const parent = edition.findTechnique(technique.parent ?? '');
  return [
    parent ? `Part of ${code(parent.id)} ${escapeMarkdown(parent.name)}` : '',
    tactics.length === 0 ? '' : `Tactics: ${escapeMarkdown(tactics.join(', '))}`,
    technique.platforms.length === 0
      ? ''
      : `Platforms: ${escapeMarkdown(technique.platforms.join(', '))}`,
  ].filter((fact) => fact !== '');
}
