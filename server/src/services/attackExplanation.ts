// What an ATT&CK or ATLAS id stands for, as data: for the command line and everything that prints it.
import { findAtlas, isAtlasId, nearestAtlasIds } from '../catalog/atlasCatalog';
import type { AtlasEntry } from '../catalog/atlasCatalog';
import { nearestAttackIds } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { AttackEdition } from '../catalog/attackEdition';
import { builtInSource } from '../catalog/attackTables';
import type { AttackVersion, Tactic, Technique } from '../catalog/catalogTypes';

export interface NamedId {
  readonly id: string;
  readonly name: string;
}

export interface AttackExplanation extends NamedId {
  readonly kind: 'tactic' | 'technique' | 'sub-technique';
  readonly framework: 'MITRE ATT&CK' | 'MITRE ATLAS';
  /** Version of the framework that the answer speaks of; empty for a bundle that does not tell. */
  readonly version: string;
  /** `built-in`, or the path of the STIX bundle that says so. */
  readonly source: string;
  /** A tactic's own id and name for a tactic. */
  readonly tactics: readonly NamedId[];
  /** Id of the technique that a sub-technique belongs to. */
  readonly parent?: string;
  readonly status: 'active' | 'revoked' | 'deprecated';
  readonly replacedBy?: string;
  readonly platforms?: readonly string[];
  /** One sentence, ours or with a notice MITRE's; empty where there is none. */
  readonly summary: string;
  /** Whose text the summary is, where it is not ours. */
  readonly notice?: string;
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
const atlasVersion = '5.1';

/** Explains an id, case ignored, as a version or the first one that has it. */
export function explainAttack(
  text: string,
  attack: AttackCatalog,
  version?: AttackVersion,
): AttackExplanation | UnknownId {
  const id = text.trim().toUpperCase();
  if (isAtlasId(id)) {
    const entry = findAtlas(id);
    return entry ? explainAtlas(entry) : unknown(text, nearestAtlasIds(id, nearestLimit));
  }
  const editions = [
    ...(version === undefined ? [] : [attack.edition(version)]),
    ...attack.accepted,
  ];
  for (const edition of editions) {
    const subject = edition.find(id);
    if (subject) return explain(subject, edition, attack);
  }
  return unknown(text, nearestAttackIds(attack, text.trim(), nearestLimit));
}

function unknown(id: string, nearest: readonly string[]): UnknownId {
  return { id, unknown: true, nearest };
}

function explain(
  subject: Tactic | Technique,
  edition: AttackEdition,
  { current, later }: AttackCatalog,
): AttackExplanation {
  const next = edition === current ? later : undefined;
  return 'shortName' in subject
    ? explainTactic(subject, edition, next)
    : explainTechnique(subject, edition, next);
}

/** What every answer has. */
function answerOf(
  { id, name, summary, quote, url }: Tactic | Technique,
  { source }: AttackEdition,
): Pick<
  AttackExplanation,
  'id' | 'name' | 'framework' | 'version' | 'source' | 'summary' | 'notice' | 'url'
> {
  return {
    id,
    name,
    framework: 'MITRE ATT&CK',
    version: source.version,
    source: source.name,
    summary: quote ?? summary,
    ...(quote !== undefined && source.notice !== undefined && { notice: source.notice }),
    url,
  };
}

function explainTactic(
  tactic: Tactic,
  edition: AttackEdition,
  next: AttackEdition | undefined,
): AttackExplanation {
  const { id, name } = tactic;
  const later = next?.findTactic(id)?.name;
  return {
    ...answerOf(tactic, edition),
    kind: 'tactic',
    tactics: [{ id, name }],
    status: 'active',
    ...(later !== undefined && later !== name && { v19: { name: later } }),
  };
}

function explainTechnique(
  technique: Technique,
  edition: AttackEdition,
  next: AttackEdition | undefined,
): AttackExplanation {
  const { parent, status, replacedBy, platforms } = technique;
  const change = next && changeOf(technique, next);
  return {
    ...answerOf(technique, edition),
    kind: parent === undefined ? 'technique' : 'sub-technique',
    tactics: namedTactics(technique, edition),
    ...(parent !== undefined && { parent }),
    status,
    ...(replacedBy !== undefined && { replacedBy }),
    ...(platforms.length > 0 && { platforms }),
    ...(change && { v19: change }),
  };
}

/** What a later version says differently of a technique. */
export function changeOf(technique: Technique, next: AttackEdition): VersionChange | undefined {
  const later = next.findTechnique(technique.id);
  if (!later) return undefined;
  if (later.status !== technique.status && later.status !== 'active')
    return {
      status: later.status,
      ...(later.replacedBy !== undefined && { replacedBy: later.replacedBy }),
    };
  const tactics = namedTactics(later, next);
  const change = {
    ...(later.name !== technique.name && { name: later.name }),
    ...(!sameIds(tactics, technique.tactics) && { tactics }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function sameIds(tactics: readonly NamedId[], ids: readonly string[]): boolean {
  return tactics.length === ids.length && tactics.every(({ id }) => ids.includes(id));
}

function namedTactics({ tactics }: Technique, edition: AttackEdition): readonly NamedId[] {
  return tactics.map((id) => ({ id, name: edition.findTactic(id)?.name ?? '' }));
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
    source: builtInSource,
    tactics: ids.map((tactic) => ({ id: tactic, name: findAtlas(tactic)?.name ?? '' })),
    ...(parent !== undefined && { parent }),
    status: 'active',
    summary: '',
    url,
  };
}
