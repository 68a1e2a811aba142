// Looks up the fields of a package's data sets in the compact form of `integration-schemas.json`.
import { createHash } from 'node:crypto';
import { fieldBytes, lengthBytes, tableFormat } from './integrationTable';
import type { DataSetLists, TableHead } from './integrationTable';

/** A field as the schema has it: name and type. */
export type IntegrationField = readonly [name: string, type: string];

/** Where the sections lie, in bytes. */
interface Places {
  readonly packages: ReadonlyMap<string, readonly [start: number, end: number]>;
  readonly listEnds: number;
  readonly lists: number;
  readonly fields: number;
  readonly names: number;
}

/** Reads parts of the bytes as they are asked for. */
export class IntegrationIndex {
  private readonly dataSets = new Map<string, DataSetLists>();

  private constructor(
    private readonly bytes: Buffer,
    private readonly head: TableHead,
    private readonly places: Places,
  ) {}

  /** Undefined for bytes that are damaged, of another format, or made of another `source` (SHA-256, hexadecimal) than wanted. */
  static open(bytes: Uint8Array, source?: string): IntegrationIndex | undefined {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const found = readHead(buffer);
    if (!found) return undefined;
    const { head, end } = found;
    if (head.format !== tableFormat || (source !== undefined && head.source !== source))
      return undefined;
    if (createHash('sha256').update(buffer.subarray(end)).digest('hex') !== head.sum)
      return undefined;
    return new IntegrationIndex(buffer, head, placesOf(head, end));
  }

  /** In no order; none for a package that is not there. */
  versions(pack: string): readonly string[] {
    return Object.keys(this.listsOf(pack));
  }

  dataSetsOf(pack: string, version: string): readonly string[] {
    return Object.keys(this.listsOf(pack)[version] ?? {});
  }

  /** Each once, but for different types; in no order. */
  *fields(pack: string, version: string, dataSet: string): Iterable<IntegrationField> {
    const list = this.listsOf(pack)[version]?.[dataSet];
    if (list === undefined) return;
    const { listEnds, lists } = this.places;
    let at = lists + this.endOf(listEnds, list - 1, lengthBytes);
    const end = lists + this.endOf(listEnds, list, lengthBytes);
    for (let number = 0; at < end;) {
      let shift = 0;
      let byte = 128;
      for (; byte > 127; shift += 7) {
        byte = this.bytes[at++] ?? 0;
        number += (byte & 127) << shift;
      }
      yield this.field(number);
    }
  }

  private field(number: number): IntegrationField {
    const { fields, names } = this.places;
    const start = names + this.endOf(fields, number - 1, fieldBytes);
    const end = names + this.endOf(fields, number, fieldBytes);
    const type = this.bytes.readUInt16LE(fields + number * fieldBytes + lengthBytes);
    return [this.bytes.toString('utf8', start, end), this.head.types[type] ?? ''];
  }

  /** Of the n-th entry of a section; what comes before the first ends at 0. */
  private endOf(section: number, n: number, size: number): number {
    return n < 0 ? 0 : this.bytes.readUInt32LE(section + n * size);
  }

  private listsOf(pack: string): DataSetLists {
    const known = this.dataSets.get(pack);
    if (known) return known;
    const place = this.places.packages.get(pack);
    const lists = place ? (JSON.parse(this.bytes.toString('utf8', ...place)) as DataSetLists) : {};
    this.dataSets.set(pack, lists);
    return lists;
  }
}

function readHead(bytes: Buffer): { readonly head: TableHead; readonly end: number } | undefined {
  if (bytes.length < lengthBytes) return undefined;
  const end = lengthBytes + bytes.readUInt32LE(0);
  if (end > bytes.length) return undefined;
  try {
    const head: unknown = JSON.parse(bytes.toString('utf8', lengthBytes, end));
    // The sums tell whether it is ours.
    return typeof head === 'object' && head !== null ? { head: head as TableHead, end } : undefined;
  } catch {
    return undefined;
  }
}

function placesOf({ packages, lists, fields }: TableHead, start: number): Places {
  const packagePlaces = new Map<string, readonly [number, number]>();
  let at = start;
  for (const [name, length] of packages) {
    packagePlaces.set(name, [at, at + length]);
    at += length;
  }
  const listPlace = at + lists[0] * lengthBytes;
  const fieldPlace = listPlace + lists[1];
  return {
    packages: packagePlaces,
    listEnds: at,
    lists: listPlace,
    fields: fieldPlace,
    names: fieldPlace + fields[0] * fieldBytes,
  };
}
