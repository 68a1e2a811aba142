// New rules: no problem in any of them, and everything that the choices say is in them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { dataSources } from '../../../server/src/catalog/ruleCatalog';
import { runChecks } from '../../../server/src/checks';
import { ruleTypes } from '../../../server/src/rule/rule';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import { newRuleFileName, newRuleText } from '../../../server/src/services/newRule';
import type { NewRule } from '../../../server/src/services/newRule';

const { current } = builtInAttack;

const base: NewRule = {
  type: 'query',
  name: 'Unusual "Service" \\ Path',
  author: 'Jane Doe',
  id: '7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d3e',
  date: '2026/03/01',
};

function checkClean(rule: NewRule): void {
  const text = newRuleText(rule, current);
  const document = parseRule(text);
  assert.equal(document.rule.type?.value, rule.type);
  assert.equal(document.rule.name?.value, rule.name);
  const problems = runChecks(document, checkContext());
  assert.deepEqual(
    problems.map(({ code, message }) => `${code}: ${message}`),
    [],
    text,
  );
}

describe('a new rule', () => {
  for (const type of ruleTypes)
    it(`of type ${type} has no problem, whatever it reads`, () => {
      checkClean({ ...base, type });
      for (const { pattern } of dataSources())
        checkClean({ ...base, type, index: pattern, technique: 'T1053.005' });
    });

  it('has no problem with any technique', () => {
    for (const { id, status } of current.techniques)
      if (status === 'active') checkClean({ ...base, technique: id });
  });

  it('holds what was chosen', () => {
    const rule = {
      ...base,
      index: 'logs-system.security*',
      technique: 'T1053.005',
      tactic: 'TA0003',
    };
    const { rule: made, query } = parseRule(newRuleText(rule, current));
    assert.deepEqual(
      made.index?.value.map(({ value }) => value),
      ['logs-system.security*'],
    );
    assert.deepEqual(
      made.tags.map(({ value }) => value),
      [
        'Domain: Endpoint',
        'OS: Windows',
        'Use Case: Threat Detection',
        'Tactic: Persistence',
        'Data Source: Windows Security Event Logs',
      ],
    );
    assert.equal(query?.text, 'host.os.type: "windows" and event.code: "4624"\n');
    const [threat] = made.threat;
    assert.equal(threat?.tactic?.name?.value, 'Persistence');
    assert.equal(threat.techniques[0]?.id?.value, 'T1053');
    assert.equal(threat.techniques[0].subtechniques[0]?.id?.value, 'T1053.005');
    assert.equal(made.id?.value, rule.id);
  });

  it('takes the first tactic of the technique without a choice', () => {
    const tactic = parseRule(newRuleText({ ...base, technique: 'T1053' }, current)).rule.threat[0]
      ?.tactic;
    assert.equal(tactic?.id?.value, current.findTactic('TA0002')?.id);
  });

  it('has a file name after tactic and name', () => {
    assert.equal(newRuleFileName(base, current), 'unusual_service_path.toml');
    assert.equal(
      newRuleFileName(
        { ...base, technique: 'T1053', tactic: 'TA0003', name: 'Größe: Ä!' },
        current,
      ),
      'persistence_gro_e_a.toml',
    );
    assert.equal(newRuleFileName({ ...base, name: '...' }, current), 'rule.toml');
  });
});
