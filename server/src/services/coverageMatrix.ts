// The ATT&CK matrix with the rules mapped to it, for a view that filters and counts by itself.
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { AttackVersion } from '../catalog/catalogTypes';
import type { AttackEdition } from '../catalog/attackEdition';
import { bundleName } from '../catalog/attackTables';
import { isAttack } from './attackHover';
import type { SummaryRule } from '../rule/ruleSummary';

export interface MatrixTactic {
  readonly id: string;
  readonly name: string;
  /** Techniques and, behind each, its sub-techniques. */
  readonly techniques: readonly MatrixTechnique[];
}

export interface MatrixTechnique {
  readonly id: string;
  readonly name: string;
  readonly parent?: string;
  readonly platforms: readonly string[];
}

/** A rule file, by URI. */
export interface MappedRule {
  readonly file: string;
  readonly rule: SummaryRule;
}

/** A rule and what it is mapped to. */
export interface MatrixRule {
  readonly uri: string;
  readonly name: string;
  readonly type: string;
  readonly severity: string;
  readonly tags: readonly string[];
  /** `TACTIC` and `TACTIC TECHNIQUE`; a sub-technique counts for its technique as well. */
  readonly mapped: readonly string[];
}

export interface MatrixVersion {
  readonly name: string;
  /** What a request names; absent: the version that is meant without one. */
  readonly version?: AttackVersion;
}

export interface CoverageMatrix {
  /** As in `versions`. */
  readonly version: string;
  /** Those that can be asked for, by what they are called. */
  readonly versions: readonly MatrixVersion[];
  readonly tactics: readonly MatrixTactic[];
  readonly rules: readonly MatrixRule[];
}

/** The whole matrix of a version (absent: the current one) and the given rules. */
export function coverageMatrix(
  rules: readonly MappedRule[],
  attack: AttackCatalog,
  version?: AttackVersion,
): CoverageMatrix {
  const edition = version === undefined ? attack.current : attack.edition(version);
  return {
    version: nameOf(edition),
    versions: versionsOf(attack),
    tactics: edition.tactics.map(({ id, name }) => ({
      id,
      name,
      techniques: edition.techniquesOfTactic(id).map((technique) => ({
        id: technique.id,
        name: technique.name,
        ...(technique.parent !== undefined && { parent: technique.parent }),
        platforms: technique.platforms,
      })),
    })),
    rules: rules.map(matrixRule),
  };
}

/** The current one first, then the built-in ones of other numbers. */
function versionsOf(attack: AttackCatalog): readonly MatrixVersion[] {
  const others = (['18', '19'] as const).filter(
    (version) => attack.edition(version) !== attack.current,
  );
  return [
    { name: nameOf(attack.current) },
    ...others.map((version) => ({ name: nameOf(attack.edition(version)), version })),
  ];
}

function nameOf({ source }: AttackEdition): string {
  const file = bundleName(source);
  return file === undefined ? source.version : `${source.version} (${file})`.trim();
}

function matrixRule({ file, rule }: MappedRule): MatrixRule {
  const mapped = new Set<string>();
  for (const { tactic, techniques } of rule.threat.filter(isAttack)) {
    const tacticId = tactic?.id?.value;
    if (tacticId === undefined) continue;
    mapped.add(tacticId);
    for (const technique of techniques)
      for (const { id } of [technique, ...technique.subtechniques])
        if (id) {
          mapped.add(`${tacticId} ${id.value}`);
          mapped.add(`${tacticId} ${id.value.replace(/\..*/, '')}`);
        }
  }
  return {
    uri: file,
    name: rule.name?.value ?? file,
    type: rule.type?.value ?? '',
    severity: rule.severity?.value ?? '',
    tags: rule.tags.map(({ value }) => value),
    mapped: [...mapped],
  };
}
