// attack-parent: a sub-technique below a technique that is not its own.
import type { AttackReference } from '../../rule/rule';
import type { Fix, TextEdit } from '../../text/problem';
import type { Check } from '../check';
import { inKnownThreats } from './threatPlaces';
import type { KnownPlace, ThreatFact } from './threatPlaces';

export const attackParent: Check = {
  code: 'attack-parent',
  severity: 'warning',
  doc: 'A sub-technique stands below a technique that it is no part of.',
  run: (input) =>
    inKnownThreats(input, (place) => {
      const { parent, id, fact, facts } = place;
      if (
        !parent?.id ||
        fact.parent === undefined ||
        fact.parent === parent.id.value ||
        !facts.find(parent.id.value, 'technique')
      )
        return [];
      return [
        {
          message: `\`${id.value}\` is a part of \`${fact.parent}\`, not of \`${parent.id.value}\`.`,
          span: id.span,
          related: [{ span: parent.id.span, message: 'The technique it stands below' }],
          fixes: changeParent(place, fact.parent),
        },
      ];
    }),
};

/** The technique becomes the right one, where this is its only sub-technique and the tactic has it. */
function changeParent({ parent, mapping, facts }: KnownPlace, id: string): readonly Fix[] {
  const right = facts.find(id, 'technique');
  const tactic = mapping.tactic?.id?.value ?? '';
  if (!parent || !right || parent.subtechniques.length !== 1) return [];
  if (!right.tactics.includes(tactic)) return [];
  const edits = referenceEdits(parent, identityOf(right));
  return edits ? [{ title: `Change the technique to \`${id}\``, edits, isSafe: false }] : [];
}

/** What is written of a technique. */
export function identityOf({ id, names, url }: ThreatFact): Identity {
  return { id, name: names[0] ?? '', url };
}

export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** Edits that write another id, name and address; undefined where one of the three is missing. */
export function referenceEdits(
  { id, name, reference }: AttackReference,
  to: Identity,
): readonly TextEdit[] | undefined {
  if (!id || !name || !reference) return undefined;
  return [
    { span: id.span, text: `"${to.id}"` },
    { span: name.span, text: JSON.stringify(to.name) },
    { span: reference.span, text: `"${to.url}"` },
  ];
}
