// What the checks of ATT&CK mappings walk over, and what the catalogues know of an id.
import { findAtlas, isAtlasId } from '../../catalog/atlasCatalog';
import { editionOfVersion } from '../../catalog/attackCatalog';
import type { AttackCatalog } from '../../catalog/attackCatalog';
import type { AttackEdition } from '../../catalog/attackEdition';
import { bundleName } from '../../catalog/attackTables';
import type { Technique } from '../../catalog/catalogTypes';
import type { AttackReference, Located, TechniqueReference, ThreatMapping } from '../../rule/rule';
import { readThreat } from '../../rule/readRule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, tableAt, tablesAt } from '../../rule/tomlValues';
import { keepLast, oncePer } from '../../text/oncePer';
import type { CheckInput, Finding } from '../check';
import { findEach } from '../findEach';

export type ThreatLevel = 'tactic' | 'technique' | 'subtechnique';

/** A tactic, technique or sub-technique of a rule. */
export interface ThreatPlace {
  readonly level: ThreatLevel;
  readonly reference: AttackReference;
  readonly mapping: ThreatMapping;
  /** The technique that a sub-technique stands under. */
  readonly parent: TechniqueReference | undefined;
  /** What is known in the versions that count for the mapping. */
  readonly facts: ThreatFacts;
}

/** What is known of an id, in any version that counts. */
export interface ThreatFact {
  readonly id: string;
  /** The name in the version that comes first; renamed entries have one more. */
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
  { document, context: { attack } }: CheckInput,
  find: (place: ThreatPlace) => readonly Finding[],
): readonly Finding[] {
  return findEach(placesIn(attack)(document), find);
}

/** What the tactic of a mapping is called: as the rule says first, then as the catalogues do. */
export function tacticNames({ tactic }: ThreatMapping, attack: AttackCatalog): readonly string[] {
  const name = tactic?.name?.value;
  if (name === undefined) return [];
  return [name, ...(threatFacts(attack).find(tactic?.id?.value ?? '', 'tactic')?.names ?? [])];
}

/** Several checks ask for the same. */
const placesIn = oncePer((attack: AttackCatalog) =>
  keepLast((document: RuleDocument): readonly ThreatPlace[] => {
    const places: ThreatPlace[] = [];
    for (const mapping of document.rule.threat) addPlaces(places, mapping, threatFacts(attack));
    for (const table of tablesAt(tableAt(document.toml.root, 'rule'), 'threat_mappings')) {
      const facts = factsOfVersion(attack, stringAt(table, 'version')?.value);
      for (const threat of tablesAt(table, 'threat')) addPlaces(places, readThreat(threat), facts);
    }
    return places;
  }),
);

function addPlaces(places: ThreatPlace[], mapping: ThreatMapping, facts: ThreatFacts): void {
  const { tactic, techniques } = mapping;
  if (tactic)
    places.push({ level: 'tactic', reference: tactic, mapping, parent: undefined, facts });
  for (const technique of techniques) {
    places.push({ level: 'technique', reference: technique, mapping, parent: undefined, facts });
    for (const reference of technique.subtechniques)
      places.push({ level: 'subtechnique', reference, mapping, parent: technique, facts });
  }
}

/** An entry with an id that the catalogues know. */
export interface KnownPlace extends ThreatPlace {
  readonly id: Located<string>;
  readonly fact: ThreatFact;
}

/** Asks about every entry whose id is known and of the level where it stands. */
export function inKnownThreats(
  { document, context: { attack } }: CheckInput,
  find: (place: KnownPlace) => readonly Finding[],
): readonly Finding[] {
  return findEach(knownIn(attack)(document), find);
}

const knownIn = oncePer((attack: AttackCatalog) =>
  keepLast((document: RuleDocument): readonly KnownPlace[] => {
    const known: KnownPlace[] = [];
    for (const { level, reference, mapping, parent, facts } of placesIn(attack)(document)) {
      const { id } = reference;
      const fact = id && facts.find(id.value, level);
      if (id && fact) known.push({ level, reference, mapping, parent, facts, id, fact });
    }
    return known;
  }),
);

/** What some versions of ATT&CK, and ATLAS, know of ids; lives as long as their catalogue. */
export class ThreatFacts {
  private readonly found: Readonly<Record<ThreatLevel, Map<string, ThreatFact>>> = {
    tactic: new Map(),
    technique: new Map(),
    subtechnique: new Map(),
  };

  /** The first version that has an id decides. */
  constructor(private readonly editions: readonly AttackEdition[]) {}

  /** File name of the bundle that is spoken of; undefined for what is built in. */
  get bundle(): string | undefined {
    const [first] = this.editions;
    return first && bundleName(first.source);
  }

  /** Undefined for an id that is none of that level. */
  find(id: string, level: ThreatLevel): ThreatFact | undefined {
    const known = this.found[level].get(id);
    if (known) return known;
    const fact = this.lookUp(id, level);
    // Ids that do not exist are as many as authors mistype.
    if (fact) this.found[level].set(id, fact);
    return fact;
  }

  private lookUp(id: string, level: ThreatLevel): ThreatFact | undefined {
    if (isAtlasId(id)) return atlasFact(id, level);
    return level === 'tactic' ? this.tactic(id) : this.technique(id, level);
  }

  private tactic(id: string): ThreatFact | undefined {
    const known = this.editions.flatMap((edition) => edition.findTactic(id) ?? []);
    const [first] = known;
    if (!first) return undefined;
    const names = [...new Set(known.map(({ name }) => name))];
    return { id, names, url: first.url, tactics: [], status: 'active' };
  }

  private technique(id: string, level: ThreatLevel): ThreatFact | undefined {
    const edition = this.editions.find((each) => each.findTechnique(id));
    const known = this.editions.flatMap((each) => each.findTechnique(id) ?? []);
    const [first] = known;
    if (!first || (first.parent !== undefined) !== (level === 'subtechnique')) return undefined;
    const successor = first.status === 'active' ? undefined : edition?.findCurrent(id);
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
}

/** What counts for a mapping that states no version. */
export const threatFacts = oncePer((attack: AttackCatalog) => new ThreatFacts(attack.accepted));

/** A mapping is measured by the version that it is for, where we know that one. */
function factsOfVersion(attack: AttackCatalog, version: string | undefined): ThreatFacts {
  const edition = version === undefined ? undefined : editionOfVersion(attack, version);
  return edition ? factsOfEdition(edition) : threatFacts(attack);
}

const factsOfEdition = oncePer((edition: AttackEdition) => new ThreatFacts([edition]));

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
