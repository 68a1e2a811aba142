// Everything that speaks of ATT&CK, with a bundle that says otherwise than what is built in.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AttackBundle, isObject } from '../../../server/src/catalog/attackBundle';
import { bundleCatalog } from '../../../server/src/catalog/attackCatalog';
import type { AttackCatalog } from '../../../server/src/catalog/attackCatalog';
import { runChecks } from '../../../server/src/checks';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { coverageOf } from '../../../server/src/services/attackCoverage';
import { explainAttack } from '../../../server/src/services/attackExplanation';
import { toLayer } from '../../../server/src/services/attackLayer';
import { checkContext } from '../../../server/src/services/checkContext';
import { doCompletion, resolveCompletion } from '../../../server/src/services/completion';
import type { CompletionContext } from '../../../server/src/services/completionContext';
import { convertThreat } from '../../../server/src/services/convertThreat';
import { coverageMatrix } from '../../../server/src/services/coverageMatrix';
import { doDocumentLinks } from '../../../server/src/services/documentLinks';
import { docsPage } from '../../../server/src/services/docsPage';
import { doHover } from '../../../server/src/services/hover';
import { doInlayHints } from '../../../server/src/services/inlayHints';
import { newRuleText } from '../../../server/src/services/newRule';
import { newRuleChoices } from '../../../server/src/services/newRuleChoices';
import { threatBlock } from '../../../server/src/services/threatBlock';
import { defaultSettings } from '../../../server/src/settings';
import { applyEdits } from '../../../server/src/text/edits';
import { readCursor } from '../../support/drawing';
import { stixObjects } from '../../support/stixBundle';
import type { DrawnBundle } from '../../support/stixBundle';

function catalogOf(drawn: DrawnBundle): AttackCatalog {
  const bundle = new AttackBundle();
  for (const object of stixObjects(drawn)) if (isObject(object)) bundle.add(object);
  return bundleCatalog(bundle.tables({ name: '/w/etc/enterprise-attack.json', version: '' }));
}

const attack = catalogOf({
  tactics: [
    ['TA0003', 'persistence', 'Staying'],
    ['TA0040', 'impact', 'Impact'],
  ],
  techniques: [
    { id: 'T1053', name: 'Timed Work', tactics: ['impact'] },
    { id: 'T1053.005', name: 'Timed Task', tactics: ['impact'], parent: 'T1053' },
    { id: 'T9001', name: 'Own Trick', tactics: ['persistence'], description: 'Does it. Well.' },
    { id: 'T1060', name: 'Old', status: 'revoked', replacedBy: 'T9001', tactics: ['persistence'] },
  ],
});

/** Rules are mapped to a tactic and a technique as the bundle has them. */
function ruleWith(tactic: string, ...techniques: readonly string[]): string {
  return `[metadata]\n[rule]\ntype = "query"\n${threatBlock({ tactic, techniques }, attack.current)}\n`;
}

function problemsOf(text: string, catalog = attack): readonly string[] {
  return runChecks(parseRule(text), checkContext(undefined, undefined, { attack: catalog }))
    .filter(({ code }) => code.startsWith('attack-'))
    .map(({ code, message }) => `${code}: ${message}`);
}

function hoverOf(source: string): string {
  const { text, offset } = readCursor(source);
  const contents = doHover(parseRule(text), offset, { attack })?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('checks with a bundle', () => {
  it('are silent on what the bundle has', () => {
    assert.deepEqual(problemsOf(ruleWith('TA0040', 'T1053.005')), []);
    assert.deepEqual(problemsOf(ruleWith('TA0003', 'T9001')), []);
  });

  const rows: readonly (readonly [from: string, to: string, problem: string])[] = [
    ['"Timed Work"', '"Scheduled Task/Job"', 'attack-name: `T1053` is called "Timed Work".'],
    ['TA0040', 'TA0003', 'attack-tactic: `T1053` does not serve `TA0003`, but Impact (TA0040).'],
    [
      'T1053',
      'T1059',
      'attack-id: ATT&CK as of `enterprise-attack.json` has no technique `T1059`.',
    ],
    [
      'T1053',
      'T1685',
      'attack-id: ATT&CK as of `enterprise-attack.json` has no technique `T1685`.',
    ],
  ];
  for (const [from, to, problem] of rows)
    it(problem, () => {
      const problems = problemsOf(ruleWith('TA0040', 'T1053').replaceAll(from, to));
      assert.ok(
        problems.some((found) => found.startsWith(problem)),
        problems.join('\n'),
      );
    });

  it('name the successor that the bundle has, and write it', () => {
    const text = ruleWith('TA0003', 'T1060');
    const document = parseRule(text);
    const found = runChecks(document, checkContext(undefined, undefined, { attack })).find(
      ({ code }) => code === 'attack-status',
    );
    assert.equal(
      found?.message,
      '`T1060` is revoked in ATT&CK. Its successor is `T9001` (Own Trick).',
    );
    const after = applyEdits(text, found.fixes?.[0]?.edits ?? []);
    assert.equal(after, ruleWith('TA0003', 'T9001'));
  });

  it('measure a mapping for another version by that version', () => {
    const mapping = (version: string): string =>
      `[metadata]\n[rule]\n[[rule.threat_mappings]]\nframework = "MITRE ATT&CK"\nversion = "${version}"\n` +
      '[[rule.threat_mappings.threat]]\nframework = "MITRE ATT&CK"\n' +
      '[[rule.threat_mappings.threat.technique]]\nid = "T1685"\n';
    assert.deepEqual(problemsOf(mapping('19')), []);
    assert.match(problemsOf(mapping('18')).join(), /no technique `T1685`/);
  });

  it('of v19 call old ids revoked', () => {
    const v19 = catalogOf({
      version: '19.2',
      techniques: [
        { id: 'T1685', name: 'New', tactics: ['persistence'] },
        { id: 'T1562', name: 'Old', status: 'revoked', replacedBy: 'T1685' },
      ],
    });
    const text = ruleWith('TA0003').replace(
      '[rule.threat.tactic]',
      '[[rule.threat.technique]]\nid = "T1562"\nname = "Old"\n[rule.threat.tactic]',
    );
    assert.match(
      problemsOf(text, v19).join(),
      /`T1562` is revoked in ATT&CK. Its successor is `T1685`/,
    );
  });
});

describe('knowledge with a bundle', () => {
  it('is told in hover with its source', () => {
    const found = hoverOf(ruleWith('TA0040', 'T1053').replace('T1053"', 'T10<|>53"'));
    assert.match(found, /^\*\*T1053\*\* · Timed Work · technique/);
    assert.match(found, /Tactics: Impact \(TA0040\)/);
    assert.match(found, /· ATT&CK v18\.1, `enterprise-attack\.json`$/);
    assert.match(found, /\nIn v19: called Scheduled Task\/Job, tactics Execution, Persistence, /);
  });

  it('quotes MITRE where we have no words', () => {
    const found = hoverOf(ruleWith('TA0003', 'T9001').replace('T9001"', 'T90<|>01"'));
    assert.match(found, /\n> Does it\.\n>\n> Text of MITRE ATT&CK\. © The MITRE Corporation\./);
    const answer = explainAttack('t9001', attack);
    assert.ok(!('unknown' in answer));
    assert.deepEqual(
      [answer.summary, answer.source, answer.version, answer.notice?.slice(0, 7)],
      ['Does it.', '/w/etc/enterprise-attack.json', '18.1', '© The M'],
    );
  });

  it('is asked for tags and pages', () => {
    assert.match(hoverOf('[rule]\ntags = ["Tactic: Sta<|>ying"]\n'), /Keeping access/);
    const page = docsPage({ kind: 'attack', name: 'T1053' }, { knowledge: { attack }, asked: [] });
    assert.match(page ?? '', /^# Timed Work\n/);
  });

  it('does not know what the bundle lacks, but by the number of a version', () => {
    assert.ok('unknown' in explainAttack('T1059', attack));
    const other = explainAttack('T1685', attack, '19');
    assert.ok(!('unknown' in other));
    assert.equal(other.source, 'built-in');
  });

  it('is completed', () => {
    const context: CompletionContext = { now: 0, newId: '', snippets: false, attack };
    const { text, offset } = readCursor('[rule]\ntype = "query"\n\nTimed T<|>');
    const items = doCompletion(parseRule(text), offset, context)?.items ?? [];
    const item = items.find(({ label }) => label === 'T1053.005 Timed Task');
    assert.ok(item);
    const block = threatBlock({ tactic: 'TA0040', techniques: ['T1053.005'] }, attack.current);
    assert.equal(item.textEdit?.newText, block);
    const { documentation } = resolveCompletion(item, { attack });
    assert.ok(typeof documentation === 'object');
    assert.match(documentation.value, /Timed Task · sub-technique/);
  });

  it('is offered in values', () => {
    const context: CompletionContext = { now: 0, newId: '', snippets: false, attack };
    const { text, offset } = readCursor(
      '[rule]\n[[rule.threat]]\n[rule.threat.tactic]\nid = "<|>"\n',
    );
    const items = doCompletion(parseRule(text), offset, context)?.items ?? [];
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['TA0003', 'Staying'],
        ['TA0040', 'Impact'],
      ],
    );
  });

  it('stands in hints and links', () => {
    const text = '[rule]\n[[rule.threat]]\n[[rule.threat.technique]]\nid = "T9001"\n';
    const document = parseRule(text);
    const hints = doInlayHints(
      document,
      { start: 0, end: text.length },
      { settings: defaultSettings.inlayHints, clocks: { now: 0 }, attack },
    );
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['Own Trick'],
    );
    const links = doDocumentLinks(document, { hasDocs: false, attack });
    assert.deepEqual(
      links.map(({ tooltip }) => tooltip),
      ['Own Trick'],
    );
  });

  it('is in the wizard and in the rule that it writes', () => {
    assert.deepEqual(
      newRuleChoices(attack.current).techniques.map(({ value, tacticName }) => [value, tacticName]),
      [
        ['T9001', 'Staying'],
        ['T1053', 'Impact'],
        ['T1053.005', 'Impact'],
      ],
    );
    const base = { type: 'query', name: 'x', author: 'y', id: 'z', date: '2026/03/01' } as const;
    const text = newRuleText({ ...base, technique: 'T9001' }, attack.current);
    assert.match(text, /"Tactic: Staying"/);
    assert.match(text, /name = "Own Trick"/);
  });
});

describe('coverage with a bundle', () => {
  const document = parseRule(ruleWith('TA0040', 'T1053.005'));

  it('counts by its tactics, and names it', () => {
    const coverage = coverageOf([{ file: 'a.toml', document }], attack.current);
    assert.deepEqual(
      coverage.tactics.map(({ name, rules }) => [name, rules.length]),
      [
        ['Staying', 0],
        ['Impact', 1],
      ],
    );
    assert.deepEqual(
      [coverage.version, coverage.source],
      ['18.1', '/w/etc/enterprise-attack.json'],
    );
    assert.deepEqual((toLayer(coverage, 'x') as Readonly<Record<string, unknown>>)['versions'], {
      attack: '18',
      navigator: '5.1.0',
      layer: '4.5',
    });
  });

  it('offers other versions beside it', () => {
    const matrix = coverageMatrix([{ file: 'a.toml', rule: document.rule }], attack);
    assert.equal(matrix.version, '18.1 (enterprise-attack.json)');
    assert.deepEqual(matrix.versions, [
      { name: '18.1 (enterprise-attack.json)' },
      { name: '19', version: '19' },
    ]);
    assert.equal(coverageMatrix([], attack, '19').tactics.length, 15);
  });
});

describe('conversion to v19 with a bundle', () => {
  it('leads from a bundle of v18 to the built-in v19', () => {
    const text = ruleWith('TA0040', 'T1053');
    const { edits, notes } = convertThreat(parseRule(text), attack);
    assert.deepEqual(notes, []);
    assert.match(applyEdits(text, edits), /name = "Scheduled Task\/Job"/);
  });

  it('leads to a bundle of v19', () => {
    const v19 = catalogOf({
      version: '19.2',
      techniques: [{ id: 'T1053', name: 'Newest', tactics: ['persistence'] }],
    });
    const text = ruleWith('TA0003', 'T1053');
    assert.match(applyEdits(text, convertThreat(parseRule(text), v19).edits), /name = "Newest"/);
  });
});
