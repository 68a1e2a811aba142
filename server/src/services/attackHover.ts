// Hover on ATT&CK ids, names and addresses in `[[rule.threat]]`.
import type { Tactic, Technique } from '../catalog/catalogTypes';
import { findAtlas } from '../catalog/atlasCatalog';
import {
  findAttack,
  findByName,
  findByUrl,
  findTactic,
  findTechnique,
} from '../catalog/attackCatalog';
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
export function attackHoverAt(document: RuleDocument, offset: number): AttackHover | undefined {
  for (const threat of document.rule.threat)
    for (const reference of referencesOf(threat)) {
      const place = [reference.id, reference.name, reference.reference].find(
        (part) => part && touches(part.span, offset),
      );
      if (!place) continue;
      const id = reference.id?.value ?? '';
      const markdown = isAttack(threat) ? describeText(place.value, id) : describeAtlasEntry(id);
      return markdown === undefined ? undefined : { markdown, span: place.span };
    }
  return undefined;
}

function describeText(text: string, id: string): string | undefined {
  const subject = subjectOf(text, id) ?? findAttack(id);
  return subject && describeAttack(subject);
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
function subjectOf(text: string, id: string): Tactic | Technique | undefined {
  const named = findByName(text);
  return (
    findAttack(text) ?? findByUrl(text) ?? named.find((subject) => subject.id === id) ?? named[0]
  );
}

/** Markdown about the tactic or technique of an id; undefined for unknown ones. */
export function describeAttackId(id: string): string | undefined {
  const subject = findAttack(id);
  return subject && describeAttack(subject);
}

/** Markdown about a tactic or technique. */
export function describeAttack(subject: Tactic | Technique): string {
  return 'shortName' in subject ? describeTactic(subject) : describeTechnique(subject);
}

/** The tactic, techniques and sub-techniques of an entry. */
export function referencesOf(threat: ThreatMapping): readonly AttackReference[] {
  const techniques = threat.techniques.flatMap((technique) => [
    technique,
    ...technique.subtechniques,
  ]);
  return threat.tactic ? [threat.tactic, ...techniques] : techniques;
}

function describeTactic(tactic: Tactic): string {
  return paragraphs(
    `**${tactic.id}** · ${escapeMarkdown(tactic.name)} · tactic`,
    tactic.summary,
    renamed(tactic),
    link('attack.mitre.org', tactic.url),
  );
}

function describeTechnique(technique: Technique): string {
  const kind = technique.parent === undefined ? 'technique' : 'sub-technique';
  return paragraphs(
    `**${technique.id}** · ${escapeMarkdown(technique.name)} · ${kind}`,
    statusOf(technique),
    technique.summary,
    changeWords(technique),
    bullets(factsOf(technique)),
    link('attack.mitre.org', technique.url),
  );
}

function statusOf(technique: Technique): string {
  if (technique.status === 'active') return '';
  if (technique.replacedBy === undefined) return `**No longer current**: ${technique.status}.`;
  const name = findTechnique(technique.replacedBy)?.name;
  const successor = name === undefined ? '' : ` ${escapeMarkdown(name)}`;
  return `**No longer current**: ${technique.status}, use ${code(technique.replacedBy)}${successor}.`;
}

function renamed({ id, name }: Tactic): string {
  const later = findTactic(id, '19')?.name;
  return later === undefined || later === name ? '' : `In v19: ${escapeMarkdown(later)}.`;
}

/** What v19 says differently. */
function changeWords(technique: Technique): string {
  const change = findTechnique(technique.id) === technique ? changeOf(technique) : undefined;
  if (!change) return '';
  const { name, tactics, status, replacedBy } = change;
  const successor = replacedBy === undefined ? undefined : findTechnique(replacedBy, '19');
  const words = [
    status ?? '',
    successor ? `use ${code(successor.id)} ${escapeMarkdown(successor.name)}` : '',
    name === undefined ? '' : `called ${escapeMarkdown(name)}`,
    tactics ? `tactics ${tactics.map((tactic) => escapeMarkdown(tactic.name)).join(', ')}` : '',
  ];
  return `In v19: ${words.filter((word) => word !== '').join(', ')}.`;
}

function factsOf(technique: Technique): readonly string[] {
  const tactics = technique.tactics.map((id) => `${findAttack(id)?.name ?? ''} (${id})`);
  const parent = technique.parent === undefined ? undefined : findAttack(technique.parent);
  return [
    parent ? `Part of ${code(parent.id)} ${escapeMarkdown(parent.name)}` : '',
    tactics.length === 0 ? '' : `Tactics: ${escapeMarkdown(tactics.join(', '))}`,
    technique.platforms.length === 0
      ? ''
      : `Platforms: ${escapeMarkdown(technique.platforms.join(', '))}`,
  ].filter((fact) => fact !== '');
}
