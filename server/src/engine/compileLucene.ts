// From a Lucene tree to a matcher: what Elasticsearch's query_string with `analyze_wildcard` would match.
import type { LuceneBool, LuceneNode } from '../lucene/ast';
import { assertNever } from '../text/assertNever';
import type { Compilation, DocumentTest } from './compilation';
import {
  ALWAYS,
  fieldTest,
  findSemantics,
  leafFields,
  NEVER,
  newCompilation,
  noteFields,
} from './compilation';
import { compileExists } from './compileExists';
import { documentFieldsTest } from './documentFields';
import { NONE } from './fieldTypes/semantics';
import { flattenedPatternTest } from './flattenedPattern';
import { anyTextField } from './freeText';
import { guarded } from './guarded';
import { askField } from './luceneLeaves';
import type { LuceneLeaf } from './luceneLeaves';
import { luceneNeedleSets } from './luceneNeedles';
import { luceneView } from './luceneView';
import type { CompiledQuery, FieldTypes } from './matcher';
import type { RunFailure } from './runResult';

/**
 * Compiles a tree without problems as the detection engine would run it. Failures have the codes of a condition that
 * does not fit its field's type.
 */
export function compileLucene(root: LuceneNode, types: FieldTypes): CompiledQuery {
  const compilation = newCompilation(types, luceneView(root, types));
  const matches = guarded(compileNode(root, compilation) ?? NEVER);
  if (compilation.failures.length > 0)
    return { kind: 'failure', failures: compilation.failures.map(withLeniency) };
  noteFields(compilation);
  const reads = compilation.readsWhole ? undefined : [...compilation.reads];
  return {
    kind: 'matcher',
    matcher: {
      matches,
      parts: [{ matches, reads }],
      usesNow: compilation.usesNow,
      fields: [...compilation.fields],
      reads,
      needleSets: luceneNeedleSets(root, compilation),
      approximations: [...compilation.approximations],
    },
  };
}

/** query_string forgives type errors exactly where the index searches all fields by default. */
function withLeniency(failure: RunFailure): RunFailure {
  const message = `${failure.message} (In an index whose index.query.default_field is *, the condition would match nothing instead.)`;
  return { ...failure, message };
}

/** Undefined: query_string takes the clause as not written, because its text holds no word. */
function compileNode(node: LuceneNode, compilation: Compilation): DocumentTest | undefined {
  switch (node.kind) {
    case 'bool':
      return compileBool(node, compilation);
    case 'text':
    case 'phrase':
    case 'wildcard':
    case 'regex':
    case 'range':
      return compileLeaf(node, compilation);
    case 'exists':
      return compileExists(node.field.name, compilation);
    case 'all':
      return ALWAYS;
    case 'error':
      throw new Error('only a tree without problems can be compiled');
    default:
      return assertNever(node);
  }
}

function compileBool({ clauses }: LuceneBool, compilation: Compilation): DocumentTest | undefined {
  const tests = { must: [] as DocumentTest[], should: [] as DocumentTest[] };
  const mustNot: DocumentTest[] = [];
  for (const { occur, query } of clauses) {
    const test = compileNode(query, compilation);
    if (test !== undefined) (occur === 'mustNot' ? mustNot : tests[occur]).push(test);
  }
  const { must, should } = tests;
  if (must.length + should.length + mustNot.length === 0) return undefined;
  const needsShould = must.length === 0 && should.length > 0;
  return (source, now) =>
    must.every((test) => test(source, now)) &&
    (!needsShould || should.some((test) => test(source, now))) &&
    !mustNot.some((test) => test(source, now));
}

function compileLeaf(leaf: LuceneLeaf, compilation: Compilation): DocumentTest | undefined {
  noteLeaf(leaf, compilation);
  const name = leaf.field?.name ?? '*';
  if (name === '*') {
    if (isLoneStar(leaf)) return ALWAYS;
    return anyTextField(
      compilation,
      (semantics) => askField(leaf, { name, known: undefined, semantics }) ?? NONE,
    );
  }
  if (!name.includes('*')) return compileField(leaf, name, compilation);
  const fields = leafFields(name.split('*'), compilation.types);
  const tests = fields.map((field) => compileField(leaf, field, compilation) ?? NEVER);
  if (compilation.view.openPatterns.has(name))
    tests.push(
      documentFieldsTest(
        name,
        compilation,
        (semantics) => askField(leaf, { name, known: undefined, semantics }) ?? NONE,
      ),
    );
  return (source, now) => tests.some((test) => test(source, now));
}

function isLoneStar(leaf: LuceneLeaf): boolean {
  return leaf.kind === 'wildcard' && leaf.parts.length === 1 && leaf.parts[0]?.kind === 'many';
}

function compileField(
  leaf: LuceneLeaf,
  name: string,
  compilation: Compilation,
): DocumentTest | undefined {
  const semantics = findSemantics(name, compilation);
  if (semantics === undefined) {
    compilation.fields.add(name);
    return NEVER;
  }
  const known = compilation.types.find(name);
  if (leaf.kind === 'wildcard') {
    const test = flattenedPatternTest(leaf, { name, known }, compilation);
    if (test !== undefined) return test;
  }
  const answer = askField(leaf, { name, known, semantics });
  return answer && fieldTest(name, answer, leaf.span, compilation);
}

/** Two positions of an array's elements are this far apart for a phrase. */
const elementGap = 100;

function noteLeaf(leaf: LuceneLeaf, { approximations }: Compilation): void {
  if (leaf.kind === 'text' && leaf.fuzzy !== undefined)
    approximations.add(
      'A fuzzy search finds every text that is close enough; Elasticsearch stops at the 50 closest of each shard.',
    );
  if (leaf.kind === 'phrase' && Number(leaf.slop ?? 0) >= elementGap)
    approximations.add(
      `A phrase with a slop of ${elementGap} and more may reach from one element of an array to the next in Elasticsearch; here it does not.`,
    );
}
