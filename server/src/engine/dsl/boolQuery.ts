// The `bool` query: must, filter, should, must_not and how many of should are needed.
import type { Compilation, DocumentTest } from '../compilation';
import { NEVER } from '../compilation';
import type { QueryBody, QueryCompiler } from './compileDsl';
import { malformed, onlyOptions, refuse } from './dslFailures';
import { entryOf, itemsOf, scalarOf } from './dslNode';
import type { DslNode } from './dslNode';

const occurs = ['must', 'filter', 'should', 'must_not'];
const options = ['minimum_should_match', 'adjust_pure_negative'];

/** @param compile compiles a query inside */
export function compileBoolQuery(
  { body, span }: QueryBody,
  compilation: Compilation,
  compile: QueryCompiler,
): DocumentTest {
  if (body.kind !== 'object') return malformed('bool is an object', span, compilation);
  if (!onlyOptions(body, [...occurs, ...options], compilation)) return NEVER;
  const testsOf = (occur: string): readonly DocumentTest[] => {
    const node = entryOf(body, occur)?.node;
    return node ? itemsOf(node).map((item) => compile(item, compilation)) : [];
  };
  const must = [...testsOf('must'), ...testsOf('filter')];
  const should = testsOf('should');
  const mustNot = testsOf('must_not');
  const needed = neededOf(entryOf(body, 'minimum_should_match')?.node, should.length, compilation);
  // Without must and filter one of should is needed, whatever is written.
  const least = Math.max(needed ?? 0, must.length === 0 && should.length > 0 ? 1 : 0);
  return (source, now) =>
    must.every((test) => test(source, now)) &&
    !mustNot.some((test) => test(source, now)) &&
    (least === 0 || countAtLeast(least, should, (test) => test(source, now)));
}

/** A count; a negative one says how many may be missing. */
function neededOf(
  node: DslNode | undefined,
  count: number,
  compilation: Compilation,
): number | undefined {
  if (node === undefined) return undefined;
  const value = scalarOf(node);
  if (value === undefined || !/^-?\d+$/.test(String(value))) {
    refuse('A minimum_should_match that is no count is', node.span, compilation);
    return undefined;
  }
  const needed = Number(value);
  return needed < 0 ? Math.max(0, count + needed) : needed;
}

function countAtLeast<T>(least: number, items: readonly T[], test: (item: T) => boolean): boolean {
  let found = 0;
  for (const item of items) if (test(item) && ++found >= least) return true;
  return false;
}
