// Finds out by content how a sample is written.
import { ArrayFinder, arrayPaths } from './containedArrays';
import { byteRole, ElementScanner } from './elementScanner';
import { asBuffer, isBlank, isSpace } from './lines';
import { actionOf } from './readBulk';
import { discoverHeader } from './readDiscoverCsv';
import { fieldsOf, parseLossy } from './toEvent';

export type SampleFormat =
  'ndjson' | 'json-array' | 'json-texts' | 'search-response' | 'fixture' | 'bulk' | 'discover-csv';

/** The format, or one sentence about what was found instead. */
export type DetectedFormat =
  | { readonly kind: 'format'; readonly format: SampleFormat }
  | { readonly kind: 'unreadable'; readonly message: string };

/** How to name a format to people. */
export const formatNames: Readonly<Record<SampleFormat, string>> = {
  ndjson: 'NDJSON',
  'json-array': 'JSON array',
  'json-texts': 'JSON documents',
  'search-response': 'search response',
  fixture: 'pipeline fixture',
  bulk: 'bulk body',
  'discover-csv': 'Discover CSV',
};

const expected =
  'expected events as NDJSON, JSON array, search response, bulk body, Discover CSV or pipeline fixture (each may be gzipped)';

/** Files that people try, by their first bytes (latin1). Listed in the order they are tried. */
const foreign: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'gzip data within gzip data'],
  ['ElfFile\0', 'a Windows event log (.evtx); convert it with a shipper such as Winlogbeat first'],
  ['PK\x03\x04', 'a zip archive; unpack it first'],
  ['BZh', 'bzip2 data; unpack it first'],
  ['\xfd7zXZ', 'xz data; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'zstd data; unpack it first'],
  ['\xff\xfe', 'UTF-16 text; save it as UTF-8'],
  ['\xfe\xff', 'UTF-16 text; save it as UTF-8'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['\xd4\xc3\xb2\xa1', 'a packet capture'],
  ['\x0a\x0d\x0d\x0a', 'a packet capture'],
];

/** How many bytes are worth looking at. */
export const headLength = 65_536;

/** Decides by the first `headLength` bytes (all, of a shorter sample). A blank sample is NDJSON without documents. */
export function detectFormat(head: Uint8Array): DetectedFormat {
  const bytes = asBuffer(head).subarray(0, headLength);
  const start = bytes.toString('latin1', 0, 16);
  const found = foreign.find(([magic]) => start.startsWith(magic));
  if (found) return { kind: 'unreadable', message: `${expected} but found ${found[1]}` };
  const lines = linesOf(bytes);
  const first = lines[0];
  if (first === undefined) return { kind: 'format', format: 'ndjson' };
  if (startsArray(bytes)) return { kind: 'format', format: 'json-array' };
  const object = lines.findIndex((line) => line[0] === openObject);
  if (discoverHeader(first.toString('utf8'))) return { kind: 'format', format: 'discover-csv' };
  if (object < 0) return { kind: 'unreadable', message: notJson(first) };
  return { kind: 'format', format: object === 0 ? formatOfObjects(bytes, lines) : 'ndjson' };
}

/** The format of a text that begins with an object. */
function formatOfObjects(bytes: Buffer, [first, second]: readonly Buffer[]): SampleFormat {
  const value = first ? parseLossy(first) : '';
  if (typeof value === 'object' && first && actionOf(first)) return 'bulk';
  const container = containerFormat(bytes);
  if (container) return container;
  if (typeof value === 'object') return fieldsOf(value) ? 'json-texts' : 'ndjson';
  return second && second[0] !== openObject && first && goesOn(first) ? 'json-texts' : 'ndjson';
}

/** By the arrays and keys of the first object. A document may have a list of events too; it also has a time. */
function containerFormat(bytes: Buffer): SampleFormat | undefined {
  const finder = new ArrayFinder();
  let found: SampleFormat | undefined;
  for (const [at, byte] of bytes.entries()) {
    const step = finder.step(byte);
    if (step === 'textEnds') return found;
    if (byte === colon && finder.path === '@timestamp') return undefined;
    if (step === 'enters' && found === undefined && holdsDocuments(bytes, at + 1))
      found = formatOfPath(finder.path);
  }
  return found;
}

function formatOfPath(path: string): 'search-response' | 'fixture' | undefined {
  const isAmong = (paths: readonly string[]): boolean => paths.includes(path);
  if (isAmong(arrayPaths['search-response'])) return 'search-response';
  return isAmong(arrayPaths.fixture) ? 'fixture' : undefined;
}

/** An object, a null (of a fixture), nothing, or the end of what is known. */
function holdsDocuments(bytes: Buffer, from: number): boolean {
  const next = bytes.subarray(from).find((byte) => !isSpace(byte));
  return next === undefined || next === openObject || next === closeArray || next === letterN;
}

const colon = 58;
const openArray = 91;
const closeArray = 93;
const letterN = 110;
const openObject = 123;

/** The first lines that are not blank, without blanks in front. A byte order mark is no part of them. */
function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  let start = bytes.indexOf('\ufeff') === 0 ? 3 : 0;
  while (start < bytes.length && lines.length < 1000) {
    const at = bytes.indexOf(10, start);
    const end = at < 0 ? bytes.length : at;
    const line = bytes.subarray(start, end);
    if (!isBlank(line)) lines.push(line.subarray(line.findIndex((byte) => !isSpace(byte))));
    start = end + 1;
  }
  return lines;
}

/** `[` and then a document, nothing, or the end: a log line such as `[2026-01-01] ...` is no array. */
function startsArray(bytes: Buffer): boolean {
  const open = bytes.findIndex((byte) => !isSpace(byte) && byte < 0x80);
  if (bytes[open] !== openArray) return false;
  const next = bytes.subarray(open + 1).find((byte) => !isSpace(byte));
  return next === undefined || next === openObject || next === openArray || next === closeArray;
}

/** The value that begins in this line does not end in it. */
function goesOn(line: Buffer): boolean {
  const scanner = new ElementScanner(false);
  return !line.some((byte) => scanner.step(byte) === byteRole.ends);
}

function notJson(line: Buffer): string {
  if (line.includes(0)) return `${expected} but found binary data`;
  const text = line.toString('utf8', 0, 200).trim();
  if (text.startsWith('<')) return `${expected} but found XML`;
  const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  const columns = text.split(',').length > 2 ? ' (a CSV file?)' : '';
  return `${expected} but found text that begins with ${JSON.stringify(shown)}${columns}`;
}
