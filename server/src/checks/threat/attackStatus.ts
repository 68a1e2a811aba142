// attack-status: a technique that ATT&CK has taken back.
import type { Technique } from '../../catalog/catalogTypes';
import type { TechniqueReference } from '../../rule/rule';
import type { Fix } from '../../text/problem';
import type { Check } from '../check';
import { identityOf, referenceEdits } from './attackParent';
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
          fixes: successor ? replaceBy(place, successor) : [],
        },
      ];
    }),
};

/** Writes the successor where it can stand in the same place. */
function replaceBy(place: KnownPlace, successor: Technique): readonly Fix[] {
  const { level, reference, mapping, parent } = place;
  const title = `Change to \`${successor.id}\``;
  const technique = mapping.techniques.find((other) => other === reference);
  if (level === 'technique' && successor.parent !== undefined && technique)
    return asSubtechnique(technique, place, successor);
  if (level === 'subtechnique' && successor.parent !== parent?.id?.value) return [];
  if (level === 'technique' && (successor.parent !== undefined || !serves(place, successor.id)))
    return [];
  if (technique && technique.subtechniques.length > 0) return [];
  const edits = referenceEdits(reference, successor);
  return edits ? [{ title, edits, isSafe: false }] : [];
}

/** A technique that became a sub-technique: its parent in its place, and itself below. */
function asSubtechnique(
  technique: TechniqueReference,
  place: KnownPlace,
  successor: Technique,
): readonly Fix[] {
  const parent = place.facts.find(successor.parent ?? '', 'technique');
  if (!parent || technique.subtechniques.length > 0 || !serves(place, parent.id)) return [];
  const edits = referenceEdits(technique, identityOf(parent));
  const { end } = technique.span;
  if (!edits || !isLast(technique)) return [];
  const block = [
    '',
    '',
    '[[rule.threat.technique.subtechnique]]',
    `id = "${successor.id}"`,
    `name = ${JSON.stringify(successor.name)}`,
    `reference = "${successor.url}"`,
  ];
  return [
    {
      title: `Change to \`${parent.id}\` with \`${successor.id}\``,
      edits: [...edits.slice(0, 2), lastEdit(edits, { end, text: block.join('\n') })],
      isSafe: false,
    },
  ];
}

/** The address is the last pair of the table, as the repository's writer sorts them. */
function isLast({ reference, span }: TechniqueReference): boolean {
  return reference?.span.end === span.end;
}

function lastEdit(
  edits: NonNullable<ReturnType<typeof referenceEdits>>,
  more: { readonly end: number; readonly text: string },
): { readonly span: { readonly start: number; readonly end: number }; readonly text: string } {
  const last = edits[2];
  const start = last?.span.start ?? more.end;
  return { span: { start, end: more.end }, text: (last?.text ?? '') + more.text };
}

function serves({ mapping, facts }: KnownPlace, id: string): boolean {
  const tactic = mapping.tactic?.id?.value;
  return tactic !== undefined && (facts.find(id, 'technique')?.tactics.includes(tactic) ?? false);
}
