// fixed-new-term: a new-terms field for which the query asks one value.
import { partsOf, valuesOf } from '../query/conjunctions';
import { soundQueries } from '../query/queries';
import type { Check, CheckInput, Finding } from '../check';

export const fixedNewTerm: Check = {
  code: 'fixed-new-term',
  severity: 'information',
  doc: 'The query of a `new_terms` rule asks for one value of a new-terms field: it is new only once per history.',
  run: findFixed,
};

function findFixed({ document }: CheckInput): readonly Finding[] {
  const { rule } = document;
  const [query] = soundQueries(document);
  if (rule.type?.value !== 'new_terms' || !query) return [];
  const parts = partsOf(query.root);
  const terms = rule.newTerms?.fields?.value ?? [];
  return terms.flatMap(({ value: field, span }) => {
    const part = parts.find((each) => valuesOf(each, field)?.length === 1);
    if (!part) return [];
    const effect =
      terms.length > 1
        ? 'it makes no combination new'
        : 'the rule alerts only where no event of the history has it';
    return [
      {
        message: `The query asks for one value of \`${field}\`: ${effect}, unless events hold several.`,
        span,
        related: [{ span: part.span, message: 'The condition' }],
      },
    ];
  });
}
