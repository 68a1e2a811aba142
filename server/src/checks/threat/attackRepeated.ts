// attack-repeated: a tactic or technique that is mapped twice.
import { readThreat } from '../../rule/readRule';
import type { AttackReference, Located, TechniqueReference, ThreatMapping } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { tablesAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { both, findEach, nothing } from '../findEach';
import { ruleOf } from '../ruleTables';
import { mergeTactics, mergeTechniques, removal } from './threatBlocks';

export const attackRepeated: Check = {
  code: 'attack-repeated',
  severity: 'warning',
  doc: 'A tactic stands in two entries of `rule.threat`, or a technique twice below one tactic.',
  run: findRepeated,
};

/** In the mapping, and in each of those for other versions, which no fix rewrites. */
function findRepeated({ document }: CheckInput): readonly Finding[] {
  const versioned = tablesAt(ruleOf(document), 'threat_mappings');
  const found = repeatedIn(document, document.rule.threat);
  if (versioned.length === 0) return found;
  const others = findEach(versioned, (table) =>
    repeatedIn(document, tablesAt(table, 'threat').map(readThreat)),
  );
  return both(
    found,
    others.map((finding) => ({ ...finding, fixes: [] })),
  );
}

/** Most rules have one of each. */
function areSingle(threat: readonly ThreatMapping[]): boolean {
  return (
    threat.length < 2 &&
    threat.every(
      ({ techniques }) =>
        techniques.length < 2 && techniques.every(({ subtechniques }) => subtechniques.length < 2),
    )
  );
}

function repeatedIn(document: RuleDocument, threat: readonly ThreatMapping[]): readonly Finding[] {
  if (areSingle(threat)) return nothing;
  const tactics: Repetition<ThreatMapping> = {
    idOf: ({ tactic }) => tactic?.id,
    scopeOf: ({ framework }) => framework?.value ?? '',
    message: (id) => `The tactic \`${id}\` has an entry already: put all techniques there.`,
    fix: (first, later) => mergeTactics(document, first, later),
  };
  const techniques: Repetition<TechniqueReference> = {
    idOf: ({ id }) => id,
    message: (id) => `The technique \`${id}\` stands below this tactic already.`,
    fix: (first, later) => mergeTechniques(document, first, later),
  };
  const subtechniques: Repetition<AttackReference> = {
    idOf: ({ id }) => id,
    message: (id) => `The sub-technique \`${id}\` stands below this technique already.`,
    fix: (_, later) => removal(document, later),
  };
  const below = findEach(threat, (mapping) =>
    both(
      repeated(mapping.techniques, techniques),
      findEach(mapping.techniques, (technique) => repeated(technique.subtechniques, subtechniques)),
    ),
  );
  return both(repeated(threat, tactics), below);
}

interface Repetition<T> {
  readonly idOf: (item: T) => Located<string> | undefined;
  /** Only within one scope an id counts as repeated. */
  readonly scopeOf?: (item: T) => string;
  readonly message: (id: string) => string;
  readonly fix: (first: T, later: T) => readonly Fix[];
}

function repeated<T>(
  items: readonly T[],
  { idOf, scopeOf = () => '', message, fix }: Repetition<T>,
): readonly Finding[] {
  if (items.length < 2) return nothing;
  return findEach(items, (item, at) => {
    const id = idOf(item);
    const first = items.find(
      (other) => idOf(other)?.value === id?.value && scopeOf(other) === scopeOf(item),
    );
    const firstId = first && idOf(first);
    if (!id || !first || !firstId || items.indexOf(first) === at) return nothing;
    return [
      {
        message: message(id.value),
        span: id.span,
        related: [{ span: firstId.span, message: 'The first' }],
        fixes: fix(first, item),
      },
    ];
  });
}
