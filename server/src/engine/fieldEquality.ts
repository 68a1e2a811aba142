// When the value of an indicator equals a value of an event: the type of the event's field decides, as in a `match`
// query on it (spec: rule-types 4).
import { plainOf } from '../events/values';
import type { FieldValue, Scalar } from '../events/values';
import { parseDecimal } from './fieldTypes/decimal';
import { parseIp } from '../text/ipAddress';
import { ipOf } from './fieldTypes/ip';
import type { ValueTest } from './fieldTypes/semantics';
import { semanticsOf } from './fieldTypes/semanticsOf';
import { dynamicSemantics } from './fieldTypes/dynamic';
import { analyze } from './fieldTypes/standardAnalyzer';
import { javaLowerCase } from './javaText';
import type { KnownField } from './matcher';

/** Two values are equal if they share a key, or if the test of the one accepts the other. */
export interface FieldEquality {
  /** Of a value of an event. */
  readonly keys: (value: Scalar) => readonly (string | number)[];
  /** How to look for a value of an indicator. */
  readonly wanted: (value: Scalar) => Wanted;
  /** The value of an event is in the index. */
  readonly exists: (value: FieldValue) => boolean;
}

export type Wanted =
  | { readonly kind: 'keys'; readonly keys: readonly (string | number)[] }
  | { readonly kind: 'test'; readonly test: ValueTest }
  /** Elasticsearch refuses to search for it. */
  | { readonly kind: 'error'; readonly message: string };

/** For an event field; undefined stands for one that no layer knows. */
export function fieldEquality(name: string, field: KnownField | undefined): FieldEquality {
  const semantics = field ? semanticsOf(name, field) : dynamicSemantics();
  const exists = (value: FieldValue): boolean => semantics.exists(value, 0);
  const asked = (value: Scalar): Wanted => {
    const answer = semantics.equal(String(value), false);
    switch (answer.kind) {
      case 'values':
        return { kind: 'test', test: answer.test };
      case 'all':
        return { kind: 'test', test: () => true };
      case 'none':
        return keys();
      case 'error':
        return { kind: 'error', message: answer.message };
    }
  };
  const byTest = { keys: () => [], wanted: asked, exists };
  if (!field) return { ...dynamicKeys, exists };
  switch (field.type) {
    case 'keyword':
    case 'wildcard':
      return { ...keywordKeys(field), exists };
    case 'flattened':
      return field.flattenedKey === undefined ? byTest : { ...keywordKeys(field), exists };
    case 'text':
    case 'match_only_text':
      return {
        keys: (value) => analyze(String(value)),
        wanted: (value) => keys(...analyze(String(value))),
        exists,
      };
    case 'ip':
      return { ...ipKeys(asked), exists };
    case 'long':
    case 'integer':
    case 'short':
    case 'byte':
      return { ...integerKeys(asked), exists };
    default:
      return byTest;
  }
}

type Keys = Pick<FieldEquality, 'keys' | 'wanted'>;

function keys(...list: readonly (string | number)[]): Wanted {
  return { kind: 'keys', keys: list };
}

function keywordKeys({ ignoreAbove = Infinity, normalizer }: KnownField): Keys {
  const normalize = (value: Scalar): string =>
    normalizer === 'lowercase' ? javaLowerCase(String(value)) : String(value);
  return {
    keys: (value) => (String(value).length > ignoreAbove ? [] : [normalize(value)]),
    wanted: (value) => keys(normalize(value)),
  };
}

/** A CIDR block is no single key. */
function ipKeys(asked: FieldEquality['wanted']): Keys {
  const key = (address: bigint): string => address.toString(16);
  return {
    keys(value) {
      const address = ipOf(value);
      return address === undefined ? [] : [key(address)];
    },
    wanted(value) {
      const address = parseIp(String(value));
      return address === undefined ? asked(value) : keys(key(address));
    },
  };
}

/** Numbers that JavaScript holds exactly have keys on both sides, the rest is asked one by one. */
function integerKeys(asked: FieldEquality['wanted']): Keys {
  return {
    keys(value) {
      const number = typeof value === 'boolean' || value === '' ? NaN : Math.trunc(Number(value));
      return Number.isSafeInteger(number) ? [number === 0 ? 0 : number] : [];
    },
    wanted: (value) => (/^-?\d{1,15}$/.test(String(value)) ? keys(Number(value)) : asked(value)),
  };
}

/** A field no layer knows: numbers, booleans and texts as themselves, whatever the indicator spells them as. */
const dynamicKeys: Keys = {
  keys(value) {
    const plain = plainOf(value);
    return [typeof plain === 'boolean' ? String(plain) : plain];
  },
  wanted(value) {
    const number = parseDecimal(String(value));
    return number === undefined ? keys(String(value)) : keys(String(value), Number(number));
  },
};
