// ATT&CK coverage of rules for reading: as text and as Markdown.
import { builtInSource } from '../catalog/attackTables';
import type { Coverage, TacticCoverage, TechniqueCoverage } from '../services/attackCoverage';
import { escapeMarkdown } from '../services/markdown';
import { count } from './words';

/** A line per tactic, below it its techniques and sub-techniques with their numbers of rules. */
export function coverageText(coverage: Coverage): string {
  const lines = coverage.tactics.flatMap((tactic) => [
    `${tactic.id}  ${tactic.name}: ${count(tactic.rules.length, 'rule')}`,
    ...tactic.techniques.flatMap((technique) => [
      techniqueLine(technique, '  '),
      ...technique.subtechniques.map((sub) => techniqueLine(sub, '    ')),
    ]),
  ]);
  return `${[...lines, '', ...summary(coverage)].join('\n')}\n`;
}

function techniqueLine({ id, name, rules }: TechniqueCoverage, indent: string): string {
  return `${indent}${id}  ${name}: ${rules.length}`;
}

function summary(coverage: Coverage): readonly string[] {
  const { rules, unmapped, notCurrent, version, source } = coverage;
  const words = [
    version === '' ? '' : `version ${version}`,
    source === builtInSource ? '' : source,
  ];
  const about = words.filter((word) => word !== '').join(', ');
  return [
    `${count(rules, 'rule')}, ${unmapped.length} without a mapping to ATT&CK (${about})`,
    ...notCurrent.map(
      ({ id, rules: named }) =>
        `${id} is not current in this version: ${count(named.length, 'rule')}`,
    ),
  ];
}

/** A table per tactic. */
export function coverageMarkdown(coverage: Coverage): string {
  const covered = coverage.tactics.filter(({ techniques }) => techniques.length > 0);
  const parts = [
    '# ATT&CK coverage',
    ...summary(coverage).map(escapeMarkdown),
    ...covered.flatMap((tactic) => [
      `## ${escapeMarkdown(tactic.name)} (${tactic.id})`,
      count(tactic.rules.length, 'rule'),
      table(tactic),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table({ techniques }: TacticCoverage): string {
  const rows = techniques
    .flatMap((technique) => [technique, ...technique.subtechniques])
    .map(({ id, name, rules }) => `| ${id} | ${escapeMarkdown(name)} | ${rules.length} |`);
  return ['| id | technique | rules |', '|---|---|--:|', ...rows].join('\n');
}
