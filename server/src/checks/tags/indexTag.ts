// index-tag: tags that belong to the indices a rule reads.
import { requiredTags } from '../../catalog/requiredTags';
import type { Check } from '../check';
import { findEach, nothing } from '../findEach';
import { isDeprecated } from '../ruleTables';
import { lacking } from './tagList';

export const indexTag: Check = {
  code: 'index-tag',
  severity: 'warning',
  doc: 'A rule that reads certain indices has the tags of their data source.',
  needsWholeFile: true,
  run: ({ document }) =>
    isDeprecated(document)
      ? nothing
      : findEach(document.rule.index?.value ?? [], ({ value }) =>
          lacking(document, requiredTags(value), `A rule that reads \`${value}\` has`),
        ),
};
