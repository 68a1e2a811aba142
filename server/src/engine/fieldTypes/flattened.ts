// flattened: the root looks at every leaf below it, a key at its own leaf; leaves are texts like keyword values.
import { isObject } from '../../events/toEvent';
import { someLeaf } from '../../events/values';
import type { KeywordOptions } from './keyword';
import { keywordSemantics } from './keyword';
import type { Answer, FieldSemantics, ValueTest } from './semantics';
import { typeError } from './semantics';
import { isOwnType } from '../matcher';
import type { KnownField } from '../matcher';

export function flattenedRootSemantics(options: KeywordOptions): FieldSemantics {
  const leaf = keywordSemantics(options);
  return {
    equal: (text, quoted) => overLeaves(leaf.equal(text, quoted)),
    pattern: (pattern) => overLeaves(leaf.pattern(pattern)),
    range: (bounds) => overLeaves(leaf.range(bounds)),
    exists: anyLeaf(leaf.exists),
    terms: {
      ...leaf.terms,
      some: (accept) => overLeaves(leaf.terms.some(accept)),
      all: (accept) => overLeaves(leaf.terms.all(accept)),
    },
  };
}

/** The value of a flattened field is an object; text directly in its place would not be indexed. */
function anyLeaf(test: ValueTest): ValueTest {
  return (value, now) => isObject(value) && someLeaf(value, (found) => test(found, now));
}

function overLeaves(answer: Answer): Answer {
  return answer.kind === 'values' ? { ...answer, test: anyLeaf(answer.test) } : answer;
}

/** A key's terms share one index with all other keys: only prefixes are allowed, and a range needs both ends. */
export function flattenedKeySemantics(name: string, field: KnownField): FieldSemantics {
  const leaf = keywordSemantics(field);
  return {
    ...leaf,
    pattern(pattern) {
      const isPrefix = pattern.length === 2 && pattern[1] === '';
      const answer = leaf.pattern(pattern);
      if (isPrefix || answer.kind !== 'values') return answer;
      const fact = `${name} is a key of a flattened field, where only a single * at the end is allowed`;
      if (isOwnType(field)) return typeError('wildcard-type', fact);
      // Rules that Elastic ships do it, so a mapping that we only know from the catalogue must not make them fail.
      return {
        ...answer,
        note: `${fact}: the pattern is matched here, but Elasticsearch may refuse it.`,
      };
    },
    range(bounds) {
      const hasLower = bounds.some(({ bound }) => bound.startsWith('g'));
      const hasUpper = bounds.some(({ bound }) => bound.startsWith('l'));
      if (hasLower && hasUpper) return leaf.range(bounds);
      return typeError(
        'value-type',
        `${name} is a key of a flattened field, where a range needs a lower and an upper bound in one clause, which KQL cannot write`,
      );
    },
  };
}
