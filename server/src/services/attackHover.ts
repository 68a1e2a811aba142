// Hover on ATT&CK ids, names and addresses in `[[rule.threat]]`.
import type { Tactic, Technique } from '../catalog/catalogTypes';
import { findByName, findByUrl, findTactic, findTechnique } from '../catalog/attackCatalog';
import type { AttackReference, ThreatMapping } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import { bullets, code, escapeMarkdown, link, paragraphs } from './markdown';

export interface AttackHover {
  readonly markdown: string;
  readonly span: Span;
}

/** The hover on an id, name or reference of a threat entry at the offset. */
export function attackHoverAt(document: RuleDocument, offset: number): AttackHover | undefined {
  for (const reference of document.rule.threat.filter(isAttack).flatMap(references)) {
    const place = [reference.id, reference.name, reference.reference].find(
      (part) => part && touches(part.span, offset),
    );
    if (!place) continue;
    const id = reference.id?.value ?? '';
    const subject = subjectOf(place.value, id) ?? findId(id);
    return subject && { markdown: describe(subject), span: place.span };
  }
  return undefined;
}

/** Other frameworks use the same names for other things. */
export function isAttack({ framework }: ThreatMapping): boolean {
  return framework === undefined || framework.value === 'MITRE ATT&CK';
}

/** What a text names: by id, by address or by name; `id` decides between things of one name. */
function subjectOf(text: string, id: string): Tactic | Technique | undefined {
  const named = findByName(text);
  return findId(text) ?? findByUrl(text) ?? named.find((subject) => subject.id === id) ?? named[0];
}

function findId(id: string): Tactic | Technique | undefined {
  return findTactic(id) ?? findTechnique(id);
}

function describe(subject: Tactic | Technique): string {
  return 'shortName' in subject ? describeTactic(subject) : describeTechnique(subject);
}

function references(threat: ThreatMapping): readonly AttackReference[] {
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
    link('attack.mitre.org', tactic.url),
  );
}

function describeTechnique(technique: Technique): string {
  const kind = technique.parent === undefined ? 'technique' : 'sub-technique';
  return paragraphs(
    `**${technique.id}** · ${escapeMarkdown(technique.name)} · ${kind}`,
    statusOf(technique),
    technique.summary,
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

function factsOf(technique: Technique): readonly string[] {
  const tactics = technique.tactics.map((id) => `${findTactic(id)?.name ?? ''} (${id})`);
  const parent = technique.parent === undefined ? undefined : findTechnique(technique.parent);
  return [
    parent ? `Part of ${code(parent.id)} ${escapeMarkdown(parent.name)}` : '',
    tactics.length === 0 ? '' : `Tactics: ${escapeMarkdown(tactics.join(', '))}`,
    technique.platforms.length === 0
      ? ''
      : `Platforms: ${escapeMarkdown(technique.platforms.join(', '))}`,
  ].filter((fact) => fact !== '');
}
