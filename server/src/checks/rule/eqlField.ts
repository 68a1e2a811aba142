// eql-field: a field by which an EQL rule sorts or classes events, and that ECS does not have.
import { findField } from '../../catalog/fieldCatalog';
import { stringAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { changeText, ruleOf } from '../ruleTables';

export const eqlField: Check = {
  code: 'eql-field',
  severity: 'warning',
  doc: 'The fields of `timestamp_field`, `event_category_override` and `tiebreaker_field` are fields of ECS.',
  run: findOthers,
};

export const eqlFieldKeys = ['timestamp_field', 'event_category_override', 'tiebreaker_field'];

function findOthers({ document, context: { fields } }: CheckInput): readonly Finding[] {
  if (document.rule.type?.value !== 'eql') return nothing;
  return findEach(eqlFieldKeys, (key) => {
    const field = stringAt(ruleOf(document), key);
    if (!field || isEcs(field.value) || fields.find(field.value)?.source === 'explicit')
      return nothing;
    const guess = fields.nearest(field.value);
    const meant = guess !== undefined && isEcs(guess) ? guess : undefined;
    const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
    const message = `ECS has no field \`${field.value}\`: the repository refuses it in \`${key}\`.${hint}`;
    return [
      {
        message,
        span: field.span,
        fixes: meant === undefined ? [] : [changeText(field.span, meant)],
      },
    ];
  });
}

function isEcs(name: string): boolean {
  return findField(name)?.source === 'ecs';
}
