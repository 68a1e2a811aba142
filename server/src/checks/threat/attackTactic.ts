// attack-tactic: a technique below a tactic that it does not serve.
import type { Check } from '../check';
import { findThreat, inKnownThreats } from './threatPlaces';

export const attackTactic: Check = {
  code: 'attack-tactic',
  severity: 'warning',
  doc: 'A technique stands below a tactic that it does not serve.',
  run: ({ document }) =>
    inKnownThreats(document, ({ level, id, fact, mapping }) => {
      const tactic = mapping.tactic?.id;
      if (level !== 'technique' || !tactic || !findThreat(tactic.value, 'tactic')) return [];
      if (fact.status !== 'active' || fact.tactics.includes(tactic.value)) return [];
      const names = fact.tactics.flatMap((other) => {
        const name = findThreat(other, 'tactic')?.names[0];
        return name === undefined ? [] : [`${name} (${other})`];
      });
      return [
        {
          message: `\`${id.value}\` does not serve \`${tactic.value}\`, but ${names.join(', ')}.`,
          span: id.span,
          related: [{ span: tactic.span, message: 'The tactic it stands below' }],
        },
      ];
    }),
};
