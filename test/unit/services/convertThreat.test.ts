// Conversion of ATT&CK mappings from v18.1 to v19: what changes, what stays, and that the result is a mapping of v19.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInAttack } from '../../../server/src/catalog/attackCatalog';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { convertThreat } from '../../../server/src/services/convertThreat';
import { threatBlock } from '../../../server/src/services/threatBlock';
import { applyEdits } from '../../../server/src/text/edits';

const head = '[rule]\ntype = "query"\n';

function converted(text: string): string {
  return applyEdits(text, convertThreat(parseRule(text), builtInAttack).edits);
}

/** A rule with a mapping of v18.1. */
function rule(tactic: string, ...techniques: readonly string[]): string {
  return `${head}\n${threatBlock({ tactic, techniques }, builtInAttack.current)}\n`;
}

/** Tactics and the techniques under them, as a rule states them. */
function mappingOf(text: string): readonly string[] {
  return parseRule(text).rule.threat.map(({ tactic, techniques }) =>
    [
      `${tactic?.id?.value ?? ''} ${tactic?.name?.value ?? ''}:`,
      ...techniques.flatMap(({ id, subtechniques }) => [
        id?.value ?? '',
        ...subtechniques.map((sub) => sub.id?.value ?? ''),
      ]),
    ].join(' '),
  );
}

describe('conversion to ATT&CK v19', () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    ['nothing to change', rule('TA0003', 'T1053.005'), ['TA0003 Persistence: T1053 T1053.005']],
    ['a renamed tactic', rule('TA0005', 'T1027'), ['TA0005 Stealth: T1027']],
    ['a tactic alone', rule('TA0005'), ['TA0005 Stealth:']],
    ['another tactic', rule('TA0005', 'T1562.001'), ['TA0112 Defense Impairment: T1685']],
    [
      'two sub-techniques that become one technique, and one that stays a sub-technique',
      rule('TA0005', 'T1562.001', 'T1562.006', 'T1562.002'),
      ['TA0112 Defense Impairment: T1685 T1685.001'],
    ],
    [
      'an entry that becomes two',
      rule('TA0005', 'T1562.004', 'T1027', 'T1070.001'),
      ['TA0005 Stealth: T1027', 'TA0112 Defense Impairment: T1686 T1685 T1685.005'],
    ],
    [
      'a revoked technique of v18.1',
      rule('TA0005', 'T1547.011'),
      ['TA0112 Defense Impairment: T1647'],
    ],
    [
      'other tactics beside it',
      `${rule('TA0003', 'T1053')}\n${threatBlock({ tactic: 'TA0005', techniques: ['T1656'] }, builtInAttack.current)}\n`,
      ['TA0003 Persistence: T1053', 'TA0005 Stealth: T1684 T1684.001'],
    ],
  ];
  for (const [name, text, want] of rows)
    it(name, () => {
      const result = converted(text);
      assert.deepEqual(mappingOf(result), want);
      assert.deepEqual(parseRule(result).problems, []);
      assert.equal(converted(result), result, 'a second time changes nothing');
    });

  it('changes values in place where the tables stay: comments and layout are kept', () => {
    const text = rule('TA0005', 'T1211').replace('id = "T1211"', '# why\nid   = "T1211" # here');
    assert.equal(converted(text), text.replaceAll('Defense Evasion', 'Stealth'));
  });

  it('keeps the comments of tables that it writes anew, and line breaks as they are', () => {
    const text = rule('TA0005', 'T1562.001')
      .replace('[rule.threat.tactic]', '# the tactic\n[rule.threat.tactic]')
      .replaceAll('\n', '\r\n');
    const result = converted(text);
    assert.match(result, /\r\n# the tactic\r\n\[\[rule\.threat\]\]\r\n/);
    assert.doesNotMatch(result, /[^\r]\n/);
  });

  it('converts the tag of the tactic', () => {
    const tagged = (mapping: string, ...tags: readonly string[]): string =>
      mapping.replace(head, `${head}tags = ${JSON.stringify(tags)}\n`);
    const tagsOf = (text: string): readonly string[] =>
      parseRule(converted(text)).rule.tags.map(({ value }) => value);
    const both = rule('TA0005', 'T1562.004', 'T1027');
    assert.deepEqual(tagsOf(tagged(both, 'Tactic: Defense Evasion', 'OS: Linux')), [
      'Tactic: Stealth',
      'Tactic: Defense Impairment',
      'OS: Linux',
    ]);
    assert.deepEqual(tagsOf(tagged(rule('TA0003', 'T1053'), 'Tactic: Persistence')), [
      'Tactic: Persistence',
    ]);
  });

  it('leaves alone what it cannot convert, and says so', () => {
    const unknown = rule('TA0003', 'T1053').replaceAll('T1053', 'T9999');
    assert.deepEqual(convertThreat(parseRule(unknown), builtInAttack), {
      edits: [],
      notes: ['T9999 has no successor in v19.'],
    });
    const inline = `${head}threat = [{ framework = "MITRE ATT&CK", tactic = { id = "TA0005", name = "x", reference = "y" }, technique = [{ id = "T1562", name = "x", reference = "y", subtechnique = [{ id = "T1562.001", name = "x", reference = "y" }] }] }]\n`;
    const { edits, notes } = convertThreat(parseRule(inline), builtInAttack);
    assert.deepEqual(edits, []);
    assert.match(notes.join(), /^The mapping to TA0005 is written inline/);
    const atlas = rule('TA0005', 'T1027').replace('MITRE ATT&CK', 'MITRE ATLAS');
    assert.deepEqual(convertThreat(parseRule(atlas), builtInAttack), { edits: [], notes: [] });
  });
});
