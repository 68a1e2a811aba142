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
export const headingsOf = keepLast((note: TomlString) => readHeadings(note.value));

function readHeadings(text: string): readonly Heading[] {
  const found: Heading[] = [];
  let isCode = false;
  for (const at of tellingLines(text)) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    const match = !isCode && /^(#{1,6})\s+(.*?)\s*$/.exec(line);
    if (match) found.push({ level: match[1]?.length ?? 0, text: match[2] ?? '', at, line });
  }
  return found;
}

/** Where the lines begin that may be headings or bound blocks of code: guides are long, and most lines are neither. */
function tellingLines(text: string): readonly number[] {
  const found: number[] = [];
  for (let at = 0; ;) {
    if (!isPlain(text.charCodeAt(at))) found.push(at);
    const end = text.indexOf('\n', at);
    if (end < 0) return found;
    at = end + 1;
  }
}

const [LF, HASH, GRAVE, TILDE, DELETE, SPACE] = [10, 35, 96, 126, 127, 32];

/** The first sign of a line that is neither of them, or its end. */
function isPlain(code: number): boolean {
  if (code <= SPACE || code >= DELETE) return code === LF;
  return code !== HASH && code !== GRAVE && code !== TILDE;
}
