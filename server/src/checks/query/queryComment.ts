// query-comment: text that is meant as a comment.
import { termText } from '../../kql/terms';
import { toSourceSpan, toDecoded } from '../../text/offsetMap';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { allClauses } from './queries';
import type { Clause } from './queries';
import { queryFix, queryTextAt } from './queryText';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const queryComment: Check = {
  code: 'query-comment',
  severity: 'warning',
  doc: 'KQL has no comments: the text is part of the value or of the field.',
  run: (input) => [
    ...findEach(allClauses(input.document), findBeforeField),
    ...inValues(input, findComment),
  ],
};

const advice = 'A comment of TOML can stand above the key.';

/** What begins a comment elsewhere, with a blank on both sides. */
const comment = /[ \t\r\n]+(?:\/\/|#|--|\/\*)[ \t][^]*$/;

function findComment(place: ValuePlace): readonly Finding[] {
  const { value, raw } = place;
  if (value.kind === 'phrase') return nothing;
  const at = raw.search(comment);
  if (at <= 0) return nothing;
  return [
    {
      message: `KQL has no comments: this text is part of the value. ${advice}`,
      span: value.span,
      fixes: replaceValue(place, 'Remove the comment', { text: raw.slice(0, at) }),
    },
  ];
}

/** What comments begin with. */
const signs: ReadonlySet<string> = new Set(['/', '#', '-']);

/** Lines of a comment, or one between signs, and the field itself. */
const beforeField = /^(?:(?:(?:\/\/|#|--)[^\n]*\n\s*)+|\/\*[^]*?\*\/\s*)/;

function findBeforeField({ node, query }: Clause): readonly Finding[] {
  if (!node.field || node.field.kind === 'phrase') return nothing;
  // Most fields are told at their first letter, without a look into the text.
  if (!signs.has(termText(node.field).charAt(0))) return nothing;
  const raw = queryTextAt(query, node.field.span);
  const text = beforeField.exec(raw)?.[0];
  if (text === undefined || text.length === raw.length) return nothing;
  const { map } = query.node;
  const start = toDecoded(map, node.field.span.start);
  const whole = toSourceSpan(map, { start, end: start + text.length });
  const span = toSourceSpan(map, { start, end: start + text.trimEnd().length });
  return [
    {
      message: `KQL has no comments: this text is part of the field's name. ${advice}`,
      span,
      fixes: queryFix(query, 'Remove the comment', {
        edits: [{ span: whole, text: '' }],
        isSafe: false,
      }),
    },
  ];
}
