// Places inside the Markdown of `note`.
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringNodeAt } from '../../rule/tomlValues';
import { toSourceSpan } from '../../text/offsetMap';
import { keepLast } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { Span } from '../../text/span';
import type { TomlString } from '../../toml/ast';
import { encodeFor } from '../query/queryText';
import { ruleOf } from '../ruleTables';

/** The guide of a rule. */
export function noteOf(document: RuleDocument): TomlString | undefined {
  return stringNodeAt(ruleOf(document), 'note');
}

/** A place of the decoded text as a place of the file. */
export function placeIn({ map }: TomlString, start: number, length: number): Span {
  return toSourceSpan(map, { start, end: start + length });
}

/** Writes another text there; none where this kind of string cannot hold it. */
export function rewrite(
  note: TomlString,
  place: { readonly span: Span; readonly text: string },
): readonly Fix[] {
  const encoded = encodeFor(note.quote, place.text);
  if (encoded === undefined) return [];
  const title = place.text.trim() === '' ? 'Remove it' : `Change to "${place.text}"`;
  return [{ title, edits: [{ span: place.span, text: encoded }], isSafe: false }];
}

/** A heading of Markdown. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  /** Of the whole line, in the decoded text. */
  readonly at: number;
  readonly line: string;
}

/** Its line as a place of the file. */
export function lineOf(note: TomlString, { at, line }: Heading): Span {
  return placeIn(note, at, line.length);
}

/** The headings of a note, those inside of code blocks left out. */
export function headingsOf(note: TomlString): readonly Heading[] {
  return headingLines(note).headings;
}

/** Lines meant as headings of the second level or deeper: they lack the blank behind the sign. */
export function brokenHeadingsOf(note: TomlString): readonly Heading[] {
  return headingLines(note).broken;
}

interface HeadingLines {
  readonly headings: readonly Heading[];
  readonly broken: readonly Heading[];
}

const headingLines = keepLast((note: TomlString) => readHeadings(note.value));

function readHeadings(text: string): HeadingLines {
  const headings: Heading[] = [];
  const broken: Heading[] = [];
  const fences = ['```', '~~~'].flatMap((fence) => linesThatOpenWith(fence, text));
  // Guides are long, and most lines are no headings: the sign at the start of a line is found much faster than lines.
  for (
    let at = text.startsWith('#') ? 0 : nextHeading(text, 0);
    at > -1;
    at = nextHeading(text, at)
  ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    const level = levelOf(line);
    const isCode = fences.length > 0 && fences.filter((fence) => fence < at).length % 2 === 1;
    if (level > deepest || isCode) continue;
    const rest = line.slice(level);
    const heading = { level, text: rest.trim(), at, line };
    if (rest.trimStart() !== rest) headings.push(heading);
    else if (level > 1 && /^\p{L}/u.test(rest)) broken.push(heading);
  }
  return { headings, broken };
}

const deepest = 6;

/** The number of its signs; the line begins with one. */
function levelOf(line: string): number {
  let level = 1;
  while (line.charAt(level) === '#') level++;
  return level;
}

function nextHeading(text: string, from: number): number {
  const at = text.indexOf('\n#', from);
  return at < 0 ? -1 : at + 1;
}

/** Where the lines begin that have the sign first, blanks aside: they bound blocks of code. */
function linesThatOpenWith(sign: string, text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at)) {
    const start = text.lastIndexOf('\n', at) + 1;
    if (text.slice(start, at).trim() === '') found.push(start);
    const end = text.indexOf('\n', at);
    if (end < 0) break;
    at = end;
  }
  return found;
}
