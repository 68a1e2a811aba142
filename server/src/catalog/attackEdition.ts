// One version of MITRE ATT&CK for Enterprise: lookups by id, name and address, of tactics, techniques and sub-techniques.
import type { AttackSource, AttackTables, Tactic, Technique } from './catalogTypes';
import { lazy } from './table';

/** Lives as long as its tables are in force, which are read on first use. */
export class AttackEdition {
  private readonly byId: () => Indices;
  private readonly byName: () => Groups;
  private readonly byUrl: () => Groups;

  constructor(private readonly tables: () => AttackTables) {
    this.byId = lazy(() => indicesOf(tables()));
    this.byName = lazy(() => grouped(activeFirst(tables()), ({ name }) => name.toLowerCase()));
    this.byUrl = lazy(() => grouped(activeFirst(tables()), ({ url }) => pageOf(url)));
  }

  get source(): AttackSource {
    return this.tables().source;
  }

  /** All tactics, in the order of the matrix. */
  get tactics(): readonly Tactic[] {
    return this.tables().tactics;
  }

  /** Every technique and sub-technique by id, revoked and deprecated ones too. */
  get techniques(): readonly Technique[] {
    return this.tables().techniques;
  }

  /** The tactic with that id (`TA0003`), or undefined. */
  findTactic(id: string): Tactic | undefined {
    return this.byId().tactics.get(id);
  }

  /** The technique or sub-technique with that id (`T1053`, `T1053.005`), revoked and deprecated ones too. */
  findTechnique(id: string): Technique | undefined {
    return this.byId().techniques.get(id);
  }

  find(id: string): Tactic | Technique | undefined {
    return this.findTactic(id) ?? this.findTechnique(id);
  }

  /** The active technique that stands for an id: itself, or what it was replaced by, step by step. */
  findCurrent(id: string): Technique | undefined {
    const seen = new Set<string>();
    let technique = this.findTechnique(id);
    while (technique && technique.status !== 'active' && !seen.has(technique.id)) {
      seen.add(technique.id);
      technique = this.findTechnique(technique.replacedBy ?? '');
    }
    return technique?.status === 'active' ? technique : undefined;
  }

  /** Tactics and techniques of that name (case ignored), active ones first; a name can be used more than once. */
  findByName(name: string): readonly (Tactic | Technique)[] {
    return this.byName().get(name.trim().toLowerCase()) ?? [];
  }

  /** What a page is about; undefined for other addresses. */
  findByUrl(url: string): Tactic | Technique | undefined {
    return this.byUrl().get(pageOf(url.trim()))?.[0];
  }

  /** Active techniques and sub-techniques of a tactic, by id. */
  techniquesOfTactic(tacticId: string): readonly Technique[] {
    return this.techniques.filter(
      ({ status, tactics }) => status === 'active' && tactics.includes(tacticId),
    );
  }

  /** Active sub-techniques of a technique, by id. */
  subtechniquesOf(techniqueId: string): readonly Technique[] {
    return this.techniques.filter(
      ({ status, parent }) => status === 'active' && parent === techniqueId,
    );
  }
}

type Groups = ReadonlyMap<string, readonly (Tactic | Technique)[]>;

function grouped(
  subjects: readonly (Tactic | Technique)[],
  keyOf: (subject: Tactic | Technique) => string,
): Groups {
  const groups = new Map<string, (Tactic | Technique)[]>();
  for (const subject of subjects) {
    const key = keyOf(subject);
    const group = groups.get(key);
    if (group) group.push(subject);
    else groups.set(key, [subject]);
  }
  return groups;
}

interface Indices {
  readonly tactics: ReadonlyMap<string, Tactic>;
  readonly techniques: ReadonlyMap<string, Technique>;
}

function indicesOf({ tactics, techniques }: AttackTables): Indices {
  return {
    tactics: new Map(tactics.map((tactic) => [tactic.id, tactic])),
    techniques: new Map(techniques.map((technique) => [technique.id, technique])),
  };
}

function activeFirst({ tactics, techniques }: AttackTables): readonly (Tactic | Technique)[] {
  return [
    ...tactics,
    ...techniques.filter(({ status }) => status === 'active'),
    ...techniques.filter(({ status }) => status !== 'active'),
  ];
}

/** Addresses are written with and without the last slash. */
function pageOf(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}
