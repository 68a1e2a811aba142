// attack-repeated: a tactic or technique that is mapped twice.
import type { Located } from '../../rule/rule';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';

export const attackRepeated: Check = {
  code: 'attack-repeated',
  severity: 'warning',
  doc: 'A tactic stands in two entries of `rule.threat`, or a technique twice below one tactic.',
  run: findRepeated,
};

function findRepeated({ document: { rule } }: CheckInput): readonly Finding[] {
  const tactics = rule.threat.map(({ framework, tactic }) => ({
    id: tactic?.id,
    scope: framework?.value ?? '',
  }));
  return [
    ...repeated(
      tactics,
      (id) => `The tactic \`${id}\` has an entry already: put all techniques there.`,
    ),
    ...findEach(rule.threat, ({ techniques }) => [
      ...repeated(
        techniques.map(({ id }) => ({ id, scope: '' })),
        (id) => `The technique \`${id}\` stands below this tactic already.`,
      ),
      ...findEach(techniques, ({ subtechniques }) =>
        repeated(
          subtechniques.map(({ id }) => ({ id, scope: '' })),
          (id) => `The sub-technique \`${id}\` stands below this technique already.`,
        ),
      ),
    ]),
  ];
}

function repeated(
  items: readonly { readonly id: Located<string> | undefined; readonly scope: string }[],
  message: (id: string) => string,
): readonly Finding[] {
  if (items.length < 2) return nothing;
  const first = new Map<string, Located<string>>();
  return findEach(items, ({ id, scope }) => {
    if (!id) return nothing;
    const key = `${scope} ${id.value}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, id);
    return earlier
      ? [
          {
            message: message(id.value),
            span: id.span,
            related: [{ span: earlier.span, message: 'The first' }],
          },
        ]
      : nothing;
  });
}
