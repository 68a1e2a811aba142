// Checks of ATT&CK and ATLAS mappings, and their fixes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../server/src/text/edits';
import type { Fix } from '../../../server/src/text/problem';
import { checkMessage, checkProblems } from '../../support/checkFeatures';
import { checkFix, problemsOf } from '../../support/checkFixes';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
}

const technique = (id: string): string =>
  `https://attack.mitre.org/techniques/${id.replace('.', '/')}/`;

function table(header: string, { id, name, url = technique(id) }: Entry): string {
  return `${header}\nid = "${id}"\nname = "${name}"\nreference = "${url}"\n`;
}

const persistence: Entry = {
  id: 'TA0003',
  name: 'Persistence',
  url: 'https://attack.mitre.org/tactics/TA0003/',
};
const execution: Entry = {
  id: 'TA0002',
  name: 'Execution',
  url: 'https://attack.mitre.org/tactics/TA0002/',
};
const task: Entry = { id: 'T1053', name: 'Scheduled Task/Job' };
const cron: Entry = { id: 'T1053.003', name: 'Cron' };
const account: Entry = { id: 'T1136', name: 'Create Account' };
const force: Entry = { id: 'T1110', name: 'Brute Force' };
const access: Entry = {
  id: 'TA0006',
  name: 'Credential Access',
  url: 'https://attack.mitre.org/tactics/TA0006/',
};
const taskSub: Entry = { id: 'T1053.005', name: 'Scheduled Task' };

const atlasTactic: Entry = {
  id: 'AML.TA0002',
  name: 'Reconnaissance',
  url: 'https://atlas.mitre.org/tactics/AML.TA0002/',
};

function ruleWith(
  entries: readonly { readonly tactic: Entry; readonly techniques: readonly Entry[] }[],
): string {
  const blocks = entries.map(({ tactic, techniques }) =>
    [
      '[[rule.threat]]\nframework = "MITRE ATT&CK"\n',
      ...techniques.map((entry) =>
        entry.id.includes('.') && techniques.length > 1
          ? table('[[rule.threat.technique.subtechnique]]', entry)
          : table('[[rule.threat.technique]]', entry),
      ),
      table('[rule.threat.tactic]', tactic),
    ].join('\n'),
  );
  return `[metadata]\n[rule]\ntype = "query"\nquery = "a: b"\n\n${blocks.join('\n')}`;
}

const one = (tactic: Entry, ...techniques: readonly Entry[]): string =>
  ruleWith([{ tactic, techniques }]);

const threatCodes = (text: string): readonly string[] =>
  problemsOf(text)
    .map(({ code }) => code)
    .filter((code) => code.startsWith('attack-') || code === 'threat-mappings');

/** Rule, the codes of what is said about it. */
const rows: readonly (readonly [what: string, text: string, codes: readonly string[]])[] = [
  ['a right mapping', one(persistence, task, taskSub), []],
  ['a tactic alone', one(persistence), []],
  ['an unknown technique', one(persistence, { id: 'T1999', name: 'X' }), ['attack-id']],
  ['an unknown tactic', one({ ...persistence, id: 'TA0999' }), ['attack-id']],
  ['a tactic as a technique', one(persistence, { id: 'TA0003', name: 'X' }), ['attack-id']],
  ['a sub-technique as a technique', one(persistence, taskSub), ['attack-id']],
  ['another name', one(persistence, { ...task, name: 'Scheduled Tasks' }), ['attack-name']],
  ['another page', one(persistence, { ...task, url: technique('T1054') }), ['attack-reference']],
  [
    'no last slash',
    one(persistence, { ...task, url: 'https://attack.mitre.org/techniques/T1053' }),
    ['attack-reference'],
  ],
  ['a revoked technique', one(execution, { id: 'T1086', name: 'PowerShell' }), ['attack-status']],
  [
    'a technique of another tactic',
    one(persistence, { id: 'T1110', name: 'Brute Force' }),
    ['attack-tactic'],
  ],
  [
    'a sub-technique of another technique',
    one(persistence, { id: 'T1543', name: 'Create or Modify System Process' }, taskSub),
    ['attack-parent'],
  ],
  [
    'a tactic twice',
    ruleWith([
      { tactic: persistence, techniques: [task] },
      { tactic: persistence, techniques: [] },
    ]),
    ['attack-repeated'],
  ],
  ['a technique twice', one(persistence, task, task), ['attack-repeated']],
  ['a sub-technique twice', one(persistence, task, taskSub, taskSub), ['attack-repeated']],
  [
    'a tactic by its name in v19',
    one({
      id: 'TA0005',
      name: 'Defense Evasion',
      url: 'https://attack.mitre.org/tactics/TA0005/',
    }),
    [],
  ],
  ['ATLAS', one(atlasTactic).replace('MITRE ATT&CK', 'MITRE ATLAS'), []],
  ['a tactic of ATLAS in an entry for ATT&CK', one(atlasTactic), ['attack-id']],
  [
    'a tactic of ATT&CK in an entry for ATLAS',
    one(persistence).replace('MITRE ATT&CK', 'MITRE ATLAS'),
    ['attack-id'],
  ],
  ['a sub-technique in the place of a technique', one(persistence, taskSub), ['attack-id']],
  [
    'a technique in the place of a sub-technique',
    one(persistence, task) + table('[[rule.threat.technique.subtechnique]]', account),
    ['attack-id'],
  ],
  ['an unknown id of ATLAS', one({ id: 'AML.TA9999', name: 'X' }), ['attack-id']],
];

describe('checks of threat mappings', () => {
  for (const [what, text, codes] of rows)
    it(what, () => {
      assert.deepEqual(threatCodes(text), codes, text);
    });

  it('name what is right', () => {
    checkMessage(
      'attack-tactic',
      one(persistence, { id: 'T1110', name: 'Brute Force' }),
      '`T1110` does not serve `TA0003`, but Credential Access (TA0006).',
    );
    checkMessage(
      'attack-status',
      one(execution, { id: 'T1086', name: 'PowerShell' }),
      '`T1086` is revoked in ATT&CK. Its successor is `T1059.001` (PowerShell).',
    );
  });

  it('mark the place', () => {
    checkProblems(
      'attack-name',
      `[metadata]
[rule]
[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0003"
name = "Persistance"
       ^^^^^^^^^^^^^ warning attack-name
reference = "https://attack.mitre.org/tactics/TA0003/"
`,
    );
  });

  it('compare mappings of several versions', () => {
    const mapping = (version: string): string =>
      `[[rule.threat_mappings]]\nframework = "MITRE ATT&CK"\nversion = "${version}"\n`;
    const start = '[metadata]\n[rule]\n';
    const twice = start + mapping('18.1') + mapping('18.1');
    assert.deepEqual(threatCodes(start + mapping('18.1') + mapping('19.0')), []);
    assert.deepEqual(threatCodes(twice), ['threat-mappings']);
    const wrong =
      '[[rule.threat_mappings.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat_mappings.threat.tactic]\nid = "TA0003"\nname = "Nonsense"\nreference = "https://attack.mitre.org/tactics/TA0003/"\n';
    assert.deepEqual(threatCodes(start + mapping('19.0') + wrong), ['attack-name']);
    const retired =
      '[[rule.threat_mappings.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat_mappings.threat.tactic]\nid = "TA0005"\nname = "Stealth"\nreference = "https://attack.mitre.org/tactics/TA0005/"\n[[rule.threat_mappings.threat.technique]]\nid = "T1070"\nname = "Indicator Removal"\nreference = "https://attack.mitre.org/techniques/T1070/"\n[[rule.threat_mappings.threat.technique.subtechnique]]\nid = "T1070.001"\nname = "Clear Windows Event Logs"\nreference = "https://attack.mitre.org/techniques/T1070/001/"\n';
    assert.deepEqual(threatCodes(start + mapping('19.0') + retired), ['attack-status']);
    assert.deepEqual(threatCodes(start + mapping('18.1') + retired), ['attack-name']);
    const inner = '[[rule.threat_mappings.threat]]\nframework = "MITRE ATLAS"\n';
    assert.deepEqual(threatCodes(start + mapping('18.1') + inner), ['threat-mappings']);
  });
});

const withTag = (text: string, tactic: string): string =>
  text.replace('query = ', `tags = ["Tactic: ${tactic}"]\nquery = `);

const withTags = (text: string, ...names: readonly string[]): string =>
  text.replace(
    'query = ',
    `tags = [${names.map((name) => `"Tactic: ${name}"`).join(', ')}]\nquery = `,
  );

/** Code, rule before and after its first fix. */
const fixes: readonly (readonly [code: string, before: string, after: string])[] = [
  ['attack-id', one(persistence, { ...task, id: 'T153' }), one(persistence, task)],
  [
    'attack-id',
    one(persistence, { ...task, id: 'T9999', url: technique('T1053') }),
    one(persistence, task),
  ],
  [
    'attack-tactic',
    withTags(one(persistence, force), 'Persistence', 'Credential Access'),
    withTags(one(access, force), 'Credential Access'),
  ],
  ['attack-id', one(atlasTactic), one(atlasTactic).replace('MITRE ATT&CK', 'MITRE ATLAS')],
  ['attack-id', one(persistence, taskSub), one(persistence, task, taskSub)],
  [
    'attack-name',
    one(persistence, { ...task, id: 'T1136', url: technique('T1053') }),
    one(persistence, task),
  ],
  ['attack-reference', one({ ...persistence, id: 'TA0002' }, task), one(persistence, task)],
  ['attack-name', one(persistence, { ...task, name: 'x' }), one(persistence, task)],
  [
    'attack-reference',
    one(persistence, { ...task, url: technique('T1054') }),
    one(persistence, task),
  ],
  [
    'attack-status',
    one(execution, { id: 'T1086', name: 'PowerShell' }),
    one(
      execution,
      { id: 'T1059', name: 'Command and Scripting Interpreter' },
      { id: 'T1059.001', name: 'PowerShell' },
    ),
  ],
  [
    'attack-parent',
    one(persistence, { id: 'T1543', name: 'Create or Modify System Process' }, taskSub),
    one(persistence, task, taskSub),
  ],
  [
    'attack-repeated',
    ruleWith([
      { tactic: persistence, techniques: [task] },
      { tactic: persistence, techniques: [account] },
      { tactic: execution, techniques: [task] },
    ]),
    ruleWith([
      { tactic: persistence, techniques: [task, account] },
      { tactic: execution, techniques: [task] },
    ]),
  ],
  [
    'attack-repeated',
    ruleWith([
      { tactic: persistence, techniques: [task, taskSub, account] },
      { tactic: persistence, techniques: [task, taskSub, cron] },
    ]),
    one(persistence, task, taskSub, cron, account),
  ],
  [
    'attack-repeated',
    ruleWith([
      { tactic: persistence, techniques: [] },
      { tactic: persistence, techniques: [task, taskSub] },
    ]),
    one(persistence, task, taskSub),
  ],
  ['attack-repeated', one(persistence, task, task, taskSub), one(persistence, task, taskSub)],
  ['attack-repeated', one(persistence, task, taskSub, task), one(persistence, task, taskSub)],
  [
    'attack-repeated',
    one(persistence, task, taskSub, account, task, taskSub, cron),
    one(persistence, task, taskSub, cron, account),
  ],
  ['attack-repeated', one(persistence, task, taskSub, taskSub), one(persistence, task, taskSub)],
  [
    'attack-tactic',
    ruleWith([
      { tactic: persistence, techniques: [account, force] },
      { tactic: access, techniques: [] },
    ]),
    ruleWith([
      { tactic: persistence, techniques: [account] },
      { tactic: access, techniques: [force] },
    ]),
  ],
  [
    'attack-tactic',
    withTag(
      ruleWith([
        { tactic: persistence, techniques: [force, account] },
        { tactic: execution, techniques: [] },
      ]),
      'Persistence',
    ),
    withTag(
      ruleWith([
        { tactic: persistence, techniques: [account] },
        { tactic: access, techniques: [force] },
        { tactic: execution, techniques: [] },
      ]),
      'Persistence", "Tactic: Credential Access',
    ),
  ],
  [
    'attack-tactic',
    withTag(one(persistence, force), 'Persistence'),
    withTag(one(access, force), 'Credential Access'),
  ],
];

describe('fixes of threat mappings', () => {
  for (const [code, before, after] of fixes)
    it(code, () => {
      const problem = problemsOf(before).find((candidate) => candidate.code === code);
      const fix = problem?.fixes?.[0];
      assert.ok(problem && fix, threatCodes(before).join(' '));
      assert.equal(checkFix(before, problem, fix), after);
    });
});

describe('fixes that move entries', () => {
  const repeated = ruleWith([
    { tactic: persistence, techniques: [task] },
    { tactic: persistence, techniques: [account] },
  ]);
  const fixesOf = (text: string, code: string): readonly Fix[] =>
    problemsOf(text).find((problem) => problem.code === code)?.fixes ?? [];

  it('keep the line ends of the file', () => {
    const text = repeated.replaceAll('\n', '\r\n');
    const [fix] = fixesOf(text, 'attack-repeated');
    assert.ok(fix);
    const fixed = applyEdits(text, fix.edits);
    assert.equal(fixed, one(persistence, task, account).replaceAll('\n', '\r\n'));
  });

  it('take comments along, and lose none', () => {
    const inside = repeated.replace('id = "T1136"', '# Why it counts.\nid = "T1136"');
    const [fix] = fixesOf(inside, 'attack-repeated');
    assert.ok(fix && applyEdits(inside, fix.edits).includes('# Why it counts.\nid = "T1136"'));
    const beside = repeated.replace(
      /(framework.*\n)(?=\n.*\nid = "T1136")/,
      '$1# Of a colleague.\n',
    );
    assert.ok(beside.includes('# Of a colleague.'));
    assert.deepEqual(fixesOf(beside, 'attack-repeated'), []);
    const behind = repeated.replace(/(framework.*)(?=\n\n.*\nid = "T1136")/, '$1 # Why');
    assert.ok(behind.includes('# Why'));
    assert.deepEqual(fixesOf(behind, 'attack-repeated'), []);
    const moved = repeated.replace('id = "T1136"', 'id = "T1136" # Why');
    const [other] = fixesOf(moved, 'attack-repeated');
    assert.ok(other && applyEdits(moved, other.edits).includes('id = "T1136" # Why'));
  });

  it('are safe where two of id, name and address belong together', () => {
    const isSafe = (entry: Entry, code: string): boolean | undefined =>
      fixesOf(one(persistence, entry), code).at(-1)?.isSafe;
    assert.equal(isSafe({ ...task, name: 'x' }, 'attack-name'), true);
    assert.equal(isSafe({ ...task, url: technique('T1136') }, 'attack-reference'), true);
    assert.equal(
      isSafe({ ...task, url: technique('T1053').slice(0, -1) }, 'attack-reference'),
      true,
    );
    for (const code of ['attack-name', 'attack-reference']) {
      assert.equal(isSafe({ ...task, id: 'T1136', url: technique('T1053') }, code), false);
      assert.equal(isSafe({ ...task, name: 'x', url: technique('T1136') }, code), false);
    }
  });

  it('are not for inline tables', () => {
    const entry =
      '{ framework = "MITRE ATT&CK", tactic = { id = "TA0003", name = "Persistence", reference = "https://attack.mitre.org/tactics/TA0003/" } }';
    const text = `[metadata]\n[rule]\nthreat = [${entry}, ${entry}]\n`;
    assert.ok(threatCodes(text).includes('attack-repeated'));
    assert.deepEqual(fixesOf(text, 'attack-repeated'), []);
  });

  it('offer each tactic that a technique serves', () => {
    const text = one(access, task);
    assert.deepEqual(
      fixesOf(text, 'attack-tactic').map(({ title }) => title),
      ['TA0002', 'TA0003', 'TA0004'].map((id) => `Change the tactic to \`${id}\``),
    );
  });
});
