// Counts the rules of the coverage page: which pass the filters, and how many each cell of the matrix has.
import type { CoverageMatrix, MatrixRule } from '../../../server/src/protocol';

/** Chosen values; '' is no choice. */
export interface CoverageFilter {
  readonly tag: string;
  readonly severity: string;
  readonly type: string;
  /** Platform of the techniques that are shown. */
  readonly platform: string;
}

export const noFilter: CoverageFilter = { tag: '', severity: '', type: '', platform: '' };

/** The rules that have all the chosen values. */
export function filterRules(
  rules: readonly MatrixRule[],
  { tag, severity, type }: CoverageFilter,
): readonly MatrixRule[] {
  return rules.filter(
    (rule) =>
      (tag === '' || rule.tags.includes(tag)) &&
      (severity === '' || rule.severity === severity) &&
      (type === '' || rule.type === type),
  );
}

/** The rules by what they are mapped to: `TACTIC` and `TACTIC TECHNIQUE`. */
export function rulesByCell(
  rules: readonly MatrixRule[],
): ReadonlyMap<string, readonly MatrixRule[]> {
  const cells = new Map<string, MatrixRule[]>();
  for (const rule of rules)
    for (const cell of rule.mapped) {
      const list = cells.get(cell);
      if (list) list.push(rule);
      else cells.set(cell, [rule]);
    }
  return cells;
}

/** What can be chosen in a filter, sorted. */
export function choicesOf({
  rules,
  tactics,
}: CoverageMatrix): Readonly<Record<keyof CoverageFilter, readonly string[]>> {
  return {
    tag: sorted(rules.flatMap(({ tags }) => tags)),
    severity: ['low', 'medium', 'high', 'critical'].filter((level) =>
      rules.some(({ severity }) => severity === level),
    ),
    type: sorted(rules.map(({ type }) => type)),
    platform: sorted(
      tactics.flatMap(({ techniques }) => techniques.flatMap(({ platforms }) => platforms)),
    ),
  };
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}

/** Shade of a cell, 0 (no rules) to 4. */
export function shadeOf(count: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0) return 0;
  if (count < 3) return 1;
  if (count < 8) return 2;
  return count < 20 ? 3 : 4;
}
