// `match`, `match_phrase`, `multi_match` and `range`: as the clauses that KQL becomes, where they say no more.
import { analyze } from '../fieldTypes/standardAnalyzer';
import { compileClause } from '../compileClause';
import type { Bound, Clause } from '../clause';
import type { Compilation, DocumentTest } from '../compilation';
import { NEVER } from '../compilation';
import type { QueryBody } from './compileDsl';
import { malformed, onlyOptions, refuse } from './dslFailures';
import { entryOf, scalarOf } from './dslNode';
import { fieldNames } from './fieldNames';
import { fieldOf, valueOf } from './termForms';

/** `match` is also the older spelling of a phrase (`type`), which Kibana still reads. */
export function compileMatch(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  const known = query.name === 'match' ? ['operator', 'type'] : ['slop'];
  const value = found && valueOf(found.entry.node, { value: ['query'], known }, compilation);
  if (!value) return NEVER;
  const { field, entry } = found;
  const { span } = entry;
  const option = (key: string): string =>
    String(scalarOf(entryOf(value.options, key)?.node) ?? '').toLowerCase();
  if (Number(option('slop')) !== 0) return refuse('A phrase with slop is', span, compilation);
  const isPhrase = query.name === 'match_phrase' || option('type') === 'phrase';
  if (!isPhrase && option('operator') === 'and')
    return allWords({ field, text: value.text, span }, compilation);
  const kind = isPhrase ? 'match_phrase' : 'match';
  return compileClause({ kind, field, value: value.text, span }, compilation);
}

interface TextQuery {
  readonly field: string;
  readonly text: string;
  readonly span: QueryBody['span'];
}

/** `match` with operator `and`: of analysed text every word, in whatever order; other fields have one term. */
export function allWords({ field, text, span }: TextQuery, compilation: Compilation): DocumentTest {
  const type = compilation.types.find(field)?.type;
  const isText = type === 'text' || type === 'match_only_text';
  const words = isText ? analyze(text) : [text];
  if (words.length === 0) return NEVER;
  const clauses = words.map((value): Clause => ({ kind: 'match', field, value, span }));
  return compileClause({ kind: 'bool', occur: 'filter', clauses, span }, compilation);
}

/** Over the index's default fields, or over named ones. */
export function compileMultiMatch(query: QueryBody, compilation: Compilation): DocumentTest {
  const { body, span } = query;
  const text = scalarOf(entryOf(body, 'query')?.node);
  if (body.kind !== 'object' || text === undefined)
    return malformed('multi_match needs a query', span, compilation);
  if (!onlyOptions(body, ['query', 'type', 'fields', 'lenient'], compilation)) return NEVER;
  const type = scalarOf(entryOf(body, 'type')?.node) ?? 'best_fields';
  if (type !== 'best_fields' && type !== 'phrase')
    return refuse(`multi_match of type ${String(type)} is`, span, compilation);
  const value = String(text);
  const fields = fieldNames(body);
  if (fields === undefined)
    return compileClause({ kind: 'multi_match', type, value, span }, compilation);
  const isLenient = scalarOf(entryOf(body, 'lenient')?.node) === true;
  if (isLenient || fields.some((field) => /[*^]/.test(field)))
    return refuse('multi_match over field patterns, weighted or lenient, is', span, compilation);
  const kind = type === 'phrase' ? 'match_phrase' : 'match';
  const clauses = fields.map((field): Clause => ({ kind, field, value, span }));
  return compileClause({ kind: 'bool', occur: 'should', clauses, span }, compilation);
}

const bounds: readonly Bound[] = ['gt', 'gte', 'lt', 'lte'];
/** They say what a date field reads anyway. */
const usualFormats = ['strict_date_optional_time', 'date_optional_time', 'epoch_millis'];
const utc = ['UTC', 'Z', 'Zulu', 'GMT', '+00:00', 'Etc/UTC'];

export function compileRange(query: QueryBody, compilation: Compilation): DocumentTest {
  const found = fieldOf(query, compilation);
  if (!found) return NEVER;
  const { node, span } = found.entry;
  if (node.kind !== 'object') return malformed('range needs bounds', span, compilation);
  const known = [...bounds, 'format', 'time_zone', 'relation'];
  if (!onlyOptions(node, known, compilation)) return NEVER;
  const option = (key: string): string => String(scalarOf(entryOf(node, key)?.node) ?? '');
  const format = option('format').split('||');
  if (format.join() !== '' && !format.every((part) => usualFormats.includes(part)))
    return refuse('A range with a date format of its own is', span, compilation);
  if (option('time_zone') !== '' && !utc.includes(option('time_zone')))
    return refuse('A range in another time zone than UTC is', span, compilation);
  if (option('relation') !== '' && option('relation').toLowerCase() !== 'intersects')
    return refuse('A range with a relation is', span, compilation);
  const limits = bounds.flatMap((bound) => {
    const limit = scalarOf(entryOf(node, bound)?.node);
    return limit === undefined ? [] : [[bound, String(limit)] as const];
  });
  const clause = { kind: 'range', field: found.field, timeZone: undefined, span } as const;
  return compileClause({ ...clause, bounds: Object.fromEntries(limits) }, compilation);
}
