// Formatting real rules: the queries keep their trees, a second time changes nothing, and all other values stay.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { toNeutral } from '../../server/src/kql/neutral';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { formatRule } from '../../server/src/services/formatting';
import { tableToJson } from '../../server/src/toml/toJson';
import { ruleFiles, rulesCheckout } from '../support/data';

const rules = ruleFiles().map((file) => ({
  file: path.relative(rulesCheckout(), file),
  document: parseRule(readFileSync(file, 'utf8')),
}));

const trees = ({ query, threatQuery }: RuleDocument): unknown =>
  [query, threatQuery].map((each) => each?.parsed && toNeutral(each.parsed.root));

/** Everything but the KQL queries. */
function otherValues(document: RuleDocument): unknown {
  const spans = [document.query, document.threatQuery].flatMap((each) =>
    each?.parsed ? [each.text] : [],
  );
  return JSON.stringify(tableToJson(document.toml.root), (_, value: unknown) =>
    typeof value === 'string' && spans.includes(value) ? 'query' : value,
  );
}

for (const sortKeys of [false, true])
  describe(`formatting real rules${sortKeys ? ', keys sorted' : ''}`, () => {
    it('keeps trees and values and comes to rest', (test) => {
      let unchanged = 0;
      for (const { file, document } of rules) {
        const text = formatRule(document, { lineWidth: 120, sortKeys });
        if (text === document.text) {
          unchanged++;
          continue;
        }
        const after = parseRule(text);
        assert.deepEqual(after.problems, document.problems.length > 0 ? after.problems : [], file);
        assert.deepEqual(trees(after), trees(document), file);
        if (!sortKeys) assert.equal(otherValues(after), otherValues(document), file);
        assert.equal(formatRule(after, { lineWidth: 120, sortKeys }), text, file);
      }
      test.diagnostic(`${unchanged} of ${rules.length} rules unchanged`);
    });
  });
