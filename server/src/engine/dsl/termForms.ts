// How `term`, `terms`, `prefix` and `wildcard` are written: the field as a key, the value alone or with options.
import type { Compilation, DocumentTest } from '../compilation';
import { NEVER } from '../compilation';
import type { QueryBody } from './compileDsl';
import { malformed, onlyOptions, refuse } from './dslFailures';
import { entryOf, itemsOf, scalarOf } from './dslNode';
import type { DslEntry, DslNode, DslObject } from './dslNode';
import { prefixTest, regexpTest, termsTest, wildcardTest } from './termQueries';

/** The one field of a query, and what stands there. */
export interface FieldBody {
  readonly field: string;
  readonly entry: DslEntry;
}

/** Of a body such as `{ "host.name": ... }`; undefined where it is malformed, which is then reported. */
export function fieldOf(query: QueryBody, compilation: Compilation): FieldBody | undefined {
  const { name, body, span } = query;
  const fields =
    body.kind === 'object' ? [...body.entries].filter(([key]) => !isScoreOption(key)) : [];
  const [first, second] = fields;
  if (first === undefined || second !== undefined) {
    malformed(`${name} needs one field`, span, compilation);
    return undefined;
  }
  return { field: first[0], entry: first[1] };
}

function isScoreOption(key: string): boolean {
  return key === 'boost' || key === '_name';
}

interface Value {
  readonly text: string;
  readonly options: DslObject | undefined;
}

/** A value alone, or under one of the keys beside known options. */
export function valueOf(
  node: DslNode,
  keys: { readonly value: readonly string[]; readonly known: readonly string[] },
  compilation: Compilation,
): Value | undefined {
  const alone = scalarOf(node);
  if (alone !== undefined) return { text: String(alone), options: undefined };
  if (node.kind === 'object') {
    if (!onlyOptions(node, [...keys.value, ...keys.known], compilation)) return undefined;
    const found = keys.value.map((key) => scalarOf(entryOf(node, key)?.node));
    const value = found.find((candidate) => candidate !== undefined);
    if (value !== undefined) return { text: String(value), options: node };
  }
  malformed('a field of a filter needs one value', node.span, compilation);
  return undefined;
}

export function compileTerm(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  const keys = { value: ['value'], known: ['case_insensitive'] };
  const value = found && valueOf(found.entry.node, keys, compilation);
  if (!value) return NEVER;
  return termsTest(termQuery(found, value), [value.text], compilation);
}

export function compileTerms(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  if (!found) return NEVER;
  const { node, span } = found.entry;
  if (node.kind === 'object')
    return refuse('A filter whose terms are looked up in an index is', node.span, compilation);
  if (node.kind !== 'list') return malformed('terms needs a list', node.span, compilation);
  const texts = itemsOf(node).flatMap((item) => scalarOf(item) ?? []);
  const terms = { field: found.field, span, caseInsensitive: false };
  return termsTest(terms, texts.map(String), compilation);
}

export function compilePattern(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  const isWildcard = query.name === 'wildcard';
  const keys = {
    value: isWildcard ? ['value', 'wildcard'] : ['value'],
    known: ['case_insensitive'],
  };
  const value = found && valueOf(found.entry.node, keys, compilation);
  if (!value) return NEVER;
  const test = isWildcard ? wildcardTest : prefixTest;
  return test(termQuery(found, value), value.text, compilation);
}

export function compileRegexpQuery(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  const keys = { value: ['value'], known: [] };
  const value = found && valueOf(found.entry.node, keys, compilation);
  return value ? regexpTest(termQuery(found, value), value.text, compilation) : NEVER;
}

function termQuery(
  { field, entry }: FieldBody,
  { options }: Value,
): Parameters<typeof termsTest>[0] {
  const caseInsensitive = scalarOf(entryOf(options, 'case_insensitive')?.node) === true;
  return { field, span: entry.span, caseInsensitive };
}
