// control-character: a backslash that became a control character.
import type { Check, Finding } from '../check';
import { backslashFix, controlNames, inValues } from './valuePlaces';
import type { ValuePlace } from './valuePlaces';

export const controlCharacter: Check = {
  code: 'control-character',
  severity: 'warning',
  doc: 'A value holds a tab or line break, most likely from a backslash that was not doubled.',
  run: (input) => inValues(input, findControl),
};

function findControl(place: ValuePlace): readonly Finding[] {
  const { value, raw } = place;
  const text = value.kind === 'wildcard' ? value.parts.join('*') : String(value.value);
  const control = /[\t\r\n]/.exec(text)?.[0];
  if (control === undefined) return [];
  // A bare value over two lines is two values: missing-operator says so.
  if (value.kind !== 'phrase' && raw.includes(control)) return [];
  const name = control === '\t' ? 'a tab' : 'a line break';
  const cause = raw.includes(control)
    ? ''
    : `: \`\\${controlNames[control] ?? ''}\` is read as one`;
  const message = `This value holds ${name}${cause}. Write \`\\\\\` for a backslash.`;
  return [{ message, span: value.span, fixes: backslashFix(place) }];
}
