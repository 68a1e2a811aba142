// Free text: a search without a field goes to the index's default fields, here all fields that hold text.
import { someLeaf } from '../events/values';
import type { Pattern } from './clause';
import type { Compilation, DocumentTest } from './compilation';
import { dynamicSemantics } from './fieldTypes/dynamic';
import { keywordSemantics } from './fieldTypes/keyword';
import type { Answer, FieldSemantics, ValueTest } from './fieldTypes/semantics';
import { semanticsOf } from './fieldTypes/semanticsOf';
import { memoize } from './memoize';
import { nestedPathOf } from './nestedPaths';

const NOTE =
  'Text without a field is searched in every keyword, wildcard, text and flattened field; in Elasticsearch the index setting index.query.default_field may narrow that.';

/** `multi_match`: quoted a phrase, unquoted any of the words, per field; a keyword field compares the whole text. */
export function compileFreeText(
  text: string,
  isQuoted: boolean,
  compilation: Compilation,
): DocumentTest {
  return anyTextField(compilation, (field) => field.equal(text, isQuoted));
}

export function compileFreePattern(pattern: Pattern, compilation: Compilation): DocumentTest {
  return anyTextField(compilation, (field) => field.pattern(pattern));
}

const TEXT_TYPES: ReadonlySet<string> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'text',
  'match_only_text',
  'flattened',
]);

/** One question to all default fields. Lenient: a field that cannot take the question is passed over. */
export function anyTextField(
  compilation: Compilation,
  ask: (field: FieldSemantics) => Answer,
): DocumentTest {
  compilation.approximations.add(NOTE);
  compilation.readsWhole = true;
  if (constantAnswers(compilation, ask)) return () => true;
  const testsOf = fieldTests(compilation, ask);
  const prefix = compilation.scope ?? '';
  return (source, now) =>
    someLeaf(source, (leaf, name) => testsOf(name).some((test) => test(leaf, now)), prefix);
}

/** A constant_keyword with its constant answers for all documents at once. */
function constantAnswers({ types }: Compilation, ask: (field: FieldSemantics) => Answer): boolean {
  return types.resolve(['', '']).some((name) => {
    const known = types.find(name);
    if (known?.type !== 'constant_keyword' || known.value === undefined) return false;
    return ask(semanticsOf(name, known)).kind === 'all';
  });
}

/** The tests for a value of the named field: its own and those of its multi-fields. */
function fieldTests(
  { types, scope }: Compilation,
  ask: (field: FieldSemantics) => Answer,
): (name: string) => readonly ValueTest[] {
  const testOf = (name: string): readonly ValueTest[] => {
    const field = types.find(name);
    if (field === undefined)
      return types.unknown === 'dynamic' ? tests(ask(dynamicSemantics())) : [];
    if (!TEXT_TYPES.has(field.type)) return [];
    // Free text asks the root of a flattened field, which takes any pattern.
    const isFlattened = field.type === 'flattened';
    return tests(ask(isFlattened ? keywordSemantics(field) : semanticsOf(name, field)));
  };
  return memoize((name) => {
    if (nestedPathOf(name, types) !== scope) return [];
    const multiFields = types
      .resolve([`${name}.`, ''])
      .filter((other) => types.find(other)?.parent === name);
    return [name, ...multiFields].flatMap(testOf);
  });
}

function tests(answer: Answer): readonly ValueTest[] {
  return answer.kind === 'values' ? [answer.test] : [];
}
