// An ATT&CK Navigator layer (format 4.5) of the coverage of rules.
import { majorOf } from '../catalog/attackCatalog';
import type { Coverage, TacticCoverage, TechniqueCoverage } from './attackCoverage';

/** The layer as JSON; the score of a technique is its number of rules. */
export function toLayer(coverage: Coverage, name: string): unknown {
  const techniques = coverage.tactics.flatMap((tactic) =>
    tactic.techniques.flatMap((technique) => [
      toTechnique(tactic, technique),
      ...technique.subtechniques.map((sub) => toTechnique(tactic, sub)),
    ]),
  );
  const major = majorOf(coverage.version);
  const most = Math.max(1, ...techniques.map(({ score }) => score));
  return {
    name,
    versions: {
      ...(major !== undefined && { attack: String(major) }),
      navigator: '5.1.0',
      layer: '4.5',
    },
    domain: 'enterprise-attack',
    description: `Techniques that ${coverage.rules} detection rules are mapped to. The score is the number of rules.`,
    sorting: 3,
    layout: { layout: 'side', showName: true, showID: true },
    hideDisabled: false,
    techniques,
    gradient: { colors: ['#d7e9f7', '#1f6fb2'], minValue: 1, maxValue: Math.max(2, most) },
    legendItems: [],
    metadata: [{ name: 'rules', value: String(coverage.rules) }],
    showTacticRowBackground: false,
    selectTechniquesAcrossTactics: false,
    selectSubtechniquesWithParent: false,
  };
}

interface LayerTechnique {
  readonly techniqueID: string;
  readonly tactic: string;
  readonly score: number;
  readonly comment: string;
  readonly enabled: boolean;
  readonly showSubtechniques: boolean;
}

function toTechnique(
  { shortName }: TacticCoverage,
  { id, rules, subtechniques }: TechniqueCoverage,
): LayerTechnique {
  return {
    techniqueID: id,
    tactic: shortName,
    score: rules.length,
    comment: rules.map(({ name }) => name).join('\n'),
    enabled: true,
    showSubtechniques: subtechniques.length > 0,
  };
}
