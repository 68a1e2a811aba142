// text and match_only_text: analysed into lower-case words by the standard analyzer.
import type { FieldValue } from '../../events/values';
import { javaLowerCase } from '../javaText';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import { textOf } from './keyword';
import type { FieldSemantics } from './semantics';
import { NONE, satisfies, values } from './semantics';
import { analyze } from './standardAnalyzer';

/** Elements of an array are far apart for a phrase, so every value is looked at alone. */
export function textSemantics(): FieldSemantics {
  return {
    equal(text, quoted) {
      const words = analyze(text);
      const [first] = words;
      if (first === undefined) return NONE;
      if (quoted && words.length > 1) return values((value) => hasPhrase(tokensOf(value), words));
      const wanted = new Set(words);
      return values((value) => tokensOf(value).some((token) => wanted.has(token)));
    },
    pattern(pattern) {
      const wanted = pattern.map(javaLowerCase);
      return values((value) => tokensOf(value).some((token) => matchesPattern(wanted, token)));
    },
    range(bounds) {
      return values((value) =>
        tokensOf(value).some((token) =>
          bounds.every(({ bound, text }) => satisfies(bound, compareUtf8(token, text))),
        ),
      );
    },
    exists: (value) => textOf(value) !== undefined,
    terms: {
      normalize: javaLowerCase,
      analyze,
      some: (accept) => values((value) => tokensOf(value).some(accept)),
      all: (accept) => values((value) => accept(tokensOf(value))),
    },
  };
}

function tokensOf(value: FieldValue): readonly string[] {
  const text = textOf(value);
  return text === undefined ? [] : analyze(text);
}

function hasPhrase(tokens: readonly string[], words: readonly string[]): boolean {
  for (let at = 0; at + words.length <= tokens.length; at++) {
    if (words.every((word, i) => tokens[at + i] === word)) return true;
  }
  return false;
}
