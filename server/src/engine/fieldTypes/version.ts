// version: ordered by Semantic Versioning precedence (any number of numeric parts), equal only if written the same.
import type { FieldValue } from '../../events/values';
import { matchesPattern } from '../pattern';
import { compareUtf8 } from '../utf8Order';
import type { FieldSemantics } from './semantics';
import { plainTerms, satisfies, values } from './semantics';

export function versionSemantics(): FieldSemantics {
  return {
    equal: (text) => values((value) => value === text),
    pattern: (pattern) =>
      values((value) => typeof value === 'string' && matchesPattern(pattern, value)),
    range(bounds) {
      const limits = bounds.map(({ bound, text }) => ({ bound, key: sortKey(text) }));
      return values((value) => {
        if (typeof value !== 'string') return false;
        const key = sortKey(value);
        return limits.every((limit) => satisfies(limit.bound, compareUtf8(key, limit.key)));
      });
    },
    exists: (value) => isVersionText(value),
    terms: plainTerms((accept) => values((value) => typeof value === 'string' && accept(value))),
  };
}

function isVersionText(value: FieldValue): boolean {
  return typeof value === 'string';
}

const VERSION =
  /^((?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*)(?:-([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?(\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$/;

/**
 * A text whose order is the version's: numbers carry their length, a pre-release sorts before the release, fewer parts
 * before more. What is no version sorts after all versions, as plain text.
 */
function sortKey(text: string): string {
  const found = VERSION.exec(text);
  const preRelease = found?.[2]?.split('.') ?? [];
  if (found === null || preRelease.some((part) => /^0\d+$/.test(part))) return `\uFFFF${text}`;
  const main = (found[1] ?? '').split('.').map(numberKey).join('.');
  const suffix = preRelease.map((part) => (/^\d+$/.test(part) ? numberKey(part) : `\u0100${part}`));
  return `${main}${found[2] === undefined ? '\u0002' : '\u0001'}${suffix.join('.')}${found[3] ?? ''}`;
}

/** The length goes first, so that 10 sorts after 9. */
function numberKey(digits: string): string {
  return String.fromCharCode(0x80 + Math.min(digits.length, 0x7f)) + digits;
}
