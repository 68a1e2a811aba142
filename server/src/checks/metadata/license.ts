// license: a name of Elastic's licence that is not the one in use.
import { stringAt } from '../../rule/tomlValues';
import type { Check } from '../check';
import { changeText, ruleOf } from '../ruleTables';

const name = 'Elastic License v2';

export const license: Check = {
  code: 'license',
  severity: 'warning',
  doc: "Elastic's licence is written `Elastic License v2`.",
  run: ({ document }) => {
    const written = stringAt(ruleOf(document), 'license');
    if (!written || !/elastic licen[sc]e/i.test(written.value) || written.value === name) return [];
    const message = `Elastic's licence is written \`${name}\`.`;
    return [{ message, span: written.span, fixes: [changeText(written.span, name)] }];
  },
};
