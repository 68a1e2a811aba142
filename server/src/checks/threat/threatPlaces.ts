// What the checks of ATT&CK mappings walk over, and what the catalogues know of an id.
import { findAtlas, isAtlasId } from '../../catalog/atlasCatalog';
import { findCurrent, findTactic, findTechnique } from '../../catalog/attackCatalog';
import type { Technique } from '../../catalog/catalogTypes';
import type { AttackReference, Located, TechniqueReference, ThreatMapping } from '../../rule/rule';
import { readThreat } from '../../rule/readRule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { tableAt, tablesAt } from '../../rule/tomlValues';
import { oncePer } from '../../text/oncePer';
import type { Finding } from '../check';

export type ThreatLevel = 'tactic' | 'technique' | 'subtechnique';

/** A tactic, technique or sub-technique of a rule. */
export interface ThreatPlace {
  readonly level: ThreatLevel;
  readonly reference: AttackReference;
  readonly mapping: ThreatMapping;
  /** The technique that a sub-technique stands under. */
  readonly parent?: TechniqueReference;
}

/** What is known of an id, in any version that rules use. */
export interface ThreatFact {
  readonly id: string;
  /** The name in the version that rules use today first; renamed entries have one more. */
  readonly names: readonly string[];
  readonly url: string;
  /** Ids; of a tactic itself none. */
  readonly tactics: readonly string[];
  readonly parent?: string;
  readonly status: 'active' | 'revoked' | 'deprecated';
  /** The active technique that stands for a revoked one. */
  readonly successor?: Technique;
}

/** Asks about every entry of `[[rule.threat]]` in order, then of the mappings for other versions. */
export function inThreats(
  document: RuleDocument,
  find: (place: ThreatPlace) => readonly Finding[],
): readonly Finding[] {
  return placesIn(document).flatMap(find);
}

/** What the tactic of a mapping is called: as the rule says first, then as the catalogues do. */
export function tacticNames({ tactic }: ThreatMapping): readonly string[] {
  const name = tactic?.name?.value;
  if (name === undefined) return [];
  return [name, ...(findThreat(tactic?.id?.value ?? '', 'tactic')?.names ?? [])];
}

/** Several checks ask for the same. */
const placesIn = oncePer((document: RuleDocument) => mappingsOf(document).flatMap(placesOf));

function mappingsOf({ rule, toml }: RuleDocument): readonly ThreatMapping[] {
  const versions = tablesAt(tableAt(toml.root, 'rule'), 'threat_mappings');
  if (versions.length === 0) return rule.threat;
  return [...rule.threat, ...versions.flatMap((one) => tablesAt(one, 'threat').map(readThreat))];
}

function placesOf(mapping: ThreatMapping): readonly ThreatPlace[] {
  const { tactic, techniques } = mapping;
  return [
    ...(tactic ? [{ level: 'tactic', reference: tactic, mapping } as const] : []),
    ...techniques.flatMap((technique): readonly ThreatPlace[] => [
      { level: 'technique', reference: technique, mapping },
      ...technique.subtechniques.map(
        (reference) => ({ level: 'subtechnique', reference, mapping, parent: technique }) as const,
      ),
    ]),
  ];
}

/** An entry with an id that the catalogues know. */
export interface KnownPlace extends ThreatPlace {
  readonly id: Located<string>;
  readonly fact: ThreatFact;
}

/** Asks about every entry whose id is known and of the level where it stands. */
export function inKnownThreats(
  document: RuleDocument,
  find: (place: KnownPlace) => readonly Finding[],
): readonly Finding[] {
  return knownIn(document).flatMap(find);
}

const knownIn = oncePer((document: RuleDocument): readonly KnownPlace[] =>
  placesIn(document).flatMap((place) => {
    const { id } = place.reference;
    const fact = id && findThreat(id.value, place.level);
    return id && fact ? [{ ...place, id, fact }] : [];
  }),
);

const facts = new Map<string, ThreatFact | undefined>();

/** What the catalogues know of an id of that level; undefined where it is none of theirs. */
export function findThreat(id: string, level: ThreatLevel): ThreatFact | undefined {
  const key = `${level} ${id}`;
  if (facts.has(key)) return facts.get(key);
  const fact = lookUp(id, level);
  // Ids that do not exist are as many as authors mistype.
  if (fact) facts.set(key, fact);
  return fact;
}

function lookUp(id: string, level: ThreatLevel): ThreatFact | undefined {
  if (isAtlasId(id)) return atlasFact(id, level);
  return level === 'tactic' ? tacticFact(id) : techniqueFact(id, level);
}

function tacticFact(id: string): ThreatFact | undefined {
  const known = [findTactic(id), findTactic(id, '19')].filter((tactic) => tactic !== undefined);
  const [first] = known;
  if (!first) return undefined;
  const names = [...new Set(known.map(({ name }) => name))];
  return { id, names, url: first.url, tactics: [], status: 'active' };
}

function techniqueFact(id: string, level: ThreatLevel): ThreatFact | undefined {
  const old = findTechnique(id);
  const known = [old, findTechnique(id, '19')].filter((technique) => technique !== undefined);
  const [first] = known;
  if (!first || (first.parent !== undefined) !== (level === 'subtechnique')) return undefined;
  const successor = first.status === 'active' ? undefined : findCurrent(id);
  return {
    id,
    names: [...new Set(known.map(({ name }) => name))],
    url: first.url,
    tactics: [...new Set(known.flatMap(({ tactics }) => tactics))],
    ...(first.parent !== undefined && { parent: first.parent }),
    status: first.status,
    ...(successor && { successor }),
  };
}

function atlasFact(id: string, level: ThreatLevel): ThreatFact | undefined {
  const entry = findAtlas(id);
  if (!entry || id.startsWith('AML.TA') !== (level === 'tactic')) return undefined;
  const { name, url, tactics, parent } = entry;
  if ((parent !== undefined) !== (level === 'subtechnique')) return undefined;
  return {
    id,
    names: [name],
    url: `${url}/`,
    tactics,
    ...(parent !== undefined && { parent }),
    status: 'active',
  };
}

export const levelWords: Readonly<Record<ThreatLevel, string>> = {
  tactic: 'tactic',
  technique: 'technique',
  subtechnique: 'sub-technique',
};
