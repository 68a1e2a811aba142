// attack-id: an id that neither ATT&CK nor ATLAS has.
import { isAtlasId, nearestAtlasIds } from '../../catalog/atlasCatalog';
import { nearestAttackIds } from '../../catalog/attackCatalog';
import type { AttackCatalog } from '../../catalog/attackCatalog';
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import type { Check, Finding } from '../check';
import { nothing } from '../findEach';
import { changeText } from '../ruleTables';
import { asSubtechnique } from './asSubtechnique';
import { identityOf } from './attackParent';
import { inThreats, levelWords } from './threatPlaces';
import type { ThreatPlace } from './threatPlaces';

export const attackId: Check = {
  code: 'attack-id',
  severity: 'warning',
  doc: 'The id of a tactic, technique or sub-technique is not known, or belongs to another place.',
  run: (input) =>
    inThreats(input, (place) => {
      const { id } = place.reference;
      if (!id) return nothing;
      if (place.facts.find(id.value, place.level)) return ofOtherFramework(place, id);
      return [ofOtherLevel(input.document, place, id) ?? unknown(place, id, input.context.attack)];
    }),
};

const attackName = 'MITRE ATT&CK';
const atlasName = 'MITRE ATLAS';

/** Told at the tactic: what stands below it is of the same framework. */
function ofOtherFramework(
  { level, mapping: { framework } }: ThreatPlace,
  { value, span }: Located<string>,
): readonly Finding[] {
  const own = isAtlasId(value) ? atlasName : attackName;
  const isKnown = framework?.value === attackName || framework?.value === atlasName;
  if (!framework || !isKnown || framework.value === own || level !== 'tactic') return nothing;
  return [
    {
      message: `\`${value}\` is one of ${own}, but the entry is for ${framework.value}.`,
      span,
      related: [{ span: framework.span, message: 'The framework' }],
      fixes: [changeText(framework.span, own)],
    },
  ];
}

/** A sub-technique in the place of a technique, or the other way round. */
function ofOtherLevel(
  document: RuleDocument,
  place: ThreatPlace,
  { value, span }: Located<string>,
): Finding | undefined {
  const { facts, level } = place;
  const sub = level === 'technique' ? facts.find(value, 'subtechnique') : undefined;
  if (sub)
    return {
      message: `\`${value}\` is a sub-technique: it stands below its technique \`${sub.parent ?? ''}\`.`,
      span,
      fixes: asSubtechnique(document, place, { ...identityOf(sub), parent: sub.parent }),
    };
  return level === 'subtechnique' && facts.find(value, 'technique')
    ? { message: `\`${value}\` is a technique, not a sub-technique.`, span }
    : undefined;
}

function unknown(place: ThreatPlace, id: Located<string>, attack: AttackCatalog): Finding {
  const word = levelWords[place.level];
  const guess = guessFor(place, id.value, attack);
  const hint = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
  return {
    message: `${frameworkOf(place, id.value)} has no ${word} \`${id.value}\`.${hint}`,
    span: id.span,
    fixes: guess === undefined ? [] : [changeTo(place, guess)],
  };
}

function frameworkOf({ facts: { bundle } }: ThreatPlace, id: string): string {
  if (isAtlasId(id)) return 'MITRE ATLAS';
  return bundle === undefined ? 'ATT&CK' : `ATT&CK as of \`${bundle}\``;
}

/** Writes the id, and the name and address that belong to it. */
function changeTo({ level, reference, facts }: ThreatPlace, id: string): Fix {
  const fact = facts.find(id, level);
  const right = [
    { was: reference.id, is: id },
    { was: reference.name, is: fact?.names[0] },
    { was: reference.reference, is: fact?.url },
  ];
  const edits = right.flatMap(({ was, is }) =>
    was && is !== undefined && was.value !== is
      ? [{ span: was.span, text: JSON.stringify(is) }]
      : [],
  );
  return { title: `Change to \`${id}\``, edits, isSafe: false };
}

/** The id that the name or address beside it belongs to, else one that is spelt alike. */
function guessFor(
  { level, reference, facts }: ThreatPlace,
  id: string,
  attack: AttackCatalog,
): string | undefined {
  const near = isAtlasId(id)
    ? nearestAtlasIds(id, 20)
    : [
        ...nearestAttackIds(attack, reference.name?.value ?? '', 20),
        ...nearestAttackIds(attack, id, 20),
      ];
  const name = reference.name?.value;
  const candidates = near.filter((other) => facts.find(other, level)?.status === 'active');
  const named = candidates.find((other) =>
    facts.find(other, level)?.names.some((known) => known === name),
  );
  return named ?? candidates.find((other) => isNear(other, id));
}

/** One sign more, less or other. */
function isNear(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter.charAt(at) === longer.charAt(at)) at++;
  const rest = shorter.length === longer.length ? at + 1 : at;
  return shorter.slice(rest) === longer.slice(at + 1);
}
