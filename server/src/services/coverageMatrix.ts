// The ATT&CK matrix with the rules mapped to it, for a view that filters and counts by itself.
import { tactics, techniquesOfTactic } from '../catalog/attackCatalog';
import type { AttackVersion } from '../catalog/catalogTypes';
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

export interface CoverageMatrix {
  readonly version: string;
  readonly tactics: readonly MatrixTactic[];
  readonly rules: readonly MatrixRule[];
}

/** The whole matrix of a version and the given rules. */
export function coverageMatrix(
  rules: readonly MappedRule[],
  version: AttackVersion,
): CoverageMatrix {
  return {
    version: version === '18' ? '18.1' : version,
    tactics: tactics(version).map(({ id, name }) => ({
      id,
      name,
      techniques: techniquesOfTactic(id, version).map((technique) => ({
        id: technique.id,
        name: technique.name,
        ...(technique.parent !== undefined && { parent: technique.parent }),
        platforms: technique.platforms,
      })),
    })),
    rules: rules.map(matrixRule),
  };
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
