// query-comment: text behind a value that is meant as a comment.
import type { Check, Finding } from '../check';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const queryComment: Check = {
  code: 'query-comment',
  severity: 'warning',
  doc: 'KQL has no comments: the text is part of the value.',
  run: (input) => inValues(input, findComment),
};

/** What begins a comment elsewhere, with a blank on both sides. */
const comment = /[ \t\r\n]+(?:\/\/|#|--|\/\*)[ \t][^]*$/;

function findComment(place: ValuePlace): readonly Finding[] {
  const { value, raw } = place;
  if (value.kind === 'phrase') return [];
  const at = raw.search(comment);
  if (at <= 0) return [];
  return [
    {
      message:
        'KQL has no comments: this text is part of the value. A comment of TOML can stand above the key.',
      span: value.span,
      fixes: replaceValue(place, 'Remove the comment', { text: raw.slice(0, at) }),
    },
  ];
}
