// Completion of a rule's own values: labels, dates, ATT&CK tables, and snippets of keys and tables.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { runChecks } from '../../../server/src/checks';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { anyName } from '../../../server/src/rule/keyTable';
import { ruleKeys, ruleKeyTable } from '../../../server/src/rule/ruleKeys';
import { checkContext } from '../../../server/src/services/checkContext';
import { resolveCompletion } from '../../../server/src/services/completion';
import type { CompletionContext } from '../../../server/src/services/completionContext';
import { toOffset } from '../../../server/src/services/position';
import { tableText } from '../../../server/src/services/ruleSnippets';
import { applyEdits } from '../../../server/src/text/edits';
import { completionsAt } from '../../support/checkFeatures';

const context: CompletionContext = {
  now: Date.UTC(2026, 2, 1, 23, 59),
  newId: '7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d3e',
  snippets: true,
  suggestCommand: 'suggest',
};

const labels = (source: string): readonly string[] =>
  completionsAt(source, context).map(({ label }) => label);

function itemAt(source: string, label: string): CompletionItem {
  const item = completionsAt(source, context).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is offered`);
  return item;
}

/** The file after an item was accepted, its further edits included; a snippet's marks stay. */
function accept(source: string, label: string): string {
  const text = source.replace('<|>', '');
  const document = parseRule(text);
  const { textEdit, additionalTextEdits = [] } = itemAt(source, label);
  assert.ok(textEdit && 'range' in textEdit);
  const edits = [textEdit, ...additionalTextEdits].map(({ range, newText }) => ({
    span: { start: toOffset(document, range.start), end: toOffset(document, range.end) },
    text: newText,
  }));
  return applyEdits(text, edits);
}

const rule = (lines: string): string => `[metadata]\n[rule]\ntype = "query"\n${lines}\n`;

describe('completion of labels', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['tags = ["<|>"]', 'OS: Windows', 'tags = ["OS: Windows"]'],
    ['tags = ["OS: Linux", <|>]', 'OS: Windows', 'tags = ["OS: Linux", "OS: Windows"]'],
    [
      'index = ["logs-end<|>"]',
      'logs-endpoint.events.file-*',
      'index = ["logs-endpoint.events.file-*"]',
    ],
    ['rule_id = "<|>"', context.newId, `rule_id = "${context.newId}"`],
    ['from = <|>', 'now-9m', 'from = "now-9m"'],
    ['interval = "<|>"', '5m', 'interval = "5m"'],
  ];
  for (const [line, label, after] of rows)
    it(line, () => {
      assert.equal(accept(rule(line), label), rule(after));
    });

  it('in metadata', () => {
    const date = '[metadata]\ncreation_date = "<|>"\n[rule]\ntype = "query"\n';
    assert.equal(accept(date, '2026/03/01'), date.replace('<|>', '2026/03/01'));
    const integration = '[metadata]\nintegration = ["<|>"]\n[rule]\n';
    assert.ok(labels(integration).includes('endpoint'));
    assert.ok(!labels(integration).includes('ti'));
  });

  it('offers what a list has not yet, the likely ones first', () => {
    const tags = 'tags = ["OS: Windows", "<|>"]\nindex = ["logs-windows.sysmon_operational-*"]';
    const offered = labels(rule(tags));
    assert.ok(!offered.includes('OS: Windows'));
    assert.deepEqual(offered.slice(0, 2).sort(), ['Data Source: Sysmon', 'Domain: Endpoint']);
  });

  it('offers indicator indices for indicators only', () => {
    assert.deepEqual(labels(rule('threat_index = ["<|>"]')), ['logs-ti_*']);
    assert.ok(!labels(rule('index = ["<|>"]')).includes('logs-ti_*'));
  });
});

describe('completion of ATT&CK', () => {
  it('writes the whole mapping by id', () => {
    const after = accept(rule('T1053.0<|>'), 'T1053.005 Scheduled Task');
    const [threat] = parseRule(after).rule.threat;
    assert.equal(threat?.tactic?.id?.value, 'TA0002');
    assert.equal(threat.techniques[0]?.id?.value, 'T1053');
    assert.equal(
      threat.techniques[0].subtechniques[0]?.reference?.value,
      'https://attack.mitre.org/techniques/T1053/005/',
    );
    const problems = runChecks(parseRule(after), checkContext());
    assert.deepEqual(
      problems.filter(({ message }) => message.includes('threat')),
      [],
    );
  });

  it('writes it by name, once per tactic, also behind a header', () => {
    const items = completionsAt(rule('scheduled ta<|>'), context).filter(
      ({ label }) => label === 'T1053.005 Scheduled Task',
    );
    assert.deepEqual(
      items.map(({ labelDetails }) => labelDetails?.description),
      ['Execution', 'Persistence', 'Privilege Escalation'],
    );
    const [header] = ['[[rule.threat]] sched<|>'].map((line) =>
      accept(rule(line), 'T1053 Scheduled Task/Job'),
    );
    assert.equal(header?.split('[[rule.threat]]').length, 2);
    assert.match(JSON.stringify(resolveCompletion(items[0] ?? { label: '' })), /sub-technique/);
  });

  it('is quiet where a key is typed', () => {
    assert.ok(labels(rule('ri<|>')).every((label) => !label.startsWith('T1')));
    assert.ok(labels(rule('severity = "T1<|>"')).every((label) => !label.startsWith('T1')));
  });

  it('completes the table of an id', () => {
    const threat = `${rule('')}[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "<|>"\n`;
    assert.equal(
      accept(threat, 'TA0003'),
      threat.replace(
        '<|>"',
        'TA0003"\nname = "Persistence"\nreference = "https://attack.mitre.org/tactics/TA0003/"',
      ),
    );
  });

  it('offers what belongs to the tactic and the technique above', () => {
    const threat = (table: string): string =>
      `${rule('')}[[rule.threat]]\nframework = "MITRE ATT&CK"\n[rule.threat.tactic]\nid = "TA0003"\n${table}`;
    const techniques = labels(threat('[[rule.threat.technique]]\nid = "<|>"\n'));
    assert.ok(techniques.includes('T1053') && !techniques.includes('T1040'));
    assert.ok(techniques.every((id) => !id.includes('.')));
    const subs =
      '[[rule.threat.technique]]\nid = "T1053"\n[[rule.threat.technique.subtechnique]]\nid = "<|>"\n';
    assert.deepEqual(labels(threat(subs)), [
      'T1053.002',
      'T1053.003',
      'T1053.005',
      'T1053.006',
      'T1053.007',
    ]);
    const name = '[[rule.threat.technique]]\nid = "T1053"\nname = "<|>"\n';
    assert.deepEqual(labels(threat(name)), ['Scheduled Task/Job']);
  });
});

describe('completion with snippets', () => {
  it('puts the cursor into the value and asks again', () => {
    const item = itemAt(rule('seve<|>'), 'severity');
    assert.equal(item.insertTextFormat, InsertTextFormat.Snippet);
    assert.equal(item.command?.command, 'suggest');
    assert.equal(accept(rule('seve<|>'), 'severity'), rule('severity = "$0"'));
    assert.equal(accept(rule('tag<|>'), 'tags'), rule('tags = ["$0"]'));
    assert.equal(accept(rule('quer<|>'), 'query'), rule("query = '''\n$0\n'''"));
  });

  it('is plain text for an editor without snippets', () => {
    const item = completionsAt(rule('seve<|>')).find(({ label }) => label === 'severity');
    assert.equal(item?.insertTextFormat, InsertTextFormat.PlainText);
    assert.match(JSON.stringify(item.textEdit), /severity = \\"\\"/);
  });

  it('writes a table with all that it must have', () => {
    const before = '[metadata]\n[rule]\ntype = "new_terms"\n[rule.new<|>\n';
    assert.equal(
      accept(before, '[rule.new_terms]'),
      `[metadata]
[rule]
type = "new_terms"
[rule.new_terms]
field = "new_terms_fields"
value = \${1:["user.id", "winlog.event_data.TaskName"]}

[[rule.new_terms.history_window_start]]
field = "history_window_start"
value = "\${2:now-14d}"
$0
`,
    );
  });

  it('writes it between brackets that the editor closed, and not where keys follow', () => {
    const begun = '[metadata]\n[rule]\ntype = "threshold"\n[rule.thr<|>]\n';
    assert.match(accept(begun, '[rule.threshold]'), /\[rule\.threshold\]\nfield/);
    const kept = accept(`${begun}value = 1\n`, '[rule.threshold]');
    assert.ok(kept.endsWith('[rule.threshold]\nvalue = 1\n'));
  });

  it('has text for every table that is valid TOML', () => {
    for (const key of ruleKeys)
      if ((key.type === 'table' || key.type === 'tables') && key.name !== anyName) {
        const parents = tableText(ruleKeyTable, key, 'query', false);
        assert.deepEqual(parseRule(parents).toml.problems, [], parents);
      }
  });
});
