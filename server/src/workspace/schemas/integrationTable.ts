// The compact form of `integration-schemas.json`: every name and every list of fields once, as bytes that a file can keep.
import { createHash } from 'node:crypto';
import type { IntegrationSink } from './integrationScanner';

/** Raised whenever the bytes or what they hold change: files of another number are made anew. */
export const tableFormat = 1;

/** What the bytes begin with; sections by their length in bytes, in this order behind it. */
export interface TableHead {
  readonly format: number;
  /** SHA-256 of the file that it was made of, hexadecimal. */
  readonly source: string;
  /** SHA-256 of all that follows the head, hexadecimal. */
  readonly sum: string;
  /** Types by number. */
  readonly types: readonly string[];
  /** JSON of `{version: {data set: list}}` per package: name and length. */
  readonly packages: readonly (readonly [string, number])[];
  /** Lists of fields: how many, then four bytes with the end of each, then their bytes. */
  readonly lists: readonly [count: number, bytes: number];
  /** Fields: how many; six bytes for each (end of its name, type), then the names. */
  readonly fields: readonly [count: number, bytes: number];
}

/** Numbers of lists by data set, by version of a package. */
export type DataSetLists = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Bytes of the length of the head, which comes first. */
export const lengthBytes = 4;
/** Bytes of a field without its name. */
export const fieldBytes = 6;

/** Takes in what a scanner tells. Packages with the same field of the same type share it, versions whole lists. */
export class IntegrationTableBuilder implements IntegrationSink {
  private readonly names = new Map<string, number>();
  private readonly types = new Map<string, number>();
  /** By number of the name times `mostTypes` plus number of the type. */
  private readonly fields = new Map<number, number>();
  private readonly lists = new Map<string, number>();
  /** Number of the list by package, version and data set. */
  private readonly packages = new Map<string, Map<string, Map<string, number>>>();
  /** What the fields that come in are of. */
  private current: { readonly into: Map<string, number>; readonly name: string } | undefined;
  private currentFields: number[] = [];

  dataSet({ pack, version, name }: Parameters<IntegrationSink['dataSet']>[0]): void {
    this.endDataSet();
    const versions = entry(this.packages, pack, () => new Map<string, Map<string, number>>());
    this.current = { into: entry(versions, version, () => new Map<string, number>()), name };
  }

  private endDataSet(): void {
    this.current?.into.set(this.current.name, this.listNumber(this.currentFields));
    this.currentFields = [];
  }

  field(name: string, type: string): void {
    const nameNumber = numberOf(this.names, name);
    const typeNumber = numberOf(this.types, type);
    if (typeNumber >= mostTypes) throw new SyntaxError(`more than ${mostTypes} types`);
    this.currentFields.push(numberOf(this.fields, nameNumber * mostTypes + typeNumber));
  }

  /** `source`: SHA-256 of the file that was read, hexadecimal. */
  finish(source: string): Buffer {
    this.endDataSet();
    const packages = [...this.packages].map(
      ([name, versions]) => [name, Buffer.from(JSON.stringify(versionsJson(versions)))] as const,
    );
    const [listEnds, lists] = joined(
      [...this.lists.keys()].map((text) => Buffer.from(text, 'latin1')),
    );
    const [fields, names] = this.fieldSections();
    const body = Buffer.concat([
      ...packages.map(([, json]) => json),
      listEnds,
      lists,
      fields,
      names,
    ]);
    const head: TableHead = {
      format: tableFormat,
      source,
      sum: createHash('sha256').update(body).digest('hex'),
      types: [...this.types.keys()],
      packages: packages.map(([name, { length }]) => [name, length]),
      lists: [this.lists.size, lists.length],
      fields: [this.fields.size, names.length],
    };
    const headBytes = Buffer.from(JSON.stringify(head));
    const length = Buffer.alloc(lengthBytes);
    length.writeUInt32LE(headBytes.length);
    return Buffer.concat([length, headBytes, body]);
  }

  /** A list is the differences between its fields' numbers in ascending order, seven bits a byte. */
  private listNumber(fields: readonly number[]): number {
    const bytes: number[] = [];
    let before = 0;
    for (const field of Uint32Array.from(fields).sort()) {
      let left = field - before;
      before = field;
      for (; left > 127; left >>>= 7) bytes.push((left & 127) | 128);
      bytes.push(left);
    }
    return numberOf(this.lists, Buffer.from(bytes).toString('latin1'));
  }

  private fieldSections(): readonly [Buffer, Buffer] {
    const names = [...this.names.keys()];
    const fields = Buffer.alloc(this.fields.size * fieldBytes);
    const parts: Buffer[] = [];
    let end = 0;
    let at = 0;
    for (const key of this.fields.keys()) {
      const part = Buffer.from(names[Math.floor(key / mostTypes)] ?? '');
      parts.push(part);
      end += part.length;
      fields.writeUInt32LE(end, at);
      fields.writeUInt16LE(key % mostTypes, at + 4);
      at += fieldBytes;
    }
    return [fields, Buffer.concat(parts)];
  }
}

/** Elasticsearch has some fifty. */
const mostTypes = 4096;

function numberOf<K>(numbers: Map<K, number>, key: K): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function versionsJson(versions: ReadonlyMap<string, ReadonlyMap<string, number>>): DataSetLists {
  return Object.fromEntries(
    [...versions].map(([version, dataSets]) => [version, Object.fromEntries(dataSets)]),
  );
}

/** The end of each part, and all parts. */
function joined(parts: readonly Buffer[]): readonly [Buffer, Buffer] {
  const ends = Buffer.alloc(parts.length * 4);
  let end = 0;
  parts.forEach((part, i) => {
    end += part.length;
    ends.writeUInt32LE(end, i * 4);
  });
  return [ends, Buffer.concat(parts)];
}
