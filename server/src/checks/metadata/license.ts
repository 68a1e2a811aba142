// license: a name of Elastic's licence that is not the one in use.
import { stringAt } from '../../rule/tomlValues';
import type { RuleDocument } from '../../rule/ruleDocument';
import type { Check, Finding } from '../check';
import { addPair } from '../pairEdits';
import { changeText, isElasticRule, ruleHeader, ruleOf } from '../ruleTables';

const name = 'Elastic License v2';

export const license: Check = {
  code: 'license',
  severity: 'warning',
  doc: "Elastic's licence is written `Elastic License v2`, and one of Elastic's rules names it.",
  needsWholeFile: true,
  run: ({ document }) => {
    const written = stringAt(ruleOf(document), 'license');
    if (!written) return unnamed(document);
    if (!/elastic licen[sc]e/i.test(written.value) || written.value === name) return [];
    const message = `Elastic's licence is written \`${name}\`.`;
    return [{ message, span: written.span, fixes: [changeText(written.span, name)] }];
  },
};

function unnamed(document: RuleDocument): readonly Finding[] {
  if (!isElasticRule(document) || ruleOf(document)?.entries.has('license')) return [];
  const pair = { key: 'license', value: `"${name}"`, below: 'author' };
  const fixes = addPair(document, ruleOf(document), pair);
  const message = `One of Elastic's rules names its licence, \`${name}\`.`;
  return [{ message, span: ruleHeader(document), fixes }];
}
