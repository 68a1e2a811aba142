// date-order: a rule that was changed before it was made.
import { isDay } from '../../rule/meantValue';
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { changeText, metadataOf } from '../ruleTables';

export const dateOrder: Check = {
  files: 'all',
  code: 'date-order',
  severity: 'warning',
  doc: '`updated_date` is not before `creation_date`.',
  run: ({ document }) => {
    const table = metadataOf(document);
    const [created, updated] = [stringAt(table, 'creation_date'), stringAt(table, 'updated_date')];
    if (!created || !updated || !isDay(created.value) || !isDay(updated.value)) return [];
    if (updated.value >= created.value) return [];
    return [
      {
        message: `\`updated_date\` is before \`creation_date\` (${created.value}).`,
        span: updated.span,
        related: [{ span: created.span, message: 'The day it was made' }],
        fixes: [changeText(updated.span, created.value)],
      },
    ];
  },
};
