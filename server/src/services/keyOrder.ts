// The order of keys and tables as the writer of the detection-rules repository has it.
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import type { Span } from '../text/span';
import type { TomlHeader, TomlPair } from '../toml/ast';
import { haveSameValues } from './sameValues';

/** Top tables in the order of the writer; others follow. */
const tables = ['metadata', 'transform', 'rule'];
/** Last among the pairs of a table. */
const lastKeys = ['query', 'threat_query'];

/**
 * The text with pairs and tables in order; each moves with the comments above it and behind it. The same text where the
 * file is broken, has pairs above the first table, or would not hold the same values afterwards.
 */
export function sortKeys(document: RuleDocument): string {
  const { text, toml } = document;
  const sections = toml.problems.length > 0 ? undefined : sectionsOf(text, toml.statements);
  if (!sections) return text;
  const sorted = groupsOf(sections)
    .map((group, index) => ({ group, index, key: groupKey(group) }))
    .sort((a, b) => compare(a.key, b.key) || a.index - b.index)
    .flatMap(({ group }) => group.map(sectionText));
  const written = joined(sorted, text);
  return haveSameValues(document, parseRule(written)) ? written : text;
}

/** A table's header with its pairs, each with the blanks and comments above it. */
interface Section {
  readonly header: TomlHeader;
  readonly head: string;
  readonly pairs: readonly { readonly name: string; readonly text: string }[];
  /** Comments and blanks behind the last pair of the file. */
  readonly tail: string;
}

function sectionsOf(
  text: string,
  statements: readonly (TomlHeader | TomlPair)[],
): readonly Section[] | undefined {
  if (statements[0]?.kind !== 'header') return undefined;
  const ends = statements.map(({ span }) => lineEnd(text, span));
  // Two statements on a line are none of ours.
  if (statements.some(({ span }, index) => index > 0 && span.start < (ends[index - 1] ?? 0)))
    return undefined;
  const sections: {
    header: TomlHeader;
    head: string;
    pairs: { name: string; text: string }[];
    tail: string;
  }[] = [];
  statements.forEach((statement, index) => {
    const from = index === 0 ? 0 : (ends[index - 1] ?? 0);
    const source = text.slice(from, ends[index]);
    if (statement.kind === 'header')
      sections.push({ header: statement, head: source, pairs: [], tail: '' });
    else
      sections
        .at(-1)
        ?.pairs.push({ name: statement.keys.map(({ name }) => name).join('.'), text: source });
  });
  const last = sections.at(-1);
  if (last) last.tail = text.slice(ends.at(-1));
  return sections;
}

/** Behind the line break of the line on which a statement ends. */
function lineEnd(text: string, { end }: Span): number {
  const at = text.indexOf('\n', end);
  return at < 0 ? text.length : at + 1;
}

/** Sections that stay together: a table with the tables below it. */
function groupsOf(sections: readonly Section[]): readonly (readonly Section[])[] {
  const groups: Section[][] = [];
  for (const section of sections) {
    const group = groups.at(-1);
    const [first] = group ?? [];
    if (group && first && nameOf(first) === nameOf(section) && isBelow(section, first))
      group.push(section);
    else groups.push([section]);
  }
  return groups;
}

/** First two names of a header. */
function nameOf({ header }: Section): string {
  return header.keys
    .slice(0, 2)
    .map(({ name }) => name)
    .join('.');
}

function isBelow(section: Section, first: Section): boolean {
  return section.header.keys.length > 1 && first.header.keys.length > 1;
}

function groupKey([first]: readonly Section[]): string {
  const [table = '', name = ''] = first?.header.keys.map((key) => key.name) ?? [];
  const rank = tables.includes(table) ? tables.indexOf(table) : tables.length;
  // The table itself, lists of tables, then tables.
  const kind = name === '' ? 0 : first?.header.array ? 1 : 2;
  return `${rank} ${table} ${kind} ${name}`;
}

function sectionText({ head, pairs, tail }: Section): string {
  const sorted = pairs
    .map((pair, index) => ({ pair, index, key: pairKey(pair.name) }))
    .sort((a, b) => compare(a.key, b.key) || a.index - b.index)
    .map(({ pair }) => pair.text);
  return head + sorted.join('') + tail;
}

function pairKey(name: string): string {
  const last = lastKeys.indexOf(name);
  return last < 0 ? `0 ${name}` : `1 ${last}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sections under each other; a blank line stays between them. */
function joined(parts: readonly string[], before: string): string {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  return parts
    .map((part, index) => (index === 0 ? part.replace(/^(?:[ \t]*\r?\n)+/, '') : part))
    .map((part) => (part.endsWith('\n') || part === '' ? part : part + eol))
    .join('');
}
