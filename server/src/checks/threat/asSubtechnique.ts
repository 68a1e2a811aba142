// Writes a sub-technique where a technique stands: its technique in that place, and itself below.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { identityOf, referenceEdits } from './attackParent';
import type { Identity } from './attackParent';
import type { ThreatPlace } from './threatPlaces';

interface Subtechnique extends Identity {
  readonly parent?: string | undefined;
}

/** None where the tactic does not have the technique, or where the entry has no header or sub-techniques already. */
export function asSubtechnique(
  { text }: RuleDocument,
  place: ThreatPlace,
  sub: Subtechnique,
): readonly Fix[] {
  const parent = place.facts.find(sub.parent ?? '', 'technique');
  const technique = place.mapping.techniques.find((other) => other === place.reference);
  if (!technique) return [];
  const header = /^\[\[([^\]\n]+)\]\]/.exec(text.slice(technique.span.start))?.[1];
  if (!parent || header === undefined || !serves(place, parent.id)) return [];
  const edits = referenceEdits(technique, identityOf(parent)) ?? [];
  const last = edits.at(-1);
  // The address is the last pair of the table, as the repository's writer sorts them.
  if (last?.span.end !== technique.span.end || technique.subtechniques.length > 0) return [];
  const { end } = technique.span;
  const line = /^[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0;
  const block = [
    '',
    '',
    `[[${header}.subtechnique]]`,
    `id = "${sub.id}"`,
    `name = ${JSON.stringify(sub.name)}`,
    `reference = "${sub.url}"`,
  ];
  const below = { span: { start: end + line, end: end + line }, text: block.join('\n') };
  const title = `Change to \`${parent.id}\` with \`${sub.id}\``;
  return [{ title, edits: [...edits, below], isSafe: false }];
}

/** The tactic of the mapping has the technique. */
export function serves(
  { mapping, facts }: Pick<ThreatPlace, 'mapping' | 'facts'>,
  id: string,
): boolean {
  const tactic = mapping.tactic?.id?.value;
  return tactic !== undefined && (facts.find(id, 'technique')?.tactics.includes(tactic) ?? false);
}
