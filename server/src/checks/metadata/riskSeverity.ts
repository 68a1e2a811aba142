// risk-severity: a risk score that belongs to another severity.
import { integerAt, stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { changeText, ruleOf } from '../ruleTables';

/** Highest score and customary score of each severity, lowest first. */
const levels = [
  { severity: 'low', most: 21, usual: 21 },
  { severity: 'medium', most: 47, usual: 47 },
  { severity: 'high', most: 73, usual: 73 },
  { severity: 'critical', most: 100, usual: 99 },
] as const;

export const riskSeverity: Check = {
  code: 'risk-severity',
  severity: 'warning',
  doc: 'The risk score lies in the range of the severity: low to 21, medium to 47, high to 73, critical above.',
  run: ({ document }) => {
    const table = ruleOf(document);
    const [severity, score] = [stringAt(table, 'severity'), integerAt(table, 'risk_score')];
    const own = levels.find((level) => level.severity === severity?.value);
    const fitting = levels.find(({ most }) => (score?.value ?? 0) <= most);
    if (!severity || !score || !own || !fitting || own === fitting) return [];
    if (score.value < 0) return [];
    return [
      {
        message: `A risk score of ${score.value} belongs to severity \`${fitting.severity}\`; for \`${own.severity}\` it is ${own.usual} by custom.`,
        span: score.span,
        related: [{ span: severity.span, message: 'The severity' }],
        fixes: [
          {
            title: `Change the score to ${own.usual}`,
            edits: [{ span: score.span, text: String(own.usual) }],
            isSafe: false,
          },
          changeText(severity.span, fitting.severity),
        ],
      },
    ];
  },
};
