// The terms that the index holds of a value: what `term`, `terms`, `prefix` and `wildcard` queries compare with.
import { isObject } from '../../events/toEvent';
import type { FieldValue } from '../../events/values';
import { someLeaf } from '../../events/values';
import { javaLowerCase } from '../javaText';
import type { KnownField } from '../matcher';
import { textOf } from './keyword';
import { analyze } from './standardAnalyzer';

export interface IndexedTerms {
  /** None where the value is not in the index. */
  readonly of: (value: FieldValue) => readonly string[];
  /** What the field does to a text of the query: nothing where it is analysed, so `Foo` finds no word `foo`. */
  readonly normalize: (text: string) => string;
}

/** Elastic's index templates map unknown text as keyword with this limit. */
const dynamicIgnoreAbove = 1024;

/** Undefined for fields that index no text (numbers, dates, addresses, objects) or one constant. */
export function indexedTerms(field: KnownField | undefined): IndexedTerms | undefined {
  if (field === undefined)
    return {
      of: (value) =>
        typeof value === 'string' && value.length <= dynamicIgnoreAbove ? [value] : [],
      normalize: same,
    };
  switch (field.type) {
    case 'keyword':
    case 'wildcard':
      return wholeTexts(field);
    case 'constant_keyword':
      return field.value === undefined ? wholeTexts(field) : undefined;
    case 'flattened':
      return field.flattenedKey === undefined ? leafTexts(field) : wholeTexts(field);
    case 'version':
      return { of: (value) => (typeof value === 'string' ? [value] : []), normalize: same };
    case 'text':
    case 'match_only_text':
      return { of: (value) => analyze(textOf(value) ?? ''), normalize: same };
    default:
      return undefined;
  }
}

function same(text: string): string {
  return text;
}

function wholeTexts({ ignoreAbove = Infinity, normalizer }: KnownField): IndexedTerms {
  const normalize = normalizer === 'lowercase' ? javaLowerCase : same;
  return {
    of(value) {
      const text = textOf(value);
      return text === undefined || text.length > ignoreAbove ? [] : [normalize(text)];
    },
    normalize,
  };
}

/** The root of a flattened field looks at all leaves below it. */
function leafTexts(field: KnownField): IndexedTerms {
  const leaf = wholeTexts(field);
  return {
    of(value) {
      const terms: string[] = [];
      if (isObject(value))
        someLeaf(value, (found) => {
          terms.push(...leaf.of(found));
          return false;
        });
      return terms;
    },
    normalize: leaf.normalize,
  };
}
