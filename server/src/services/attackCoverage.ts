// ATT&CK coverage: which tactics and techniques rules are mapped to, and how many rules each has.
import type { AttackEdition } from '../catalog/attackEdition';
import type { RuleDocument } from '../rule/ruleDocument';
import { isAttack } from './attackHover';

/** A rule file and its parse. */
export interface CoveredRule {
  /** Path or URI. */
  readonly file: string;
  readonly document: RuleDocument;
}

/** What is counted of a rule. */
export interface RuleReference {
  readonly file: string;
  readonly name: string;
}

/** A technique or sub-technique under one tactic. */
export interface TechniqueCoverage {
  readonly id: string;
  readonly name: string;
  /** Rules mapped to it under this tactic; of a technique also those mapped to one of its sub-techniques. */
  readonly rules: readonly RuleReference[];
  readonly subtechniques: readonly TechniqueCoverage[];
}

export interface TacticCoverage {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly rules: readonly RuleReference[];
  /** Those that some rule is mapped to, by id. */
  readonly techniques: readonly TechniqueCoverage[];
}

export interface Coverage {
  /** Of ATT&CK: `18.1`; empty for a bundle that does not tell. */
  readonly version: string;
  /** `built-in`, or the path of the STIX bundle. */
  readonly source: string;
  /** All rules that were looked at. */
  readonly rules: number;
  /** Rules without a mapping to ATT&CK. */
  readonly unmapped: readonly RuleReference[];
  /** Every tactic of the version, in the order of the matrix. */
  readonly tactics: readonly TacticCoverage[];
  /** Ids in mappings that this version does not have or has withdrawn. */
  readonly notCurrent: readonly { readonly id: string; readonly rules: readonly RuleReference[] }[];
}

type Rules = Map<string, RuleReference>;

/** Rules by tactic and by technique while they are collected. A rule counts once however often it names an id. */
interface Collected {
  readonly byTactic: Map<string, Rules>;
  /** By `tactic technique`. */
  readonly byTechnique: Map<string, Rules>;
  readonly notCurrent: Map<string, Rules>;
}

/** Counts the rules per tactic and technique as their mappings state them. */
export function coverageOf(rules: readonly CoveredRule[], attack: AttackEdition): Coverage {
  const collected: Collected = {
    byTactic: new Map(),
    byTechnique: new Map(),
    notCurrent: new Map(),
  };
  const unmapped = rules.map((rule) => collect(rule, attack, collected)).flatMap((one) => one);
  return {
    version: attack.source.version,
    source: attack.source.name,
    rules: rules.length,
    unmapped,
    tactics: attack.tactics.map(({ id, name, shortName }) => ({
      id,
      name,
      shortName,
      rules: listOf(collected.byTactic.get(id)),
      techniques: techniquesUnder(id, collected, attack),
    })),
    notCurrent: [...collected.notCurrent]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, found]) => ({ id, rules: listOf(found) })),
  };
}

/** Gives the rule back where it has no mapping. */
function collect(
  { file, document }: CoveredRule,
  attack: AttackEdition,
  { byTactic, byTechnique, notCurrent }: Collected,
): readonly RuleReference[] {
  const rule: RuleReference = { file, name: document.rule.name?.value ?? file };
  const mappings = document.rule.threat.filter(isAttack);
  for (const { tactic, techniques } of mappings) {
    const tacticId = tactic?.id?.value ?? '';
    if (attack.findTactic(tacticId)) add(byTactic, tacticId, rule);
    else if (tacticId !== '') add(notCurrent, tacticId, rule);
    for (const technique of techniques) {
      const ids = [technique, ...technique.subtechniques].flatMap(({ id }) => id?.value ?? []);
      for (const id of ids) {
        const known = attack.findTechnique(id);
        if (known?.status !== 'active') add(notCurrent, id, rule);
        else
          for (const each of [id, known.parent ?? id])
            add(byTechnique, `${tacticId} ${each}`, rule);
      }
    }
  }
  return mappings.length === 0 ? [rule] : [];
}

function add(map: Map<string, Rules>, key: string, rule: RuleReference): void {
  const rules = map.get(key) ?? new Map<string, RuleReference>();
  map.set(key, rules.set(rule.file, rule));
}

function listOf(rules: Rules | undefined): readonly RuleReference[] {
  return rules ? [...rules.values()] : [];
}

function techniquesUnder(
  tacticId: string,
  { byTechnique }: Collected,
  attack: AttackEdition,
): readonly TechniqueCoverage[] {
  const prefix = `${tacticId} `;
  const found = [...byTechnique]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, rules]) => ({ id: key.slice(prefix.length), rules: listOf(rules) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, rules }) => ({ id, rules, name: attack.findTechnique(id)?.name ?? '' }));
  const parentOf = (id: string): string | undefined => attack.findTechnique(id)?.parent;
  return found
    .filter(({ id }) => parentOf(id) === undefined)
    .map((technique) => ({
      ...technique,
      subtechniques: found
        .filter(({ id }) => parentOf(id) === technique.id)
        .map((sub) => ({ ...sub, subtechniques: [] })),
    }));
}
