// Cuts lines into the cells of CSV (RFC 4180), quoted line breaks included; a broken record costs as few lines as possible.
import { readLines } from './lines';
import { notUtf8 } from './utf8';

export interface CsvRecord {
  readonly cells: readonly string[];
  /** 1-based line at which the record starts. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

/** A line that is in no record. */
export interface BrokenCsv {
  readonly line: number;
  readonly message: string;
}

/** A quote that nobody closed must not swallow the rest of the file. */
const longestRecord = 4_000_000;

interface TextLine {
  readonly text: string;
  readonly number: number;
  readonly offset: number;
  readonly problem: string | undefined;
}

/** The records in order. Blank lines between them are none. After a broken record the next line is tried. */
export function* readCsv(
  blocks: Iterable<Uint8Array>,
  separator: string,
): Generator<CsvRecord | BrokenCsv> {
  const source = textLines(blocks);
  const waiting: TextLine[] = [];
  const lineAt = (index: number): TextLine | undefined => {
    while (waiting.length <= index) {
      const next = source.next();
      if (next.done) return undefined;
      waiting.push(next.value);
    }
    return waiting[index];
  };
  for (let first = lineAt(0); first; first = lineAt(0)) {
    const record = readRecord(lineAt, separator);
    const whole = 'message' in record ? [] : waiting.slice(0, record.count);
    const undecoded = whole.find(({ problem }) => problem !== undefined);
    if ('message' in record) yield { line: first.number, message: record.message };
    else if (undecoded) yield { line: undecoded.number, message: undecoded.problem ?? '' };
    else if (first.text.trim() !== '' || record.count > 1)
      yield { cells: record.cells, line: first.number, offset: first.offset };
    waiting.splice(0, Math.max(1, whole.length));
  }
}

function* textLines(blocks: Iterable<Uint8Array>): Generator<TextLine> {
  for (const { bytes, number, offset } of readLines(blocks)) {
    const text = bytes.toString('utf8');
    yield {
      text: number === 1 ? text.replace(/^\ufeff/, '') : text,
      number,
      offset,
      problem: notUtf8(bytes),
    };
  }
}

type ReadRecord =
  | { readonly cells: readonly string[]; /** Lines. */ readonly count: number }
  | { readonly message: string };

function readRecord(
  lineAt: (index: number) => TextLine | undefined,
  separator: string,
): ReadRecord {
  let text = '';
  for (let count = 0; ; count++) {
    const line = lineAt(count);
    if (line === undefined || text.length > longestRecord)
      return { message: 'broken CSV: a quoted cell is not closed' };
    text += count === 0 ? line.text : `\n${line.text}`;
    if (hasOpenQuote(line.text, count > 0)) continue;
    const cells = cutCells(text.replace(/\r$/, ''), separator);
    return cells ? { cells, count: count + 1 } : { message: brokenQuotes };
  }
}

const brokenQuotes =
  'broken CSV: text stands beside a quoted cell, or a quote within an unquoted one';

/** Every quote opens or closes; a doubled one does both. */
function hasOpenQuote(line: string, isOpen: boolean): boolean {
  let open = isOpen;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) open = !open;
  return open;
}

/** The cells of one record, or undefined if its quotes are out of place. */
export function cutCells(text: string, separator: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    let end = text.indexOf(separator, at);
    if (end < 0) end = text.length;
    if (text[at] === '"') {
      end = closingQuote(text, at + 1);
      if (end < 0) return undefined;
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      end++;
    } else {
      const cell = text.slice(at, end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
    }
    if (end === text.length) return cells;
    if (text[end] !== separator) return undefined;
    at = end;
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
