// attack-repeated: a tactic or technique that is mapped twice.
import type { Located } from '../../rule/rule';
import type { Fix } from '../../text/problem';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { mergeTactics, mergeTechniques, removal } from './threatBlocks';

export const attackRepeated: Check = {
  code: 'attack-repeated',
  severity: 'warning',
  doc: 'A tactic stands in two entries of `rule.threat`, or a technique twice below one tactic.',
  run: findRepeated,
};

function findRepeated({ document }: CheckInput): readonly Finding[] {
  const { threat } = document.rule;
  return [
    ...repeated(threat, {
      idOf: ({ tactic }) => tactic?.id,
      scopeOf: ({ framework }) => framework?.value ?? '',
      message: (id) => `The tactic \`${id}\` has an entry already: put all techniques there.`,
      fix: (first, later) => mergeTactics(document, first, later),
    }),
    ...findEach(threat, ({ techniques }) => [
      ...repeated(techniques, {
        idOf: ({ id }) => id,
        message: (id) => `The technique \`${id}\` stands below this tactic already.`,
        fix: (first, later) => mergeTechniques(document, first, later),
      }),
      ...findEach(techniques, ({ subtechniques }) =>
        repeated(subtechniques, {
          idOf: ({ id }) => id,
          message: (id) => `The sub-technique \`${id}\` stands below this technique already.`,
          fix: (_, later) => removal(document, later),
        }),
      ),
    ]),
  ];
}

interface Repetition<T> {
  readonly idOf: (item: T) => Located<string> | undefined;
  /** Only within one scope an id counts as repeated. */
  readonly scopeOf?: (item: T) => string;
  readonly message: (id: string) => string;
  readonly fix: (first: T, later: T) => readonly Fix[];
}

function repeated<T>(
  items: readonly T[],
  { idOf, scopeOf = () => '', message, fix }: Repetition<T>,
): readonly Finding[] {
  if (items.length < 2) return nothing;
  const first = new Map<string, { readonly item: T; readonly id: Located<string> }>();
  return findEach(items, (item) => {
    const id = idOf(item);
    if (!id) return nothing;
    const key = `${scopeOf(item)} ${id.value}`;
    const earlier = first.get(key);
    if (!earlier) first.set(key, { item, id });
    return earlier
      ? [
          {
            message: message(id.value),
            span: id.span,
            related: [{ span: earlier.id.span, message: 'The first' }],
            fixes: fix(earlier.item, item),
          },
        ]
      : nothing;
  });
}
