// question-mark: a question mark meant as a wildcard.
import type { KqlTerm } from '../../kql/ast';
import { printTerm } from '../../kql/print';
import type { Check, Finding } from '../check';
import { inValues, replaceValue } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const questionMark: Check = {
  code: 'question-mark',
  severity: 'warning',
  doc: 'A question mark is no wildcard in KQL: it stands for itself.',
  run: (input) => inValues(input, findQuestionMark),
};

/** What they hold, names of files and hosts, has no question marks. */
const nameField =
  /^(?!url\.)(?:.*\.)?(?:executable|path|directory|domain|registered_domain|(?:process|parent|file|dll|host|question)\.name)(?:\.caseless)?$/;

/** `?:\\…` and `C:\\?…`: the habit of EQL. A question mark in a URL or a command is most likely meant. */
function findQuestionMark(place: ValuePlace): readonly Finding[] {
  const { value } = place;
  if (!holdsQuestionMark(value)) return [];
  const parts = value.kind === 'wildcard' ? value.parts : [String(value.value)];
  if (value.kind === 'literal' && typeof value.value !== 'string') return [];
  // Windows itself writes \\?\ and \??\ in front of paths.
  if (/^\\[\\?]\?\\/.test(parts[0] ?? '')) return [];
  const isPath =
    /^\?:[\\/]/.test(parts[0] ?? '') ||
    (value.kind === 'wildcard' && /\\\?|\?\\/.test(parts.join('*')));
  if (!isPath && !nameField.test(place.clause.field ?? '')) return [];
  const [first = '', ...rest] = parts;
  const pieces = [first.replace(/^\?(?=:)/, 'C'), ...rest].flatMap((part) => part.split('?'));
  const [single = ''] = pieces;
  const text = printTerm(
    pieces.length > 1
      ? { kind: 'wildcard', parts: pieces, span: value.span }
      : { kind: 'literal', value: single, span: value.span },
  );
  return [
    {
      message: 'A question mark is no wildcard in KQL: it stands for itself. Use `*`.',
      span: value.span,
      fixes: replaceValue(place, 'Change `?:` to drive C, any other `?` to `*`', { text }),
    },
  ];
}

function holdsQuestionMark(value: KqlTerm): boolean {
  if (value.kind === 'wildcard') return value.parts.some((part) => part.includes('?'));
  return typeof value.value === 'string' && value.value.includes('?');
}
