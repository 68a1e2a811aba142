// The terms a document has in a field, as an Elasticsearch aggregation would give them (spec: rule-types 3.2).
import type { JsonObject } from '../events/event';
import { fieldPath, plainOf, scalarsAt, someLeaf, valuesAt } from '../events/values';
import type { FieldValue, Scalar } from '../events/values';
import type { Located } from '../rule/rule';
import { assertNever } from '../text/assertNever';
import { parseEventTime } from './eventTime';
import { ipOf } from './fieldTypes/ip';
import { indexedNumber } from './fieldTypes/number';
import type { NumericType } from './fieldTypes/number';
import { javaLowerCase } from './javaText';
import type { FieldTypes, KnownField } from './matcher';
import { nestedPathOf } from './nestedPaths';
import { isoText } from './ruleTime';
import type { RunFailure, RunWarning } from './runResult';
import { compareUtf8 } from './utf8Order';

/** One value as indexed. */
export interface Term {
  /** As Kibana reports it: text, number, boolean. */
  readonly value: string | number | boolean;
  /** Equal exactly for equal terms of the field; orders them. */
  readonly key: string | number;
}

export interface TermReader {
  /** Distinct, in document order. */
  read(source: JsonObject): readonly Term[];
  /** Paths of the values that `read` looks at; undefined where it looks at objects. */
  readonly reads: readonly string[] | undefined;
  readonly warnings: readonly RunWarning[];
}

/** Prepares reading a field's terms, or says why Elasticsearch would refuse to aggregate on it. */
export function termReader(field: Located<string>, types: FieldTypes): TermReader | RunFailure {
  const name = field.value;
  const known = types.find(name);
  if (nestedPathOf(name, types) !== undefined) return noTerms(name, 'lies in nested objects');
  if (!known)
    return types.unknown === 'unmapped'
      ? noTerms(name, 'is not mapped')
      : reader(name, dynamicTerm);
  if (known.flattenedKey === undefined && known.type === 'flattened')
    return leafReader(name, keywordTerm(known));
  const kind = kindOfTerms(known);
  if (kind === 'none') return noTerms(name, `has type ${known.type}`);
  if (kind === 'refused')
    return {
      code: 'terms-on-type',
      message: `This would fail in Kibana: ${name} has type ${known.type}, and no terms can be taken from such a field.`,
      span: field.span,
    };
  if (known.type === 'constant_keyword' && known.value !== undefined) {
    const constant = [textTerm(known.value)];
    return { read: () => constant, reads: [], warnings: [] };
  }
  return reader(known.parent ?? name, kind);
}

export function compareTerms(a: Term, b: Term): number {
  if (typeof a.key === 'number' && typeof b.key === 'number') return a.key - b.key;
  return compareUtf8(String(a.key), String(b.key));
}

/** A value as a hit's `fields` tell it: spelled as its type does; undefined where it is not indexed. */
export function toldValue(
  known: KnownField | undefined,
): (value: Scalar) => string | number | boolean | undefined {
  if (known?.type === 'date') return toldDate;
  const toTerm = known && kindOfTerms(known);
  if (typeof toTerm !== 'function') return plainOf;
  return (value) => toTerm(value)?.value;
}

function toldDate(value: Scalar): string | undefined {
  const time = parseEventTime(value);
  return time === undefined ? undefined : isoText(time);
}

type ToTerm = (value: Scalar) => Term | undefined;

function kindOfTerms(field: KnownField): ToTerm | 'none' | 'refused' {
  switch (field.type) {
    case 'keyword':
    case 'constant_keyword':
    case 'wildcard':
    case 'flattened':
    case 'version':
      return keywordTerm(field);
    case 'ip':
      return ipTerm;
    case 'long':
    case 'integer':
    case 'short':
    case 'byte':
    case 'unsigned_long':
    case 'double':
    case 'float':
    case 'half_float':
    case 'scaled_float':
      return numberTerm(field, field.type);
    case 'boolean':
      return booleanTerm;
    case 'date':
    case 'date_nanos':
      return dateTerm;
    case 'nested':
    case 'object':
      return 'none';
    case 'text':
    case 'match_only_text':
    case 'integer_range':
    case 'long_range':
    case 'float_range':
    case 'double_range':
    case 'date_range':
    case 'ip_range':
    case 'geo_point':
    case 'geo_shape':
    case 'binary':
      return 'refused';
    default:
      return assertNever(field.type);
  }
}

function reader(name: string, toTerm: ToTerm): TermReader {
  const path = fieldPath(name);
  return {
    read: (source) => distinct(scalarsAt(source, path), toTerm),
    reads: [name],
    warnings: [],
  };
}

/** The root of a flattened field: every leaf below it. */
function leafReader(name: string, toTerm: ToTerm): TermReader {
  const path = fieldPath(name);
  const leaves = (value: FieldValue): readonly Scalar[] => {
    const found: Scalar[] = [];
    someLeaf(value, (leaf) => {
      found.push(leaf);
      return false;
    });
    return found;
  };
  return {
    read: (source) => distinct(valuesAt(source, path).flatMap(leaves), toTerm),
    reads: undefined,
    warnings: [],
  };
}

function noTerms(name: string, why: string): TermReader {
  const message = `${name} ${why}: Elasticsearch finds no terms in it`;
  return { read: () => [], reads: [], warnings: [{ code: 'no-terms', message }] };
}

function distinct(values: readonly Scalar[], toTerm: ToTerm): readonly Term[] {
  if (values.length === 1 && values[0] !== undefined) {
    const only = toTerm(values[0]);
    return only ? [only] : [];
  }
  const terms = new Map<string | number, Term>();
  for (const value of values) {
    const term = toTerm(value);
    if (term && !terms.has(term.key)) terms.set(term.key, term);
  }
  return [...terms.values()];
}

function textTerm(value: Scalar): Term {
  return { value: String(value), key: String(value) };
}

function keywordTerm({ ignoreAbove = Infinity, normalizer }: KnownField): ToTerm {
  return (value) => {
    const text = String(value);
    if (text.length > ignoreAbove) return undefined;
    return textTerm(normalizer === 'lowercase' ? javaLowerCase(text) : text);
  };
}

/** `ignore_above` of the text fields that Elastic's templates map on sight. */
const dynamicIgnoreAbove = 1024;

/** Typed on sight, but equal by text: whichever type the index chose, `4624` and `"4624"` are one term. */
function dynamicTerm(value: Scalar): Term | undefined {
  if (typeof value === 'string' && value.length > dynamicIgnoreAbove) return undefined;
  const plain = plainOf(value);
  return { value: plain, key: String(plain) };
}

function ipTerm(value: Scalar): Term | undefined {
  const address = ipOf(value);
  if (address === undefined) return undefined;
  return { value: ipText(address), key: address.toString(16).padStart(32, '0') };
}

/** The canonical spelling: IPv4 dotted, IPv6 with its longest row of zeros left out (RFC 5952). */
function ipText(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) =>
    Number((address >> BigInt(112 - 16 * i)) & 0xffffn),
  );
  if (address >> 32n === 0xffffn) {
    const [high = 0, low = 0] = groups.slice(6);
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  const text = groups.map((group) => group.toString(16)).join(':');
  const rows = [...text.matchAll(/(?<![0-9a-f])0(?::0(?![0-9a-f]))+/g)].map((match) => match[0]);
  const longest = rows.reduce((best, row) => (row.length > best.length ? row : best), '');
  if (longest === '') return text;
  const at = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  const before = text.slice(0, at).replace(/:$/, '');
  const after = text.slice(at + longest.length).replace(/^:/, '');
  return `${before}::${after}`;
}

/** At the precision of the type; beyond 2^53 the digits are the term. */
function numberTerm(field: KnownField, type: NumericType): ToTerm {
  const indexed = indexedNumber(field, type);
  const scale = type === 'scaled_float' ? (field.scalingFactor ?? 1) : 1;
  return (value) => {
    const number = indexed(value);
    if (number === undefined) return undefined;
    if (typeof number === 'bigint') return textTerm(String(number));
    const told = number === 0 ? 0 : number / scale;
    return { value: told, key: told };
  };
}

function booleanTerm(value: Scalar): Term | undefined {
  const text = String(value);
  if (text === 'true') return { value: true, key: 1 };
  return text === 'false' || text === '' ? { value: false, key: 0 } : undefined;
}

/** Kibana reports the key of the bucket: epoch milliseconds. */
function dateTerm(value: Scalar): Term | undefined {
  const time = parseEventTime(value);
  return time === undefined ? undefined : { value: time, key: time };
}
