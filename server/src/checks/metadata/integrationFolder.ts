// integration-folder: a rule in the folder of an integration that it does not name.
import { addIntegration, integrationKey } from '../rule/integrations';
import type { Check, CheckInput, Finding } from '../check';
import { isDeprecated, ruleHeader } from '../ruleTables';
import { ruleFolderOf } from './ruleFolders';

export const integrationFolder: Check = {
  code: 'integration-folder',
  severity: 'warning',
  doc: 'A rule in `rules/integrations/NAME` has NAME among its integrations.',
  needsWholeFile: true,
  run: findOther,
};

function findOther({ document, context }: CheckInput): readonly Finding[] {
  const folder = ruleFolderOf(context);
  const [first, name] = folder?.below ?? [];
  if (folder?.holds !== 'rules' || first !== 'integrations' || name === undefined) return [];
  const key = integrationKey(document);
  if (isDeprecated(document) || key?.names.some(({ value }) => value === name)) return [];
  return [
    {
      message: `The rule lies in the folder of \`${name}\`, which \`integration\` does not name.`,
      span: key?.span ?? ruleHeader(document),
      fixes: addIntegration(document, name),
    },
  ];
}
