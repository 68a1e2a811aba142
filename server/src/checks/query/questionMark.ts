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
  languages: ['kuery'],
  run: (input) => inValues(input, findQuestionMark),
};

/** What they hold, names of files and hosts, has no question marks. */
const nameField =
  /^(?!url\.)(?:.*\.)?(?:executable|path|directory|domain|registered_domain|(?:process|parent|file|dll|host|question)\.name)(?:\.caseless)?$/;

function findQuestionMark(place: ValuePlace): readonly Finding[] {
  const { value, clause } = place;
  if (!isWildcardElsewhere(value, clause.field)) return [];
  const parts = partsOf(value);
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

/** `?:\\…` and `C:\\?…`: the habit of EQL. A question mark in a URL or a command is most likely meant. */
export function isWildcardElsewhere(value: KqlTerm, field: string | undefined): boolean {
  const parts = partsOf(value);
  if (!parts.some((part) => part.includes('?'))) return false;
  const [first = ''] = parts;
  // Windows itself writes \\?\ and \??\ in front of paths.
  if (/^\\[\\?]\?\\/.test(first)) return false;
  if (/^\?:[\\/]/.test(first) || nameField.test(field ?? '')) return true;
  return value.kind === 'wildcard' && /\\\?|\?\\/.test(parts.join('*'));
}

function partsOf(value: KqlTerm): readonly string[] {
  return value.kind === 'wildcard' ? value.parts : [String(value.value)];
}
