// Real rules: nothing throws, no active rule has a problem, every KQL query parses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runChecks } from '../../server/src/checks';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import { ruleFiles, rulesCheckout } from '../support/data';

interface RealRule {
  readonly file: string;
  readonly document: RuleDocument;
}

const rules: readonly RealRule[] = ruleFiles().map((file) => ({
  file: path.relative(rulesCheckout(), file),
  document: parseRule(readFileSync(file, 'utf8')),
}));

const problemsOf = ({ file, document }: RealRule): readonly string[] =>
  runChecks(document, checkContext()).map(
    ({ code, message, span }) =>
      `${file}: ${code}: ${message} at ${JSON.stringify(document.text.slice(span.start, span.end).slice(0, 60))}`,
  );

const isDeprecated = ({ file }: RealRule): boolean => file.includes('_deprecated');

describe('real rules', () => {
  it('are there', () => {
    assert.ok(rules.length > 0);
  });

  it('all look like rules', () => {
    assert.deepEqual(
      rules.filter(({ document }) => !document.isRule).map(({ file }) => file),
      [],
    );
  });

  it('active ones have no problem', () => {
    assert.deepEqual(rules.filter((rule) => !isDeprecated(rule)).flatMap(problemsOf), []);
  });

  it('deprecated ones have no problem', () => {
    assert.deepEqual(rules.filter(isDeprecated).flatMap(problemsOf), []);
  });

  it('every KQL query is parsed, without problem', () => {
    const kuery = rules.filter(({ document }) => document.rule.language?.value === 'kuery');
    assert.ok(kuery.length > 0);
    for (const { file, document } of kuery)
      assert.deepEqual(document.query?.parsed?.problems, [], file);
  });

  it('have the parts the domain type names', () => {
    for (const { file, document } of rules) {
      const { rule } = document;
      assert.ok(rule.id && rule.name && rule.type && rule.severity && rule.riskScore, file);
      assert.equal(document.query !== undefined, rule.type.value !== 'machine_learning', file);
      if (rule.type.value === 'new_terms')
        assert.ok(rule.newTerms?.fields && rule.newTerms.historyWindowStart, file);
    }
  });
});
