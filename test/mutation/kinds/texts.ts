// Mistakes in the texts of a rule: risk, licence, guide, placeholders.
import { addPair, entryAt, replaced, setValue, textAt } from '../mistake';
import type { MistakeKind, Original } from '../mistake';

/** Replaces the first place of the note that fits. */
function changeNote(
  original: Original,
  from: RegExp,
  to: string,
): ReturnType<MistakeKind['mutate']> {
  const value = entryAt(original, 'rule.note')?.value;
  if (value?.kind !== 'string') return undefined;
  const source = original.document.text.slice(value.inner.start, value.inner.end);
  return from.test(source) ? replaced(original, value.inner, source.replace(from, to)) : undefined;
}

export const textMistakes: readonly MistakeKind[] = [
  {
    name: 'text: risk score does not fit the severity',
    codes: ['risk-severity'],
    mutate: (original) =>
      setValue(
        original,
        'rule.risk_score',
        textAt(original, 'rule.severity') === 'low' ? '73' : '5',
      ),
  },
  {
    name: 'text: licence of another version',
    codes: ['license'],
    mutate: (original) => setValue(original, 'rule.license', '"Elastic License v3"'),
  },
  {
    name: 'text: guide of another rule',
    codes: ['guide-name'],
    mutate: (original) =>
      changeNote(original, /### Investigating .+/, '### Investigating Something Else'),
  },
  {
    name: 'text: setup heading of the wrong level',
    codes: ['setup-heading'],
    mutate: (original) => changeNote(original, /$/, '\n\n### Setup\n\nTurn it on.\n'),
  },
  {
    name: 'text: guide without triage on a high rule',
    codes: ['guide-triage'],
    mutate: (original) =>
      ['high', 'critical'].includes(textAt(original, 'rule.severity') ?? '')
        ? changeNote(original, /## Triage and analysis/i, '## Hints')
        : undefined,
  },
  {
    name: 'text: placeholder without an entry',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /$/, '\n$$osquery_17\n'),
  },
  {
    name: 'text: transform without its placeholder',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /\$\{?(osquery|investigate)_0\}?/, ''),
  },
  {
    name: 'text: plugin written out in the note',
    codes: ['guide-placeholder'],
    mutate: (original) => changeNote(original, /$/, '\n!{osquery{"label":"x","query":"y"}}\n'),
  },
  {
    name: 'text: setup in both places',
    codes: ['setup-heading'],
    mutate(original) {
      if (entryAt(original, 'rule.setup'))
        return changeNote(original, /$/, '\n\n## Setup\n\nTurn it on.\n');
      const note = textAt(original, 'rule.note');
      return note !== undefined && /^## Setup/m.test(note)
        ? addPair(original, 'rule', { key: 'setup', value: '"Turn it on."' })
        : undefined;
    },
  },
];
