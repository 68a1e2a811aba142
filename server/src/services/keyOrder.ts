// The order of keys and tables as the writer of the detection-rules repository has it.
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { lineEndOf } from '../text/edits';
import type { Span } from '../text/span';
import type { TomlHeader, TomlPair } from '../toml/ast';
import { haveSameValues } from './sameValues';

/** Top tables in the order of the writer; others follow. */
const tables = ['metadata', 'transform', 'rule'];
/** Last among the pairs of a table. */
const lastKeys = ['query', 'threat_query'];

/**
 * The text with pairs and tables in order; each moves with the comments that belong to it. The same text where the file
 * is broken, has pairs above the first table, or would not hold the same values afterwards.
 */
export function sortKeys(document: RuleDocument): string {
  const { text, toml } = document;
  const parts = toml.problems.length > 0 ? undefined : partsOf(text, toml.statements);
  if (!parts) return text;
  const sorted = groupsOf(parts.sections)
    .map((group, index) => ({ group, index, key: groupKey(group) }))
    .sort((a, b) => compare(a.key, b.key) || a.index - b.index)
    .flatMap(({ group }) => group.flatMap(inOrder));
  const written = parts.head + joined(sorted, lineEndOf(text)) + parts.tail;
  return haveSameValues(document, parseRule(written)) ? written : text;
}

const blankLines = /^(?:[ \t]*\r?\n)+/;

interface FileParts {
  /** Comments of the file: a blank line stands between them and the first table. */
  readonly head: string;
  readonly sections: readonly Section[];
  /** What stands below the last statement and does not belong to it. */
  readonly tail: string;
}

/** A table's header with its pairs. */
interface Section {
  readonly header: TomlHeader;
  readonly head: Part;
  readonly pairs: readonly (Part & { readonly name: string })[];
}

/** A header or pair with its comments, in whole lines. */
interface Part {
  readonly text: string;
  /** It ends with comments, which need a blank line below them to stay its own. */
  readonly endsWithComment: boolean;
}

function partsOf(
  text: string,
  statements: readonly (TomlHeader | TomlPair)[],
): FileParts | undefined {
  if (statements[0]?.kind !== 'header') return undefined;
  const ends = statements.map(({ span }) => lineEnd(text, span));
  // Two statements on a line are none of ours.
  if (statements.some(({ span }, index) => index > 0 && span.start < (ends[index - 1] ?? 0)))
    return undefined;
  const head = headOf(text.slice(0, statements[0].span.start));
  const sections: { header: TomlHeader; head: Part; pairs: (Part & { name: string })[] }[] = [];
  let from = head.length;
  statements.forEach((statement, index) => {
    const end = ends[index] ?? text.length;
    const next = statements[index + 1]?.span.start ?? text.length;
    const behind = commentsBehind(text.slice(end, next), next === text.length);
    const source = text.slice(from, end + behind.length);
    const part = {
      // Where the first table goes down, a blank line goes with it.
      text: index === 0 ? lineEndOf(text) + source.replace(blankLines, '') : source,
      endsWithComment: behind !== '',
    };
    from = end + behind.length;
    if (statement.kind === 'header') sections.push({ header: statement, head: part, pairs: [] });
    else sections.at(-1)?.pairs.push({ ...part, name: dotted(statement) });
  });
  return { head, sections, tail: text.slice(from) };
}

/** What stands above the last blank line over the first table, the line included. */
function headOf(above: string): string {
  const [head = ''] = /^\ufeff?(?:[^]*\n)?(?:[ \t]*\r?\n)/.exec(above) ?? [];
  return head.trim() === '' ? (/^\ufeff/.exec(above)?.[0] ?? '') : head;
}

/** Comments directly below a statement, with a blank line or nothing below them. */
function commentsBehind(below: string, isLast: boolean): string {
  const [comments = ''] = /^(?:[ \t]*#.*(?:\r?\n|$))+/.exec(below) ?? [];
  const rest = below.slice(comments.length);
  return /^[ \t]*\r?\n/.test(rest) || (isLast && rest.trim() === '') ? comments : '';
}

function dotted({ keys }: TomlPair): string {
  return keys.map(({ name }) => name).join('.');
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

function inOrder({ head, pairs }: Section): readonly Part[] {
  const sorted = pairs
    .map((pair, index) => ({ pair, index, key: pairKey(pair.name) }))
    .sort((a, b) => compare(a.key, b.key) || a.index - b.index)
    .map(({ pair }) => pair);
  return [head, ...sorted];
}

function pairKey(name: string): string {
  const last = lastKeys.indexOf(name);
  return last < 0 ? `0 ${name}` : `1 ${last}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The parts under each other. No blank lines at the top; one below comments that end a part. */
function joined(parts: readonly Part[], eol: string): string {
  return parts
    .map(({ text }, index) => {
      const above = parts[index - 1];
      const isOpen = text !== '' && !text.endsWith('\n');
      const written = isOpen ? text + eol : text;
      if (!above) return written.replace(blankLines, '');
      return above.endsWithComment && !/^[ \t]*\r?\n/.test(written) ? eol + written : written;
    })
    .join('');
}
