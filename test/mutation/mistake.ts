// A kind of mistake that authors make, seeded into a rule that is right, and the tools to write one.
import type { KqlIs } from '../../server/src/kql/ast';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { asTable, asTables, entrySpan } from '../../server/src/rule/tomlValues';
import type { EntryValue } from '../../server/src/rule/tomlValues';
import { clausesOf, soundQueries } from '../../server/src/checks/query/queries';
import type { Clause, KqlQuery } from '../../server/src/checks/query/queries';
import { applyEdits } from '../../server/src/text/edits';
import type { Span } from '../../server/src/text/span';
import type { TomlEntry, TomlTable } from '../../server/src/toml/ast';
import { pick } from '../support/mutate';
import type { Random } from '../support/mutate';

/** A rule of a repository before the mistake. */
export interface Original {
  readonly document: RuleDocument;
  /** Below the root of the repository, `/` between folders. */
  readonly path: string;
  readonly random: Random;
}

/** The rule with the mistake. */
export interface Mutant {
  readonly text: string;
  /** Where the mistake is one of the file's place or name. */
  readonly path?: string;
  /** The original stays beside it. */
  readonly isCopy?: true;
}

export interface MistakeKind {
  readonly name: string;
  /** Codes of which one must report it. */
  readonly codes: readonly string[];
  /** Undefined where the rule has no place for this mistake. */
  readonly mutate: (original: Original) => Mutant | undefined;
}

/** The file with a span replaced; undefined for an absent span. */
export function replaced(
  { document }: Original,
  span: Span | undefined,
  text: string,
): Mutant | undefined {
  if (!span) return undefined;
  const changed = applyEdits(document.text, [{ span, text }]);
  return changed === document.text ? undefined : { text: changed };
}

export function sourceAt({ document }: Original, span: Span): string {
  return document.text.slice(span.start, span.end);
}

/** The entry at a dotted path below the root; of a list of tables the first table is entered. */
export function entryAt({ document }: Original, path: string): TomlEntry | undefined {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let table: TomlTable | undefined = document.toml.root;
  for (const name of names) {
    const value: EntryValue | undefined = table?.entries.get(name)?.value;
    table = asTable(value) ?? asTables(value)[0];
  }
  return table?.entries.get(last);
}

/** Span of the value of a pair. */
export function valueSpan(original: Original, path: string): Span | undefined {
  const entry = entryAt(original, path);
  return entry?.pair ? entry.pair.value?.span : undefined;
}

/** Decoded text of a string value. */
export function textAt(original: Original, path: string): string | undefined {
  const value = entryAt(original, path)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}

/** Decoded texts of a list, with their spans. */
export function itemsAt(
  original: Original,
  path: string,
): readonly { readonly value: string; readonly span: Span }[] {
  const value = entryAt(original, path)?.value;
  if (value?.kind !== 'array') return [];
  return value.items.flatMap((item) =>
    item.kind === 'string' ? [{ value: item.value, span: item.span }] : [],
  );
}

/** Another value for a pair that is there. */
export function setValue(original: Original, path: string, value: string): Mutant | undefined {
  return replaced(original, valueSpan(original, path), value);
}

/** The file without a pair. */
export function removePair(original: Original, path: string): Mutant | undefined {
  const entry = entryAt(original, path);
  return entry?.pair && replaced(original, entry.pair.span, '');
}

export function renameKey(original: Original, path: string, name: string): Mutant | undefined {
  return replaced(original, entryAt(original, path)?.key.span, name);
}

/** A line more, directly below the header of a table; undefined where the table has the key or no header. */
export function addPair(
  original: Original,
  table: string,
  line: { readonly key: string; readonly value: string },
): Mutant | undefined {
  const entry = entryAt(original, table);
  if (!entry || entryAt(original, `${table}.${line.key}`)) return undefined;
  const { end } = entrySpan(entry);
  return replaced(original, { start: end, end }, `\n${line.key} = ${line.value}`);
}

/** An item of a list of strings taken out, with the comma beside it. */
export function removeItem(
  original: Original,
  path: string,
  isMeant: (item: string) => boolean,
): Mutant | undefined {
  const items = itemsAt(original, path);
  const index = items.findIndex(({ value }) => isMeant(value));
  const [item, next, previous] = [items[index], items[index + 1], items[index - 1]];
  if (!item || items.length < 2) return undefined;
  return next
    ? replaced(original, { start: item.span.start, end: next.span.start }, '')
    : replaced(original, { start: previous?.span.end ?? item.span.start, end: item.span.end }, '');
}

/** An item more at the end of a list of strings. */
export function addItem(original: Original, path: string, item: string): Mutant | undefined {
  const last = itemsAt(original, path).at(-1);
  if (!last) return undefined;
  const { end } = last.span;
  return replaced(original, { start: end, end }, `, ${JSON.stringify(item)}`);
}

/** The KQL query whose text stands in the file as it is. */
export function queryOf({ document }: Original): KqlQuery | undefined {
  const query = soundQueries(document)[0];
  return query?.query === document.query && query?.query.node.quote === "'''" ? query : undefined;
}

/** The conditions of that query. */
export function clauses(original: Original): readonly Clause[] {
  const query = queryOf(original);
  return query ? clausesOf(query) : [];
}

export type ValueClause = Clause & { readonly node: KqlIs; readonly field: string };

/** Conditions `field: value`, each with its own field in front. */
export function valueClauses(original: Original): readonly ValueClause[] {
  return clauses(original).flatMap((clause) => {
    const { node, field, isPattern } = clause;
    if (node.kind !== 'is' || field === undefined || isPattern) return [];
    return node.field?.span.start === node.span.start ? [{ ...clause, node, field }] : [];
  });
}

/** One of the items that fit, drawn; undefined where none does. */
export function drawn<T>(random: Random, items: readonly T[]): T | undefined {
  return items.length === 0 ? undefined : pick(random, items);
}

/** The word with two neighbouring letters changed over: what fast fingers do. */
export function swapped(word: string, random: Random): string {
  const places = Array.from({ length: word.length - 2 }, (_, index) => index + 1)
    .filter((at) => /^[a-z]{2}$/.test(word.slice(at, at + 2)))
    .filter((at) => word.charAt(at) !== word.charAt(at + 1));
  const at = drawn(random, places);
  if (at === undefined) return word;
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
