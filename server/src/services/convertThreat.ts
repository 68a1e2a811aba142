// Converts the ATT&CK mapping of a rule from v18.1 to v19: ids, names, addresses, tactics and tactic tags.
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { AttackEdition } from '../catalog/attackEdition';
import type { Tactic, Technique } from '../catalog/catalogTypes';
import type { AttackReference, Located, ThreatMapping } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { tablesAt, tableAt } from '../rule/tomlValues';
import type { TextEdit } from '../text/problem';
import type { Span } from '../text/span';
import type { TomlTable } from '../toml/ast';
import { isAttack } from './attackHover';
import { threatBlock } from './threatBlock';
import type { ThreatContent } from './threatBlock';

export interface ThreatConversion {
  /** Do not overlap, in file order; empty where the mapping is one of v19 already. */
  readonly edits: readonly TextEdit[];
  /** What was left as it is, and why: sentences. */
  readonly notes: readonly string[];
}

/** The edits that make a mapping of v18.1 one of v19. */
export function convertThreat(document: RuleDocument, attack: AttackCatalog): ThreatConversion {
  const target = attack.edition('19');
  const tables = tablesAt(tableAt(document.toml.root, 'rule'), 'threat');
  const entries = document.rule.threat.map((threat, index) => {
    const table = tables[index];
    return table && isAttack(threat)
      ? convertEntry({ document, target }, threat, table)
      : unchanged;
  });
  const edits = entries.flatMap((entry) => entry.edits);
  return {
    edits: [...tagEdits(document, attack, entries), ...edits].sort(
      (a, b) => a.span.start - b.span.start,
    ),
    notes: entries.flatMap(({ notes }) => notes),
  };
}

interface Converted extends ThreatConversion {
  /** Ids of the tactics of v19 that the entry becomes; undefined where it is left alone. */
  readonly tactics: readonly string[] | undefined;
  readonly before?: string;
}

const unchanged: Converted = { edits: [], notes: [], tactics: undefined };

function leftAlone(note: string): Converted {
  return { edits: [], notes: [note], tactics: undefined };
}

interface Conversion {
  readonly document: RuleDocument;
  readonly target: AttackEdition;
}

function convertEntry(
  { document, target }: Conversion,
  threat: ThreatMapping,
  table: TomlTable,
): Converted {
  const before = threat.tactic?.id?.value ?? '';
  const tactic = target.findTactic(before);
  if (!tactic) return leftAlone(`The tactic ${before} is not in v19.`);
  const leaves = leavesOf(threat);
  const missing = leaves.find((id) => !target.findCurrent(id));
  if (missing !== undefined) return leftAlone(`${missing} has no successor in v19.`);
  const targets = leaves.flatMap((id) => target.findCurrent(id) ?? []);
  const contents = byTactic(before, targets);
  const tactics = contents.map((content) => content.tactic);
  const inPlace = editsInPlace(threat, contents, target);
  if (inPlace) return { edits: inPlace, notes: [], tactics, before };
  const span = blockSpan(document, table);
  if (!span)
    return leftAlone(`The mapping to ${before} is written inline; v19 needs it in other tables.`);
  return { edits: [rewrite({ document, target }, span, contents)], notes: [], tactics, before };
}

/** The most precise ids: sub-techniques, and techniques without any. */
function leavesOf({ techniques }: ThreatMapping): readonly string[] {
  return techniques.flatMap(({ id, subtechniques }) => {
    const subs = subtechniques.flatMap((sub) => sub.id?.value ?? []);
    return subs.length > 0 ? subs : [id?.value ?? ''];
  });
}

/** The targets under the tactics that they have in v19; the tactic of v18.1 where it still has them. */
function byTactic(before: string, targets: readonly Technique[]): readonly ThreatContent[] {
  const groups = new Map<string, string[]>();
  if (targets.length === 0) groups.set(before, []);
  for (const { id, tactics } of targets) {
    const tactic = tacticFor(before, tactics);
    const ids = groups.get(tactic) ?? [];
    if (!ids.includes(id)) ids.push(id);
    groups.set(tactic, ids);
  }
  return [...groups]
    .sort(([a], [b]) => Number(b === before) - Number(a === before))
    .map(([tactic, techniques]) => ({ tactic, techniques }));
}

/** What was Defense Evasion is Stealth or Defense Impairment in v19. */
const evasionSuccessor = 'TA0112';

function tacticFor(before: string, tactics: readonly string[]): string {
  if (tactics.includes(before)) return before;
  if (tactics.includes(evasionSuccessor)) return evasionSuccessor;
  return tactics[0] ?? before;
}

/** Edits of single values, where the tables can stay as they are; undefined where they cannot. */
function editsInPlace(
  threat: ThreatMapping,
  contents: readonly ThreatContent[],
  target: AttackEdition,
): readonly TextEdit[] | undefined {
  const [content, second] = contents;
  const tactic = content && target.findTactic(content.tactic);
  if (!tactic || second || !threat.tactic) return undefined;
  const tops: string[] = [];
  const edits = [...referenceEdits(threat.tactic, tactic)];
  for (const technique of threat.techniques) {
    const subs = technique.subtechniques.map((sub) => target.findCurrent(sub.id?.value ?? ''));
    const own = target.findCurrent(technique.id?.value ?? '');
    const parents = new Set(subs.map((sub) => sub?.parent));
    const [parent] = parents;
    const top = subs.length === 0 ? own : target.findTechnique(parent ?? '');
    const isRepeated = new Set(subs).size < subs.length;
    if (!top || parents.size > 1 || isRepeated || top.parent !== undefined || tops.includes(top.id))
      return undefined;
    tops.push(top.id);
    edits.push(...referenceEdits(technique, top));
    technique.subtechniques.forEach((reference, index) => {
      const sub = subs[index];
      if (sub) edits.push(...referenceEdits(reference, sub));
    });
  }
  return edits;
}

function referenceEdits(
  { id, name, reference }: AttackReference,
  subject: Tactic | Technique,
): readonly TextEdit[] {
  return [
    ...valueEdit(id, subject.id),
    ...valueEdit(name, subject.name),
    ...(reference?.value.replace(/\/$/, '') === subject.url.replace(/\/$/, '')
      ? []
      : valueEdit(reference, subject.url)),
  ];
}

function valueEdit(old: Located<string> | undefined, text: string): readonly TextEdit[] {
  return !old || old.value === text ? [] : [{ span: old.span, text: JSON.stringify(text) }];
}

/** From the `[[rule.threat]]` header to the end of the last table below it; undefined where it is no header. */
function blockSpan({ toml }: RuleDocument, table: TomlTable): Span | undefined {
  const at = toml.statements.findIndex((statement) => statement === table.header);
  const header = toml.statements[at];
  if (!header) return undefined;
  let { end } = header.span;
  for (const statement of toml.statements.slice(at + 1)) {
    if (statement.kind !== 'pair') {
      const names = statement.keys.map((key) => key.name);
      if (names.length < 3 || names[0] !== 'rule' || names[1] !== 'threat') break;
    }
    end = statement.span.end;
  }
  return { start: header.span.start, end };
}

/** Comments of the old tables go in front of the new ones. */
function rewrite(
  { document: { text }, target }: Conversion,
  span: Span,
  contents: readonly ThreatContent[],
): TextEdit {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const comments = text
    .slice(span.start, span.end)
    .split(/\r?\n/)
    .flatMap((line) => /^\s*(#.*)$/.exec(line)?.[1] ?? /"\s*(#[^"]*)$/.exec(line)?.[1] ?? []);
  const blocks = contents.map((content) => threatBlock(content, target, eol));
  return { span, text: [...comments, blocks.join(eol + eol)].join(eol) };
}

/** `Tactic: Defense Evasion` becomes the tags of the tactics that its entries became. */
function tagEdits(
  document: RuleDocument,
  attack: AttackCatalog,
  entries: readonly Converted[],
): readonly TextEdit[] {
  const [from, to] = [attack.edition('18'), attack.edition('19')];
  const present = new Set(document.rule.tags.map(({ value }) => value));
  return document.rule.tags.flatMap(({ value, span }) => {
    const old = entries.find(
      ({ before, tactics }) => tactics && value === tagOf(from.findTactic(before ?? '')?.name),
    );
    if (!old) return [];
    const ids = entries
      .filter(({ before }) => before === old.before)
      .flatMap((e) => e.tactics ?? []);
    const tags = [...new Set(ids.map((id) => tagOf(to.findTactic(id)?.name)))];
    const added = tags.filter((tag) => !present.has(tag));
    if (tags.includes(value) || added.length === 0) return [];
    return [{ span, text: added.map((tag) => JSON.stringify(tag)).join(', ') }];
  });
}

function tagOf(tactic: string | undefined): string {
  return `Tactic: ${tactic ?? ''}`;
}
