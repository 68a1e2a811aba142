// Moves and removes entries of `rule.threat` with all that stands below them. Entries that are written inline stay.
import type { AttackReference, TechniqueReference, ThreatMapping } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix, TextEdit } from '../../text/problem';
import type { Span } from '../../text/span';
import { commentsOf } from '../../toml/comments';
import type { Identity } from './attackParent';

/** From the header of an entry to the end of the last line of what stands below it; undefined for one without header. */
function blockOf(
  { toml, text }: RuleDocument,
  { span }: Pick<ThreatMapping, 'span'>,
): Span | undefined {
  const { statements } = toml;
  const at = statements.findIndex((one) => one.kind === 'header' && one.span.start === span.start);
  const header = statements[at];
  if (header?.kind !== 'header') return undefined;
  let { end } = header.span;
  for (const next of statements.slice(at + 1)) {
    const isBelow = header.keys.every(({ name }, level) => next.keys[level]?.name === name);
    if (next.kind === 'header' && (!isBelow || next.keys.length === header.keys.length)) break;
    end = next.span.end;
  }
  return { start: span.start, end: lineEnd(text, end) };
}

function lineEnd(text: string, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** Takes the block out with the blank lines behind it, at the end of the file with those before it. */
function removeBlock(text: string, { start, end }: Span): TextEdit {
  const behind = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0;
  if (end + behind < text.length) return { span: { start, end: end + behind }, text: '' };
  const before = /\r?\n((?:[ \t]*\r?\n)*)[ \t]*$/.exec(text.slice(0, start))?.[1]?.length ?? 0;
  return { span: { start: start - before, end: end + behind }, text: '' };
}

/** Texts in the order in which they go to a place. */
class Insertions {
  private readonly texts = new Map<number, string>();

  add(offset: number, text: string): void {
    this.texts.set(offset, `${this.texts.get(offset) ?? ''}\n\n${text}`);
  }

  edits(): readonly TextEdit[] {
    return [...this.texts].map(([at, text]) => ({ span: { start: at, end: at }, text }));
  }
}

/** Removes an entry that says nothing that another one does not say. */
export function removal(document: RuleDocument, entry: AttackReference): readonly Fix[] {
  return merged(document, entry, {
    title: 'Remove this one',
    insertions: new Insertions(),
    moved: [],
  });
}

/** Puts the sub-techniques of the later technique below the first one, each once, and removes the later one. */
export function mergeTechniques(
  document: RuleDocument,
  first: TechniqueReference,
  later: TechniqueReference,
): readonly Fix[] {
  const insertions = new Insertions();
  const moved = addSubtechniques(document, { from: later, to: first, insertions });
  return merged(document, later, { title: 'Merge it into the first one', insertions, moved });
}

/** Puts the techniques of the later entry into the first one, each once, and removes the later one. */
export function mergeTactics(
  document: RuleDocument,
  first: ThreatMapping,
  later: ThreatMapping,
): readonly Fix[] {
  const insertions = new Insertions();
  const ids = later.techniques.map(({ id }) => id?.value);
  // What stands there twice is a finding of its own.
  if (new Set(ids).size < ids.length) return [];
  const moved = later.techniques.map((technique) => {
    const known = first.techniques.find(({ id }) => id?.value === technique.id?.value);
    return known
      ? addSubtechniques(document, { from: technique, to: known, insertions })
      : addTechnique(document, { technique, to: first, insertions });
  });
  const title = 'Merge it into the first entry';
  return merged(document, later, { title, insertions, moved: all(moved) });
}

/** Puts a technique below another tactic that has an entry. */
export function moveTechnique(
  document: RuleDocument,
  technique: TechniqueReference,
  { to, title }: { readonly to: ThreatMapping; readonly title: string },
): readonly Fix[] {
  const insertions = new Insertions();
  const known = to.techniques.find(({ id }) => id?.value === technique.id?.value);
  const moved = known
    ? addSubtechniques(document, { from: technique, to: known, insertions })
    : addTechnique(document, { technique, to, insertions });
  return merged(document, technique, { title, insertions, moved }).map((fix) => ({
    ...fix,
    isSafe: false,
  }));
}

/** Puts a technique into an entry of its own, below the one it stands in. */
export function moveToNewEntry(
  document: RuleDocument,
  technique: TechniqueReference,
  {
    from,
    to,
    title,
  }: { readonly from: ThreatMapping; readonly to: Identity; readonly title: string },
): readonly Fix[] {
  const insertions = new Insertions();
  const [block, entry] = [blockOf(document, technique), blockOf(document, from)];
  if (!block || !entry || !from.framework) return [];
  const { text } = document;
  insertions.add(entry.end, `[[rule.threat]]\nframework = ${JSON.stringify(from.framework.value)}`);
  insertions.add(entry.end, text.slice(block.start, block.end));
  insertions.add(entry.end, tacticTable(to));
  return merged(document, technique, { title, insertions, moved: [block] }).map((fix) => ({
    ...fix,
    isSafe: false,
  }));
}

function tacticTable({ id, name, url }: Identity): string {
  const pairs = Object.entries({ id, name, reference: url });
  return [
    '[rule.threat.tactic]',
    ...pairs.map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
  ].join('\n');
}

/** Pieces of the text that went elsewhere; undefined where one of them has no header to move. */
type Moved = readonly Span[] | undefined;

function all(moved: readonly Moved[]): Moved {
  const known = moved.flatMap((spans) => (spans ? [spans] : []));
  return known.length === moved.length ? known.flat() : undefined;
}

function addTechnique(
  document: RuleDocument,
  {
    technique,
    to,
    insertions,
  }: {
    readonly technique: TechniqueReference;
    readonly to: ThreatMapping;
    readonly insertions: Insertions;
  },
): Moved {
  const block = blockOf(document, technique);
  const last = to.techniques[to.techniques.length - 1];
  const end = last ? blockOf(document, last)?.end : ownEnd(document, to);
  if (!block || end === undefined) return undefined;
  insertions.add(end, document.text.slice(block.start, block.end));
  return [block];
}

/** The end of what an entry says before the tables below it. */
function ownEnd(document: RuleDocument, entry: ThreatMapping): number | undefined {
  return blockOf(document, entry) && lineEnd(document.text, entry.span.end);
}

function addSubtechniques(
  document: RuleDocument,
  {
    from,
    to,
    insertions,
  }: {
    readonly from: TechniqueReference;
    readonly to: TechniqueReference;
    readonly insertions: Insertions;
  },
): Moved {
  const known = new Set(to.subtechniques.map(({ id }) => id?.value));
  const target = blockOf(document, to);
  const blocks = from.subtechniques
    .filter(({ id }) => !known.has(id?.value))
    .map((subtechnique) => blockOf(document, subtechnique));
  if (!target || blocks.includes(undefined)) return undefined;
  const spans = blocks.flatMap((block) => block ?? []);
  for (const { start, end } of spans) insertions.add(target.end, document.text.slice(start, end));
  return spans;
}

/** The fix, unless a comment would be lost with what is removed. */
function merged(
  document: RuleDocument,
  later: Pick<ThreatMapping, 'span'>,
  {
    title,
    insertions,
    moved,
  }: { readonly title: string; readonly insertions: Insertions; readonly moved: Moved },
): readonly Fix[] {
  const block = blockOf(document, later);
  if (!block || !moved || losesComment(document, block, moved)) return [];
  const edits = [...insertions.edits(), removeBlock(document.text, block)];
  return [{ title, edits: edits.sort((a, b) => a.span.start - b.span.start), isSafe: true }];
}

function losesComment({ toml }: RuleDocument, block: Span, kept: readonly Span[]): boolean {
  return commentsOf(toml).some(
    (comment) => isIn(comment, block) && !kept.some((span) => isIn(comment, span)),
  );
}

function isIn({ start }: Span, around: Span): boolean {
  return around.start <= start && start < around.end;
}
