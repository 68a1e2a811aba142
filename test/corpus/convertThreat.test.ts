// Every real rule's mapping, converted to ATT&CK v19: current ids under tactics that have them, and a rule that still reads.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../server/src/catalog/attackCatalog';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { convertThreat } from '../../server/src/services/convertThreat';
import { applyEdits } from '../../server/src/text/edits';
import { ruleFiles } from '../support/data';

const v19 = builtInAttack.edition('19');

describe('conversion of real mappings to ATT&CK v19', () => {
  it('gives mappings of v19', (test) => {
    let changed = 0;
    for (const file of ruleFiles()) {
      const text = readFileSync(file, 'utf8');
      const { edits, notes } = convertThreat(parseRule(text), builtInAttack);
      assert.deepEqual(notes, [], file);
      const result = applyEdits(text, edits);
      if (result !== text) changed++;
      const { rule, problems } = parseRule(result);
      assert.deepEqual(problems, [], file);
      for (const { framework, tactic, techniques } of rule.threat) {
        if (framework?.value !== 'MITRE ATT&CK') continue;
        const tacticId = tactic?.id?.value ?? '';
        assert.equal(v19.findTactic(tacticId)?.name, tactic?.name?.value, file);
        for (const { id, name } of techniques.flatMap((top) => [top, ...top.subtechniques])) {
          const known = v19.findTechnique(id?.value ?? '');
          assert.equal(known?.status, 'active', `${file}: ${id?.value ?? ''}`);
          assert.ok(known.tactics.includes(tacticId), `${file}: ${known.id} under ${tacticId}`);
          assert.equal(known.name, name?.value, file);
        }
      }
      assert.deepEqual(
        convertThreat(parseRule(result), builtInAttack).edits,
        [],
        `${file}: a second time`,
      );
    }
    test.diagnostic(`${changed} rules changed`);
    assert.ok(changed > 100);
  });
});
