// integration-folder: a rule in the folder of an integration that it does not name.
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Fix } from '../../text/problem';
import { insertLineBelow } from '../lines';
import { addIntegration, integrationKey } from '../rule/integrations';
import type { Check, CheckInput, Finding } from '../check';
import { isDeprecated, metadataOf, pathParts, ruleHeader } from '../ruleTables';

export const integrationFolder: Check = {
  code: 'integration-folder',
  severity: 'warning',
  doc: 'A rule in `rules/integrations/NAME` has NAME among its integrations.',
  needsWholeFile: true,
  run: findOther,
};

function findOther({ document, context }: CheckInput): readonly Finding[] {
  const folders = pathParts(context.path).slice(0, -1);
  const at = folders.lastIndexOf('integrations');
  const name = folders[at + 1];
  if (at < 1 || name === undefined || folders[at - 1] !== 'rules') return [];
  const key = integrationKey(document);
  if (isDeprecated(document) || key?.names.some(({ value }) => value === name)) return [];
  return [
    {
      message: `The rule lies in the folder of \`${name}\`, which \`integration\` does not name.`,
      span: key?.span ?? ruleHeader(document),
      fixes: key ? addIntegration(key, name) : addKey(document, name),
    },
  ];
}

/** Below the header; a value of another type is a problem of its own. */
function addKey(document: RuleDocument, name: string): readonly Fix[] {
  const table = metadataOf(document);
  if (!table?.header || table.entries.has('integration')) return [];
  const line = `integration = ["${name}"]`;
  const edits = [insertLineBelow(document.text, table.header.span, line)];
  return [{ title: `Add \`${line}\``, edits, isSafe: false }];
}
