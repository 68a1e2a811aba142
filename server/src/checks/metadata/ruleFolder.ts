// rule-folder: a rule in a folder for rules of another kind.
import { stringAt } from '../../rule/tomlValues';
import type { Check, CheckInput, Finding, RuleFolder } from '../check';
import { isBuildingBlock, metadataOf, pathParts, ruleHeader } from '../ruleTables';
import { ruleFolderOf } from './ruleFolders';

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
  const folder = ruleFolderOf(context);
  if (isRetired && folder?.holds === 'rules')
    return [{ message: 'A deprecated rule lies in the folder `_deprecated`.', span }];
  const message = folder && wrongKind(folder, isBuildingBlock(document));
  return message === undefined ? [] : [{ message, span: ruleHeader(document) }];
}

/** A repository without a folder of building blocks keeps them where it likes. */
function wrongKind({ name, holds, blocks }: RuleFolder, isBlock: boolean): string | undefined {
  if (holds === 'blocks' && !isBlock)
    return `Rules in the folder \`${name}\` have \`building_block_type = "default"\`.`;
  const [place] = blocks;
  return holds === 'rules' && isBlock && place !== undefined
    ? `A building block lies in the folder \`${place}\`.`
    : undefined;
}
