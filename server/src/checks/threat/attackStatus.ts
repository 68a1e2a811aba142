// attack-status: a technique that ATT&CK has taken back.
import type { Technique } from '../../catalog/catalogTypes';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { asSubtechnique, serves } from './asSubtechnique';
import { referenceEdits } from './attackParent';
import { inKnownThreats } from './threatPlaces';
import type { KnownPlace } from './threatPlaces';

export const attackStatus: Check = {
  code: 'attack-status',
  severity: 'warning',
  doc: 'A technique is revoked or deprecated in ATT&CK.',
  run: (input) =>
    inKnownThreats(input, (place) => {
      const { id, fact } = place;
      if (fact.status === 'active') return [];
      const { successor } = fact;
      const hint = successor
        ? ` Its successor is \`${successor.id}\` (${successor.name}).`
        : ' It has no successor.';
      return [
        {
          message: `\`${id.value}\` is ${fact.status} in ATT&CK.${hint}`,
          span: id.span,
          fixes: successor ? replaceBy(input.document, place, successor) : [],
        },
      ];
    }),
};

/** Writes the successor where it can stand in the same place. */
function replaceBy(
  document: RuleDocument,
  place: KnownPlace,
  successor: Technique,
): readonly Fix[] {
  const { level, reference, mapping, parent } = place;
  const title = `Change to \`${successor.id}\``;
  const technique = mapping.techniques.find((other) => other === reference);
  if (level === 'technique' && successor.parent !== undefined && technique)
    return asSubtechnique(document, place, successor);
  if (level === 'subtechnique' && successor.parent !== parent?.id?.value) return [];
  if (level === 'technique' && (successor.parent !== undefined || !serves(place, successor.id)))
    return [];
  if (technique && technique.subtechniques.length > 0) return [];
  const edits = referenceEdits(reference, successor);
  return edits ? [{ title, edits, isSafe: false }] : [];
}
