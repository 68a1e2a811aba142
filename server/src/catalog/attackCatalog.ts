// What is known of MITRE ATT&CK for Enterprise: the tables that are built in, or a STIX bundle of the workspace.
import { nearest, nearestOf } from '../text/nearest';
import { AttackEdition } from './attackEdition';
import { builtInTables } from './attackTables';
import type { AttackTables, AttackVersion, Tactic, Technique } from './catalogTypes';

export interface AttackCatalog {
  /** The version that is meant where none is named. */
  readonly current: AttackEdition;
  /** The versions that rules may be mapped to, `current` first. */
  readonly accepted: readonly AttackEdition[];
  /** The version that comes after `current`; undefined where we know none. */
  readonly later: AttackEdition | undefined;
  /** A version by its number: the bundle, where it is of that version, else the tables that are built in. */
  edition(version: AttackVersion): AttackEdition;
}

const builtIn: Readonly<Record<AttackVersion, AttackEdition>> = {
  18: new AttackEdition(builtInTables[18]),
  19: new AttackEdition(builtInTables[19]),
};

/** v18.1, which rules use today, and v19. */
export const builtInAttack: AttackCatalog = {
  current: builtIn[18],
  accepted: [builtIn[18], builtIn[19]],
  later: builtIn[19],
  edition: (version) => builtIn[version],
};

/** What a bundle says counts, and nothing beside it but the built-in tables of a version that is asked for by number. */
export function bundleCatalog(tables: AttackTables): AttackCatalog {
  const current = new AttackEdition(() => tables);
  const own = majorOf(tables.source.version);
  return {
    current,
    accepted: [current],
    later: own !== undefined && own < 19 ? builtIn[19] : undefined,
    edition: (version) => (own === Number(version) ? current : builtIn[version]),
  };
}

/** The number of a version such as `18.1`; undefined where there is none. */
export function majorOf(version: string): number | undefined {
  const digits = /^v?(\d+)/.exec(version)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The edition by the version that a rule states for a mapping; undefined for one that we do not know. */
export function editionOfVersion(
  attack: AttackCatalog,
  version: string,
): AttackEdition | undefined {
  const major = majorOf(version);
  if (major === majorOf(attack.current.source.version)) return attack.current;
  const known = (['18', '19'] as const).find((each) => Number(each) === major);
  return known && attack.edition(known);
}

/** A tactic, technique or sub-technique by id, in the first version that has it. */
export function findAttack(attack: AttackCatalog, id: string): Tactic | Technique | undefined {
  for (const edition of attack.accepted) {
    const found = edition.find(id);
    if (found) return found;
  }
  return undefined;
}

/** What an address is the page of, in the first version that has it. */
export function findAttackPage(attack: AttackCatalog, url: string): Tactic | Technique | undefined {
  for (const edition of attack.accepted) {
    const found = edition.findByUrl(url);
    if (found) return found;
  }
  return undefined;
}

/** The version that a found entry is of. */
export function editionOf(attack: AttackCatalog, subject: Tactic | Technique): AttackEdition {
  return attack.accepted.find((edition) => edition.find(subject.id) === subject) ?? attack.current;
}

/** Up to `limit` ids that a mistyped id or name most likely means, best first. */
export function nearestAttackIds(
  { accepted, current }: AttackCatalog,
  text: string,
  limit: number,
): readonly string[] {
  const { tactics, techniques } = accepted.at(-1) ?? current;
  const all = [...tactics, ...techniques];
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
