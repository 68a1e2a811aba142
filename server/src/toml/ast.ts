// The tree of a TOML file: every node with its place. A tolerant parse yields the same shape as a clean one.
import type { OffsetMap } from '../text/offsetMap';
import type { Problem } from '../text/problem';
import type { Span } from '../text/span';

/** Result of `parseToml`. Never absent: a broken file gives the statements that could be read, and problems. */
export interface TomlDocument {
  readonly text: string;
  /** Headers and pairs in the order of the file. */
  readonly statements: readonly TomlStatement[];
  /** The file as nested tables: headers, dotted keys and pairs resolved. Of duplicates the first is kept. */
  readonly root: TomlTable;
  readonly problems: readonly Problem[];
}

export type TomlStatement = TomlHeader | TomlPair;

/** `[a.b]` or `[[a.b]]`. */
export interface TomlHeader {
  readonly kind: 'header';
  readonly array: boolean;
  readonly keys: readonly TomlKey[];
  /** From the first bracket to behind the last one. */
  readonly span: Span;
}

/** `a.b = value`, at top level or in an inline table. */
export interface TomlPair {
  readonly kind: 'pair';
  readonly keys: readonly TomlKey[];
  /** Absent while it is not typed yet. */
  readonly value: TomlValue | undefined;
  /** From the key to behind the value (behind `=` or the key where there is none). */
  readonly span: Span;
}

/** One part of a dotted key. The span includes its quotes, `name` is decoded. */
export interface TomlKey {
  readonly name: string;
  readonly span: Span;
}

export type TomlValue = TomlString | TomlScalar | TomlArray | TomlInlineTable | TomlInvalid;

export type TomlQuote = '"' | "'" | '"""' | "'''";

export interface TomlString {
  readonly kind: 'string';
  /** Delimiters included. */
  readonly span: Span;
  /** Between the delimiters, a trimmed first line break included. */
  readonly inner: Span;
  readonly quote: TomlQuote;
  readonly closed: boolean;
  /** Decoded; CRLF reads as LF. */
  readonly value: string;
  /** Leads from `value` to the file. */
  readonly map: OffsetMap;
}

/** Types as the toml-test suite names them. */
export type TomlScalarType =
  'integer' | 'float' | 'bool' | 'datetime' | 'datetime-local' | 'date-local' | 'time-local';

export interface TomlScalar {
  readonly kind: 'scalar';
  readonly type: TomlScalarType;
  readonly span: Span;
  /** Integer as bigint (64 bit), float as number, bool as boolean, date and time as normalised RFC 3339 text. */
  readonly value: bigint | number | boolean | string;
}

export interface TomlArray {
  readonly kind: 'array';
  readonly items: readonly TomlValue[];
  readonly span: Span;
  readonly closed: boolean;
}

export interface TomlInlineTable {
  readonly kind: 'inline-table';
  readonly pairs: readonly TomlPair[];
  /** The pairs with dotted keys resolved. */
  readonly table: TomlTable;
  readonly span: Span;
  readonly closed: boolean;
}

/** Text that is no value; a problem says why. */
export interface TomlInvalid {
  readonly kind: 'invalid';
  readonly span: Span;
}

/** A table of the resolved file. */
export interface TomlTable {
  readonly kind: 'table';
  readonly entries: ReadonlyMap<string, TomlEntry>;
  /** The header that opens it; absent for the root, for tables made by dotted keys, and for inline tables. */
  readonly header: TomlHeader | undefined;
  /**
   * From its header (or first pair) to the end of its last own pair; of the root the whole file, of an inline table its
   * braces, of a table that only a longer header implies (`a` in `[a.b]`) that header.
   */
  readonly span: Span;
}

/** `[[name]]` tables of one name. */
export interface TomlTables {
  readonly kind: 'tables';
  readonly tables: readonly TomlTable[];
}

export interface TomlEntry {
  readonly key: TomlKey;
  /** Of a pair without a value: invalid, with an empty span behind the pair. */
  readonly value: TomlValue | TomlTable | TomlTables;
  /** The pair whose value this is; absent for tables, those of dotted keys included. */
  readonly pair: TomlPair | undefined;
}
