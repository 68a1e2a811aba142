// Mistakes in ATT&CK mappings.
import { entryAt, replaced, setValue, textAt } from '../mistake';
import type { MistakeKind, Original } from '../mistake';

const technique = 'rule.threat.technique';
const tactic = 'rule.threat.tactic';

/** Only mappings of ATT&CK: other frameworks are not checked against it. */
function inAttack(mutate: MistakeKind['mutate']): MistakeKind['mutate'] {
  return (original) =>
    textAt(original, 'rule.threat.framework') === 'MITRE ATT&CK' ? mutate(original) : undefined;
}

function kind(name: string, codes: readonly string[], mutate: MistakeKind['mutate']): MistakeKind {
  return { name: `threat: ${name}`, codes, mutate: inAttack(mutate) };
}

/** The first technique becomes another, consistent in itself. */
function asTechnique(
  original: Original,
  id: string,
  name: string,
): ReturnType<MistakeKind['mutate']> {
  const spans = ['id', 'name', 'reference'].map((key) => {
    const entry = entryAt(original, `${technique}.${key}`);
    return entry?.pair?.value?.span;
  });
  if (spans.includes(undefined) || entryAt(original, `${technique}.subtechnique`)) return undefined;
  const values = [`"${id}"`, `"${name}"`, `"https://attack.mitre.org/techniques/${id}/"`];
  let text = original.document.text;
  const edits = spans
    .flatMap((span, index) => (span ? [{ span, value: values[index] ?? '' }] : []))
    .sort((a, b) => b.span.start - a.span.start);
  for (const { span, value } of edits)
    text = text.slice(0, span.start) + value + text.slice(span.end);
  return { text };
}

const ids = ['attack-id'];
const names = ['attack-name'];
const urls = ['attack-reference'];
const parents = ['attack-parent'];
const tactics = ['attack-tactic'];
const revoked = ['attack-status'];

export const threatMistakes: readonly MistakeKind[] = [
  kind('technique that does not exist', ids, (original) =>
    setValue(original, `${technique}.id`, '"T1999"'),
  ),
  kind('letters of a technique id', ids, (original) =>
    setValue(original, `${technique}.id`, '"TT1059"'),
  ),
  kind('name of another technique', names, (original) =>
    setValue(original, `${technique}.name`, '"Brute Forcing"'),
  ),
  kind('URL of another technique', urls, (original) =>
    setValue(original, `${technique}.reference`, '"https://attack.mitre.org/techniques/T1110/"'),
  ),
  kind('sub-technique of another technique', parents, (original) => {
    const span = entryAt(original, `${technique}.subtechnique.id`)?.pair?.value?.span;
    const own = textAt(original, `${technique}.id`);
    return own === 'T1110' ? undefined : replaced(original, span, '"T1110.003"');
  }),
  kind('sub-technique that does not exist', [...ids, ...parents], (original) => {
    const own = textAt(original, `${technique}.id`);
    return setValue(original, `${technique}.subtechnique.id`, `"${own ?? ''}.099"`);
  }),
  kind('technique under another tactic', tactics, (original) => {
    const own = textAt(original, `${tactic}.id`) ?? '';
    return own === 'TA0006' ? undefined : asTechnique(original, 'T1110', 'Brute Force');
  }),
  kind('name of another tactic', names, (original) =>
    textAt(original, `${tactic}.name`) === 'Impact'
      ? undefined
      : setValue(original, `${tactic}.name`, '"Impact"'),
  ),
  kind('tactic that does not exist', ids, (original) =>
    setValue(original, `${tactic}.id`, '"TA0999"'),
  ),
  kind('URL of another tactic', urls, (original) =>
    textAt(original, `${tactic}.id`) === 'TA0040'
      ? undefined
      : setValue(original, `${tactic}.reference`, '"https://attack.mitre.org/tactics/TA0040/"'),
  ),
  kind('revoked technique', revoked, (original) => asTechnique(original, 'T1086', 'PowerShell')),
  kind('tactic mapped twice', ['attack-repeated'], (original) => {
    const id = textAt(original, `${tactic}.id`);
    if (id === undefined) return undefined;
    const name = textAt(original, `${tactic}.name`) ?? '';
    const block = [
      '',
      '[[rule.threat]]',
      'framework = "MITRE ATT&CK"',
      '',
      '[rule.threat.tactic]',
      `id = "${id}"`,
      `name = "${name}"`,
      `reference = "https://attack.mitre.org/tactics/${id}/"`,
      '',
    ];
    return { text: original.document.text + block.join('\n') };
  }),
  kind('framework misspelt', ['invalid-value'], (original) =>
    setValue(original, 'rule.threat.framework', '"MITRE ATTACK"'),
  ),
  kind('URL without its last slash', urls, (original) => {
    const reference = textAt(original, `${technique}.reference`);
    return reference?.endsWith('/')
      ? setValue(original, `${technique}.reference`, `"${reference.slice(0, -1)}"`)
      : undefined;
  }),
];
