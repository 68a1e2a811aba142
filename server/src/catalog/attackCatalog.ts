// MITRE ATT&CK for Enterprise, v18.1 and v19: tactics, techniques and sub-techniques. Without a version, v18.1 is meant.
import { nearest, nearestOf } from '../text/nearest';
import { tacticsByVersion, techniquesByVersion } from './attackTables';
import type { AttackVersion, Tactic, Technique } from './catalogTypes';

const firstVersion: AttackVersion = '18';

/** All tactics, in the order of the matrix. */
export function tactics(version: AttackVersion = firstVersion): readonly Tactic[] {
  return tacticsByVersion[version]();
}

/** The tactic with that id (`TA0003`), or undefined. */
export function findTactic(id: string, version: AttackVersion = firstVersion): Tactic | undefined {
  return tactics(version).find((tactic) => tactic.id === id);
}

/** The technique or sub-technique with that id (`T1053`, `T1053.005`), revoked and deprecated ones too. */
export function findTechnique(
  id: string,
  version: AttackVersion = firstVersion,
): Technique | undefined {
  return techniquesByVersion[version]().get(id);
}

/** Every technique and sub-technique, by id. */
export function allTechniques(version: AttackVersion = firstVersion): readonly Technique[] {
  return [...techniquesByVersion[version]().values()];
}

/** The active technique that stands for an id: itself, or what it was replaced by, step by step. */
export function findCurrent(
  id: string,
  version: AttackVersion = firstVersion,
): Technique | undefined {
  const seen = new Set<string>();
  let technique = findTechnique(id, version);
  while (technique && technique.status !== 'active' && !seen.has(technique.id)) {
    seen.add(technique.id);
    technique = findTechnique(technique.replacedBy ?? '', version);
  }
  return technique?.status === 'active' ? technique : undefined;
}

/** Tactics and techniques of that name (case ignored), active ones first; a name can be used more than once. */
export function findByName(name: string): readonly (Tactic | Technique)[] {
  const wanted = name.trim().toLowerCase();
  const named = allTechniques().filter((technique) => technique.name.toLowerCase() === wanted);
  return [
    ...tactics().filter((tactic) => tactic.name.toLowerCase() === wanted),
    ...named.filter(({ status }) => status === 'active'),
    ...named.filter(({ status }) => status !== 'active'),
  ];
}

/** Active techniques and sub-techniques of a tactic, by id. */
export function techniquesOfTactic(
  tacticId: string,
  version: AttackVersion = firstVersion,
): readonly Technique[] {
  return allTechniques(version).filter(
    ({ status, tactics: ids }) => status === 'active' && ids.includes(tacticId),
  );
}

/** Active sub-techniques of a technique, by id. */
export function subtechniquesOf(
  techniqueId: string,
  version: AttackVersion = firstVersion,
): readonly Technique[] {
  return allTechniques(version).filter(
    ({ status, parent }) => status === 'active' && parent === techniqueId,
  );
}

const urlPattern =
  /^https?:\/\/attack\.mitre\.org\/(?:tactics\/(TA\d{4})|techniques\/(T\d{4})(?:\/(\d{3}))?)\/?$/;

/** What a page of attack.mitre.org is about; undefined for other URLs and unknown ids. */
export function findByUrl(url: string): Tactic | Technique | undefined {
  const [, tactic, technique, sub] = urlPattern.exec(url.trim()) ?? [];
  if (tactic !== undefined) return findAttack(tactic);
  if (technique === undefined) return undefined;
  return findAttack(sub === undefined ? technique : `${technique}.${sub}`);
}

/** A tactic, technique or sub-technique by id, in v18.1, else in v19. */
export function findAttack(id: string): Tactic | Technique | undefined {
  return findTactic(id) ?? findTechnique(id) ?? findTactic(id, '19') ?? findTechnique(id, '19');
}

/** Up to `limit` ids that a mistyped id or name most likely means, best first. */
export function nearestAttackIds(text: string, limit: number): readonly string[] {
  const all = [...tactics('19'), ...allTechniques('19')];
  const byId = nearestOf(
    text.toUpperCase(),
    all.map(({ id }) => id),
    limit,
  );
  if (/^(?:T|TA)?[\d.]+$/i.test(text)) return byId;
  const wanted = text.trim().toLowerCase();
  const named = all
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => a.name.length - b.name.length);
  const guess = nearest(
    wanted,
    all.map(({ name }) => name.toLowerCase()),
  );
  const guessed = all.filter(({ name }) => name.toLowerCase() === guess);
  return [...new Set([...named, ...guessed].map(({ id }) => id))].slice(0, limit);
}
