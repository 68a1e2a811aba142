// invisible-character: a sign in a query that nobody sees, or that only looks like a letter.
import type { RuleQuery } from '../../rule/ruleDocument';
import { toSourceSpan } from '../../text/offsetMap';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { queryFix } from './queryText';

export const invisibleCharacter: Check = {
  code: 'invisible-character',
  severity: 'warning',
  doc: 'A query holds a sign without width, or a letter of another script within a word.',
  run: ({ document: { query, threatQuery } }) =>
    findEach([query, threatQuery], (each) =>
      // Nearly every query is plain ASCII.
      each && /[^\0-\x7f]/.test(each.text) ? [...invisible(each), ...lookAlikes(each)] : nothing,
    ),
};

/** Zero width, direction marks, soft hyphen, byte order mark. */
const withoutWidth = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;

function invisible(query: RuleQuery): readonly Finding[] {
  return [...query.text.matchAll(withoutWidth)].map(({ 0: found, index }) => {
    const span = toSourceSpan(query.node.map, { start: index, end: index + found.length });
    const edits = [{ span, text: '' }];
    return {
      message: `Here stands ${codesOf(found)}, which has no width: no event is likely to have it.`,
      span,
      fixes: queryFix(query, 'Remove it', { edits, isSafe: false }),
    };
  });
}

/** Greek and Cyrillic letters beside Latin ones. */
const mixed = /(?<=[A-Za-z])[\u0370-\u04ff]+|[\u0370-\u04ff]+(?=[A-Za-z])/g;

/** Many of them are there on purpose: the rule looks for such words. */
const mostSlips = 2;

function lookAlikes(query: RuleQuery): readonly Finding[] {
  const found = [...query.text.matchAll(mixed)];
  if (found.length > mostSlips) return nothing;
  return found.map(({ 0: letter, index }) => ({
    message: `\`${letter}\` (${codesOf(letter)}) is no Latin letter: it only looks like one.`,
    span: toSourceSpan(query.node.map, { start: index, end: index + letter.length }),
  }));
}

function codesOf(found: string): string {
  return Array.from(
    found,
    (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  ).join(' ');
}
