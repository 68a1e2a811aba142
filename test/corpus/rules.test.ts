// Real rules: nothing throws, no rule has an error, warnings are rare, every KQL query parses.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { runChecks } from '../../server/src/checks';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { checkContext } from '../../server/src/services/checkContext';
import type { Problem } from '../../server/src/text/problem';
import { ruleFiles, rulesCheckout } from '../support/data';

interface RealRule {
  readonly file: string;
  readonly document: RuleDocument;
}

const rules: readonly RealRule[] = ruleFiles().map((file) => ({
  file: path.relative(rulesCheckout(), file),
  document: parseRule(readFileSync(file, 'utf8')),
}));

interface Found extends Problem {
  readonly file: string;
}

const problems: readonly Found[] = rules.flatMap(({ file, document }) =>
  runChecks(document, checkContext()).map((problem) => ({ ...problem, file })),
);

const isDeprecated = ({ file }: { readonly file: string }): boolean => file.includes('_deprecated');

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

  it('have no error', () => {
    const errors = problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ file, code, message }) => `${file}: ${code}: ${message}`),
      [],
    );
  });

  it('have each kind of warning on at most 2 % of the active ones', (t) => {
    const active = rules.filter((rule) => !isDeprecated(rule)).length;
    const files = new Map<string, Set<string>>();
    for (const { severity, code, file } of problems.filter((problem) => !isDeprecated(problem)))
      files.set(`${severity} ${code}`, (files.get(`${severity} ${code}`) ?? new Set()).add(file));
    for (const [kind, { size }] of [...files].sort()) {
      t.diagnostic(`${kind}: ${size} of ${active} active rules`);
      if (kind.startsWith('warning')) assert.ok(size <= 0.02 * active, kind);
    }
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
