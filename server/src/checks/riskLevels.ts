// Which risk scores belong to which severity. Source: definitions and tests of the detection-rules repository.

/** Highest score and customary score of each severity, lowest first. */
export const riskLevels = [
  { severity: 'low', most: 21, usual: 21 },
  { severity: 'medium', most: 47, usual: 47 },
  { severity: 'high', most: 73, usual: 73 },
  { severity: 'critical', most: 100, usual: 99 },
] as const;

export type RiskLevel = (typeof riskLevels)[number];

/** The level of that name. */
export function levelNamed(severity: string | undefined): RiskLevel | undefined {
  return riskLevels.find((level) => level.severity === severity);
}

/** The level that a score from 0 to 100 lies in. */
export function levelOfScore(score: number): RiskLevel | undefined {
  return score < 0 ? undefined : riskLevels.find(({ most }) => score <= most);
}
