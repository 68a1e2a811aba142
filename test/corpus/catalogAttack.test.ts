// Every ATT&CK id that real rules use: known, named, with tactics, a summary, and a successor where it is revoked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../server/src/catalog/attackCatalog';
import { findData } from '../support/data';

const facts = findData('data', 'attack', 'used-by-rules.tsv');
const skip = facts === undefined && 'this data folder has no fact tables';

describe('ATT&CK catalogue against the ids of real rules', { skip }, () => {
  it('knows every id', (test) => {
    const ids = readFileSync(facts ?? '', 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[0] ?? '');
    const revoked: string[] = [];
    for (const id of ids) {
      const technique = builtInAttack.current.findTechnique(id);
      assert.ok(technique, `${id} is unknown`);
      assert.ok(technique.name !== '' && technique.tactics.length > 0, id);
      assert.notEqual(technique.status, 'deprecated', id);
      if (technique.status === 'active') {
        assert.notEqual(technique.summary, '', `${id} has no summary`);
        continue;
      }
      const successor = builtInAttack.current.findTechnique(technique.replacedBy ?? '');
      assert.equal(successor?.status, 'active', `${id} has no active successor`);
      revoked.push(`${id} -> ${successor.id}`);
    }
    test.diagnostic(`${ids.length} ids; revoked: ${revoked.join(', ')}`);
    assert.ok(ids.length > 400);
  });
});
