// One exception item as a test of documents: its entries joined by "and", with the operating systems it is for.
import type {
  ExceptionEntry,
  ExceptionItem,
  SimpleEntry,
  ValueListReference,
} from '../../rule/exceptions';
import { assertNever } from '../../text/assertNever';
import type { Clause } from '../clause';
import { compileClause, compileNested } from '../compileClause';
import type { Compilation, DocumentTest } from '../compilation';
import { NOWHERE } from '../compilation';
import { wildcardTest } from '../dsl/termQueries';
import { compileValueList } from './valueList';

/** The values of a list by its id; undefined where there is none. */
export type ValueLists = (id: string) => readonly string[] | undefined;

/** Failures go to the compilation, without a place in the rule. */
export function compileItem(
  { entries, osTypes }: Pick<ExceptionItem, 'entries' | 'osTypes'>,
  lists: ValueLists,
  compilation: Compilation,
): DocumentTest {
  const tests = entries.map((entry) => compileEntry(entry, lists, compilation));
  if (osTypes.length > 0) tests.push(compileOsTypes(osTypes, compilation));
  return (source, now) => tests.every((test) => test(source, now));
}

/** Kibana asks both fields: agents fill one or the other. */
function compileOsTypes(osTypes: readonly string[], compilation: Compilation): DocumentTest {
  const clauses = ['host.os.type', 'host.os.name.caseless'].flatMap((field) =>
    osTypes.map((value) => phrase(field, value)),
  );
  return compileClause(anyOf(clauses), compilation);
}

function compileEntry(
  entry: ExceptionEntry,
  lists: ValueLists,
  compilation: Compilation,
): DocumentTest {
  if (entry.type !== 'nested') return compileSimple(entry, lists, compilation);
  const { field: path, entries } = entry;
  const place = { path, ignoreUnmapped: undefined, span: NOWHERE };
  return compileNested(place, compilation, () => {
    const tests = entries.map((inner) =>
      compileSimple({ ...inner, field: `${path}.${inner.field}` }, lists, compilation),
    );
    return (source, now) => tests.every((test) => test(source, now));
  });
}

/** `excluded` is the plain complement: it holds for events without the field. */
function compileSimple(
  entry: SimpleEntry,
  lists: ValueLists,
  compilation: Compilation,
): DocumentTest {
  const test = compileIncluded(entry, lists, compilation);
  return entry.isExcluded ? (source, now) => !test(source, now) : test;
}

function compileIncluded(
  entry: SimpleEntry,
  lists: ValueLists,
  compilation: Compilation,
): DocumentTest {
  const { field } = entry;
  switch (entry.type) {
    case 'match':
      return compileClause(phrase(field, entry.value), compilation);
    case 'match_any':
      return compileClause(anyOf(entry.values.map((value) => phrase(field, value))), compilation);
    case 'wildcard': {
      const query = { field, span: NOWHERE, caseInsensitive: false };
      return wildcardTest(query, entry.value, compilation);
    }
    case 'exists':
      return compileClause({ kind: 'exists', field, span: NOWHERE }, compilation);
    case 'list':
      return compileValueList(
        field,
        { ...entry.list, values: valuesOf(entry.list, lists, compilation) },
        compilation,
      );
    default:
      return assertNever(entry);
  }
}

function valuesOf(
  { id }: ValueListReference,
  lists: ValueLists,
  { failures }: Compilation,
): readonly string[] {
  const values = lists(id);
  if (values !== undefined) return values;
  const message = `the value list ${id} is not there, so the rule is not evaluated locally: put its values into a text file of that name, one on a line, and name the folder (--value-lists)`;
  failures.push({ code: 'not-evaluated', message });
  return [];
}

function phrase(field: string, value: string): Clause {
  return { kind: 'match_phrase', field, value, span: NOWHERE };
}

function anyOf(clauses: readonly Clause[]): Clause {
  return { kind: 'bool', occur: 'should', clauses, span: NOWHERE };
}
