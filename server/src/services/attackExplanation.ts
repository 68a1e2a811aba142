// What an ATT&CK or ATLAS id stands for, as data: for the command line and everything that prints it.
import { findAtlas, isAtlasId, nearestAtlasIds } from '../catalog/atlasCatalog';
import type { AtlasEntry } from '../catalog/atlasCatalog';
import { findTactic, findTechnique, nearestAttackIds } from '../catalog/attackCatalog';
import type { AttackVersion, Tactic, Technique } from '../catalog/catalogTypes';

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

export interface AttackExplanation extends NamedId {
  readonly kind: 'tactic' | 'technique' | 'sub-technique';
  readonly framework: 'MITRE ATT&CK' | 'MITRE ATLAS';
  /** Version of the framework that the answer speaks of. */
  readonly version: string;
  /** A tactic's own id and name for a tactic. */
  readonly tactics: readonly NamedId[];
  /** Id of the technique that a sub-technique belongs to. */
  readonly parent?: string;
  readonly status: 'active' | 'revoked' | 'deprecated';
  readonly replacedBy?: string;
  readonly platforms?: readonly string[];
  /** One sentence; empty where we have none. */
  readonly summary: string;
  readonly url: string;
  /** What is different in v19; absent where nothing is, and where the answer speaks of v19. */
  readonly v19?: VersionChange;
}

export interface VersionChange {
  readonly name?: string;
  readonly tactics?: readonly NamedId[];
  readonly status?: 'revoked' | 'deprecated';
  readonly replacedBy?: string;
}

export interface UnknownId {
  readonly id: string;
  readonly unknown: true;
  readonly nearest: readonly string[];
}

const nearestLimit = 5;
const versionNames: Readonly<Record<AttackVersion, string>> = { 18: '18.1', 19: '19' };
const atlasVersion = '5.1';

/** Explains an id, case ignored; an id that v18.1 does not have is looked up in v19. */
export function explainAttack(
  text: string,
  version: AttackVersion = '18',
): AttackExplanation | UnknownId {
  const id = text.trim().toUpperCase();
  if (isAtlasId(id)) {
    const entry = findAtlas(id);
    return entry ? explainAtlas(entry) : unknown(text, nearestAtlasIds(id, nearestLimit));
  }
  return (
    explainIn(id, version) ??
    explainIn(id, '19') ??
    unknown(text, nearestAttackIds(text.trim(), nearestLimit))
  );
}

function unknown(id: string, nearest: readonly string[]): UnknownId {
  return { id, unknown: true, nearest };
}

function explainIn(id: string, version: AttackVersion): AttackExplanation | undefined {
  const tactic = findTactic(id, version);
  if (tactic) return explainTactic(tactic, version);
  const technique = findTechnique(id, version);
  return technique && explainTechnique(technique, version);
}

function explainTactic(
  { id, name, summary, url }: Tactic,
  version: AttackVersion,
): AttackExplanation {
  const later = version === '18' ? findTactic(id, '19')?.name : undefined;
  return {
    id,
    name,
    kind: 'tactic',
    framework: 'MITRE ATT&CK',
    version: versionNames[version],
    tactics: [{ id, name }],
    status: 'active',
    summary,
    url,
    ...(later !== undefined && later !== name && { v19: { name: later } }),
  };
}

function explainTechnique(technique: Technique, version: AttackVersion): AttackExplanation {
  const { id, name, parent, status, replacedBy, platforms, summary, url } = technique;
  const change = version === '18' ? changeOf(technique) : undefined;
  return {
    id,
    name,
    kind: parent === undefined ? 'technique' : 'sub-technique',
    framework: 'MITRE ATT&CK',
    version: versionNames[version],
    tactics: namedTactics(technique, version),
    ...(parent !== undefined && { parent }),
    status,
    ...(replacedBy !== undefined && { replacedBy }),
    ...(platforms.length > 0 && { platforms }),
    summary,
    url,
    ...(change && { v19: change }),
  };
}

/** What v19 says differently of a technique of v18.1. */
export function changeOf(technique: Technique): VersionChange | undefined {
  const later = findTechnique(technique.id, '19');
  if (!later) return undefined;
  if (later.status !== technique.status && later.status !== 'active')
    return {
      status: later.status,
      ...(later.replacedBy !== undefined && { replacedBy: later.replacedBy }),
    };
  const tactics = namedTactics(later, '19');
  const change = {
    ...(later.name !== technique.name && { name: later.name }),
    ...(!sameIds(tactics, technique.tactics) && { tactics }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function sameIds(tactics: readonly NamedId[], ids: readonly string[]): boolean {
  return tactics.length === ids.length && tactics.every(({ id }) => ids.includes(id));
}

function namedTactics({ tactics }: Technique, version: AttackVersion): readonly NamedId[] {
  return tactics.map((id) => ({ id, name: findTactic(id, version)?.name ?? '' }));
}

function explainAtlas({ id, name, tactics, parent, url }: AtlasEntry): AttackExplanation {
  const isTactic = id.startsWith('AML.TA');
  const ids = isTactic ? [id] : tactics;
  return {
    id,
    name,
    kind: isTactic ? 'tactic' : parent === undefined ? 'technique' : 'sub-technique',
    framework: 'MITRE ATLAS',
    version: atlasVersion,
    tactics: ids.map((tactic) => ({ id: tactic, name: findAtlas(tactic)?.name ?? '' })),
    ...(parent !== undefined && { parent }),
    status: 'active',
    summary: '',
    url,
  };
}
