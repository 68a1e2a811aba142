// Formatting real rules: the queries keep their trees, all other values and the problems stay, a second time changes nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'smol-toml';
import { runChecks } from '../../server/src/checks';
import { toNeutral } from '../../server/src/kql/neutral';
import { parseKql } from '../../server/src/kql/parse';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import { formatRule } from '../../server/src/services/formatting';
import { ruleFiles, rulesCheckout } from '../support/data';
import { unifyLineBreaks } from '../support/tomlOracles';

const rules = ruleFiles().map((file) => ({
  file: path.relative(rulesCheckout(), file),
  document: parseRule(readFileSync(file, 'utf8')),
}));

/** Every value of the file as another parser reads it, the KQL queries apart. */
function valuesOf({ text, query, threatQuery }: RuleDocument): unknown {
  const file = unifyLineBreaks(parse(text)) as { rule?: Record<string, unknown> };
  const kql = { query, threat_query: threatQuery };
  for (const [key, each] of Object.entries(kql))
    if (each?.parsed && file.rule) file.rule[key] = toNeutral(parseKql(each.text).root);
  return file;
}

/** Without places, which move with the text, and without the pieces of queries that messages quote with their blanks. */
function problemsOf(document: RuleDocument, file: string): readonly string[] {
  return runChecks(document, checkContext(undefined, file))
    .map(({ code, severity, message }) => `${code} ${severity} ${message}`)
    .map((problem) => problem.replace(/`[^`]*…`/g, 'a condition').replace(/\s/g, ''))
    .sort();
}

for (const sortKeys of [false, true])
  describe(`formatting real rules${sortKeys ? ', keys sorted' : ''}`, () => {
    it('keeps trees, values and problems and comes to rest', (test) => {
      let unchanged = 0;
      for (const { file, document } of rules) {
        const text = formatRule(document, { lineWidth: 120, sortKeys });
        if (text === document.text) {
          unchanged++;
          continue;
        }
        const after = parseRule(text);
        // Objects are the same in any order of their keys.
        assert.deepEqual(valuesOf(after), valuesOf(document), file);
        assert.deepEqual(problemsOf(after, file), problemsOf(document, file), file);
        assert.equal(formatRule(after, { lineWidth: 120, sortKeys }), text, file);
      }
      test.diagnostic(`${unchanged} of ${rules.length} rules unchanged`);
    });
  });
