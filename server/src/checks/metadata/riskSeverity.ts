// risk-severity: a risk score that belongs to another severity.
import { integerAt, stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { levelNamed, levelOfScore } from '../riskLevels';
import { changeText, ruleOf } from '../ruleTables';

export const riskSeverity: Check = {
  code: 'risk-severity',
  severity: 'warning',
  doc: 'The risk score lies in the range of the severity: low to 21, medium to 47, high to 73, critical above.',
  run: ({ document }) => {
    const table = ruleOf(document);
    const [severity, score] = [stringAt(table, 'severity'), integerAt(table, 'risk_score')];
    const own = levelNamed(severity?.value);
    const fitting = score && levelOfScore(score.value);
    if (!severity || !score || !own || !fitting || own === fitting) return [];
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
