// rule-folder: a rule in a folder for rules of another kind.
import { stringAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding } from '../check';
import { isBuildingBlock, metadataOf, pathParts, ruleHeader } from '../ruleTables';

export const ruleFolder: Check = {
  code: 'rule-folder',
  severity: 'warning',
  doc: 'Deprecated rules lie in `_deprecated`, building blocks in `rules_building_block`, and nothing else does.',
  needsWholeFile: true,
  run: findWrongFolder,
};

function findWrongFolder({ document, context }: CheckInput): readonly Finding[] {
  const folders = pathParts(context.path).slice(0, -1);
  const maturity = stringAt(metadataOf(document), 'maturity');
  const span = maturity?.span ?? ruleHeader(document);
  const isRetired = maturity?.value === 'deprecated';
  if (folders.includes('_deprecated'))
    return isRetired
      ? []
      : [{ message: 'Rules in the folder `_deprecated` have `maturity = "deprecated"`.', span }];
  const inRules = folders.includes('rules');
  if (isRetired && inRules)
    return [{ message: 'A deprecated rule lies in the folder `_deprecated`.', span }];
  const inBlocks = folders.includes('rules_building_block');
  const header = ruleHeader(document);
  if (inBlocks && !isBuildingBlock(document))
    return [
      {
        message:
          'Rules in the folder `rules_building_block` have `building_block_type = "default"`.',
        span: header,
      },
    ];
  if (inRules && !inBlocks && isBuildingBlock(document))
    return [
      { message: 'A building block lies in the folder `rules_building_block`.', span: header },
    ];
  return [];
}
