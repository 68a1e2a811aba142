// Reads a STIX bundle of ATT&CK, 40 to 50 MB of JSON, object by object.
import { AttackBundle, isObject } from '../../catalog/attackBundle';
import type { AttackTables } from '../../catalog/catalogTypes';
import { FileError } from '../fileSystem';
import type { FileSystem } from '../fileSystem';
import { JsonParts } from '../jsonParts';
import type { JsonPart } from '../jsonParts';
import { unpackedBytes } from '../unpackedFile';
import { versionOfName } from './findBundle';

/** Unpacked; in bytes. */
const mostBytes = 512 << 20;
/** Of a single object: the largest, the list of a collection's contents, has some 3 MB. */
const mostOfObject = 64 << 20;
const blockSize = 1 << 20;

/** Throws FileError: one sentence with the file and, where the content is at fault, the place in it. */
export function readBundle(file: string, files: FileSystem): AttackTables {
  const reading: Reading = { file, blocks: blocksOf(file, files) };
  const bundle = new AttackBundle();
  let hasObjects = false;
  const parts = new JsonParts((key) => (key === 'objects' ? 'elements' : 'value'));
  for (const block of reading.blocks()) {
    for (const part of parts.scan(block))
      if (part.key === 'objects') {
        hasObjects = true;
        bundle.add(objectOf(part, reading));
      } else checkMember(part, reading);
    if (parts.pending > mostOfObject)
      throw broken(reading, parts.size, `an object of more than ${mostOfObject >> 20} MB`);
  }
  if (!parts.isClosed) throw broken(reading, parts.size, 'the end of the file within the JSON');
  if (!hasObjects) throw noBundle(file, 'no objects');
  return complete(bundle.tables({ name: file, version: versionOfName(file) }));
}

interface Reading {
  readonly file: string;
  /** From the beginning each time. */
  readonly blocks: () => Iterable<Uint8Array>;
}

/** Throws FileError. */
function blocksOf(file: string, files: FileSystem): () => Iterable<Uint8Array> {
  if (!file.endsWith('.gz')) {
    if (files.sizeOf(file) > mostBytes)
      throw new FileError(`${file} holds more than ${mostBytes >> 20} MB`);
    return () => files.openSample(file).blocks();
  }
  const bytes = unpackedBytes(file, files, mostBytes);
  return function* () {
    for (let at = 0; at < bytes.length; at += blockSize) yield bytes.subarray(at, at + blockSize);
  };
}

function objectOf(part: JsonPart, reading: Reading): Readonly<Record<string, unknown>> {
  const value = parse(part, reading);
  if (isObject(value)) return value;
  throw broken(reading, startOf(part), `${JSON.stringify(value).slice(0, 40)} as a STIX object`);
}

/** What stands beside the objects must be JSON as well, and of a bundle. */
function checkMember(part: JsonPart, reading: Reading): void {
  const value = parse(part, reading);
  if (part.key === 'type' && value !== 'bundle')
    throw noBundle(reading.file, `the type ${JSON.stringify(value).slice(0, 40)}`);
}

function parse(part: JsonPart, reading: Reading): unknown {
  try {
    return JSON.parse(part.bytes.toString('utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw broken(reading, startOf(part), `a value that is no JSON (${reason})`);
  }
}

/** Behind the blanks. */
function startOf({ bytes, offset }: JsonPart): number {
  const text = bytes.toString('latin1');
  return offset + text.length - text.trimStart().length;
}

/** Throws FileError for a bundle without what it is there for. */
function complete(tables: AttackTables): AttackTables {
  const { tactics, techniques, source } = tables;
  const lack =
    tactics.length === 0 ? 'tactics' : techniques.length === 0 ? 'techniques' : undefined;
  if (lack === undefined) return tables;
  throw new FileError(`${source.name} holds no ${lack} of ATT&CK for Enterprise`);
}

function noBundle(file: string, found: string): FileError {
  return new FileError(
    `${file} is no STIX bundle: expected {"type": "bundle", "objects": [...]}, found ${found}`,
  );
}

function broken(reading: Reading, offset: number, found: string): FileError {
  const { line, column } = placeOf(reading, offset);
  return new FileError(
    `${reading.file}, line ${line}, column ${column}: expected the objects of a STIX bundle, found ${found}`,
  );
}

/** Both from 1, columns in bytes. */
function placeOf(
  { blocks }: Reading,
  offset: number,
): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  let passed = 0;
  for (const block of blocks()) {
    const end = Math.min(block.length, offset - passed);
    for (let at = block.indexOf(10); at >= 0 && at < end; at = block.indexOf(10, at + 1)) {
      line++;
      lineStart = passed + at + 1;
    }
    passed += block.length;
    if (passed >= offset) break;
  }
  return { line, column: offset - lineStart + 1 };
}
