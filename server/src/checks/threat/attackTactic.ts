// attack-tactic: a technique below a tactic that it does not serve.
import type { TechniqueReference } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix, TextEdit } from '../../text/problem';
import type { Check } from '../check';
import { lacking, removeTag, tagNames } from '../tags/tagList';
import { identityOf, referenceEdits } from './attackParent';
import { moveTechnique, moveToNewEntry } from './threatBlocks';
import { inKnownThreats } from './threatPlaces';
import type { KnownPlace } from './threatPlaces';

export const attackTactic: Check = {
  code: 'attack-tactic',
  severity: 'warning',
  doc: 'A technique stands below a tactic that it does not serve.',
  run: (input) =>
    inKnownThreats(input, (place) => {
      const { level, id, fact, mapping, facts } = place;
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
          fixes: fixesFor(input.document, place),
        },
      ];
    }),
};

/** To the entry of a tactic that it serves, else to a new one; where it stands alone, its tactic changes. */
function fixesFor(document: RuleDocument, place: KnownPlace): readonly Fix[] {
  const { reference, mapping, fact } = place;
  const technique = mapping.techniques.find((one) => one === reference);
  const { threat } = document.rule;
  // A mapping of `threat_mappings` has its tactics for itself.
  if (!technique || !threat.includes(mapping)) return [];
  const moves = threat.flatMap((to) => {
    const id = to.tactic?.id?.value ?? '';
    const isRight = fact.tactics.includes(id) && to.framework?.value === mapping.framework?.value;
    return isRight ? moveTechnique(document, technique, { to, title: `Move it to \`${id}\`` }) : [];
  });
  const isAlone = mapping.techniques.length === 1;
  const isNew = !threat.some(({ tactic }) => fact.tactics.includes(tactic?.id?.value ?? ''));
  if (!isNew) return moves;
  return fact.tactics.flatMap((id) =>
    isAlone ? changeTactic(document, place, id) : splitOff(document, technique, { place, id }),
  );
}

/** With the tag of the new tactic. */
function splitOff(
  document: RuleDocument,
  technique: TechniqueReference,
  { place, id }: { readonly place: KnownPlace; readonly id: string },
): readonly Fix[] {
  const tactic = place.facts.find(id, 'tactic');
  if (!tactic) return [];
  const to = identityOf(tactic);
  const title = `Move it to a new entry of \`${id}\``;
  const tags = lacking(document, [`Tactic: ${to.name}`], '')[0]?.fixes?.[0]?.edits ?? [];
  return moveToNewEntry(document, technique, { from: place.mapping, to, title }).map((fix) => ({
    ...fix,
    edits: [...fix.edits, ...tags].sort((a, b) => a.span.start - b.span.start),
  }));
}

function changeTactic(
  document: RuleDocument,
  { mapping, facts }: KnownPlace,
  id: string,
): readonly Fix[] {
  const to = facts.find(id, 'tactic');
  const edits = to && mapping.tactic && referenceEdits(mapping.tactic, identityOf(to));
  if (!edits) return [];
  const names = [
    mapping.tactic.name?.value,
    facts.find(mapping.tactic.id?.value ?? '', 'tactic')?.names,
  ].flat();
  const all = [...tagEdits(document, names, to.names[0] ?? ''), ...edits];
  return [
    {
      title: `Change the tactic to \`${id}\``,
      edits: all.sort((a, b) => a.span.start - b.span.start),
      isSafe: false,
    },
  ];
}

/** The tag of the tactic goes with it. */
function tagEdits(
  document: RuleDocument,
  names: readonly (string | undefined)[],
  to: string,
): readonly TextEdit[] {
  const right = `Tactic: ${to}`;
  const isThere = tagNames(document).has(right);
  return document.rule.tags.flatMap((tag) => {
    if (!names.some((name) => tag.value === `Tactic: ${name}`)) return [];
    return isThere ? removeTag(document, tag) : [{ span: tag.span, text: JSON.stringify(right) }];
  });
}
