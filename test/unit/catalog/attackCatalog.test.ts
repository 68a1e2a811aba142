// The ATT&CK catalogue: lookup by id, name and address; successors; summaries.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInAttack, findAttackPage } from '../../../server/src/catalog/attackCatalog';

const { current } = builtInAttack;
const v19 = builtInAttack.edition('19');

describe('ATT&CK catalogue', () => {
  it('has the 14 tactics of v18.1 in the order of the matrix', () => {
    assert.equal(current.tactics.length, 14);
    assert.equal(current.tactics[0]?.name, 'Reconnaissance');
    assert.equal(current.tactics.at(-1)?.name, 'Impact');
    assert.equal(current.findTactic('TA0003')?.shortName, 'persistence');
    assert.equal(current.findTactic('TA0005')?.name, 'Defense Evasion');
    assert.equal(current.findTactic('TA0112'), undefined, 'comes with v19');
  });

  it('has every technique of v18.1', () => {
    const count = (status: string): number =>
      current.techniques.filter((technique) => technique.status === status).length;
    assert.deepEqual([count('active'), count('revoked'), count('deprecated')], [691, 132, 12]);
  });

  it('finds a sub-technique with parent, tactics and address', () => {
    const technique = current.findTechnique('T1053.005');
    assert.equal(technique?.name, 'Scheduled Task');
    assert.equal(technique.parent, 'T1053');
    assert.deepEqual(technique.tactics, ['TA0002', 'TA0003', 'TA0004']);
    assert.deepEqual(technique.platforms, ['Windows']);
    assert.equal(technique.status, 'active');
    assert.equal(technique.url, 'https://attack.mitre.org/techniques/T1053/005/');
    assert.equal(current.findTechnique('T1053')?.parent, undefined);
    assert.equal(current.findTechnique('T9999'), undefined);
  });

  it('leads from a revoked technique to its successor', () => {
    const technique = current.findTechnique('T1547.011');
    assert.equal(technique?.status, 'revoked');
    assert.equal(technique.replacedBy, 'T1647');
    for (const { id, replacedBy, status } of current.techniques)
      if (replacedBy !== undefined) {
        assert.equal(status, 'revoked', id);
        assert.ok(current.findTechnique(replacedBy), `${id} leads nowhere`);
      }
  });

  it('finds by name, the active one first', () => {
    assert.deepEqual(
      current.findByName('scheduled task').map(({ id }) => id),
      ['T1053.005'],
    );
    assert.deepEqual(current.findByName('Persistence')[0], current.findTactic('TA0003'));
    const malware = current.findByName('Malware').map(({ id }) => id);
    assert.deepEqual(malware, ['T1587.001', 'T1588.001']);
    assert.deepEqual(current.findByName('No Such Thing'), []);
  });

  const urls: readonly (readonly [string, string | undefined])[] = [
    ['https://attack.mitre.org/techniques/T1053/005/', 'T1053.005'],
    ['https://attack.mitre.org/techniques/T1053/005', 'T1053.005'],
    ['https://attack.mitre.org/techniques/T1053/', 'T1053'],
    ['https://attack.mitre.org/tactics/TA0003/', 'TA0003'],
    ['https://attack.mitre.org/tactics/T1053/', undefined],
    ['https://example.com/techniques/T1053/', undefined],
  ];
  for (const [url, id] of urls)
    it(`${url} is ${id ?? 'nothing'}`, () => {
      assert.equal(findAttackPage(builtInAttack, url)?.id, id);
    });

  it('lists what belongs to a tactic and to a technique', () => {
    const persistence = current.techniquesOfTactic('TA0003');
    assert.ok(persistence.some(({ id }) => id === 'T1053.005'));
    assert.ok(persistence.every(({ status }) => status === 'active'));
    assert.deepEqual(
      current.subtechniquesOf('T1053').map(({ id }) => id),
      ['T1053.002', 'T1053.003', 'T1053.005', 'T1053.006', 'T1053.007'],
    );
  });

  it('summarises every tactic and every active technique in one sentence of its own', () => {
    const all = [
      ...current.tactics,
      ...current.techniques.filter(({ status }) => status === 'active'),
    ];
    for (const { id, summary } of all) assert.match(summary, /^[A-Z].{10,160}\.$/, id);
    assert.equal(new Set(all.map(({ summary }) => summary)).size, all.length);
  });

  it('knows parent and tactic of everything', () => {
    for (const { id, parent, tactics: ids, status } of current.techniques) {
      if (parent !== undefined) assert.ok(current.findTechnique(parent), `${id} has no parent`);
      if (status !== 'active') continue;
      assert.ok(ids.length > 0, `${id} has no tactic`);
      for (const tactic of ids) assert.ok(current.findTactic(tactic), `${id}: ${tactic}`);
    }
  });

  it('knows v19 beside v18.1', () => {
    assert.deepEqual(
      v19.tactics
        .filter(({ id }) => current.findTactic(id)?.name !== v19.findTactic(id)?.name)
        .map(({ id, name }) => [id, name]),
      [
        ['TA0005', 'Stealth'],
        ['TA0112', 'Defense Impairment'],
      ],
    );
    const active = v19.techniques.filter(({ status }) => status === 'active');
    assert.equal(active.length, 697);
    for (const { id, summary, tactics: ids, parent } of active) {
      assert.match(summary, /^[A-Z].{10,160}\.$/, id);
      for (const tactic of ids) assert.ok(v19.findTactic(tactic), `${id}: ${tactic}`);
      if (parent !== undefined) assert.equal(v19.findTechnique(parent)?.status, 'active', id);
    }
    assert.equal(new Set(active.map(({ summary }) => summary)).size, active.length);
  });

  it('leads from an id to the one that is current in a version', () => {
    assert.equal(current.findCurrent('T1547.011')?.id, 'T1647');
    assert.equal(current.findCurrent('T1562.001')?.id, 'T1562.001');
    assert.equal(v19.findCurrent('T1562.001')?.id, 'T1685');
    assert.equal(current.findCurrent('T9999'), undefined);
    for (const { id, replacedBy } of v19.techniques)
      if (replacedBy !== undefined) assert.ok(v19.findCurrent(id), `${id} leads nowhere`);
  });
});
