// attack-tactic: a technique below a tactic that it does not serve.
import type { Check } from '../check';
import { inKnownThreats } from './threatPlaces';

export const attackTactic: Check = {
  code: 'attack-tactic',
  severity: 'warning',
  doc: 'A technique stands below a tactic that it does not serve.',
  run: (input) =>
    inKnownThreats(input, ({ level, id, fact, mapping, facts }) => {
      const tactic = mapping.tactic?.id;
      if (level !== 'technique' || !tactic || !facts.find(tactic.value, 'tactic')) return [];
      if (fact.status !== 'active' || fact.tactics.includes(tactic.value)) return [];
      const names = fact.tactics.flatMap((other) => {
        const name = facts.find(other, 'tactic')?.names[0];
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
