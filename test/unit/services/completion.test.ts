// Completion: what is offered where, in which order, and what accepting an item does to the file.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompletionItem } from 'vscode-languageserver';
import { resolveCompletion } from '../../../server/src/services/completion';
import { toOffset } from '../../../server/src/services/position';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkCompletion, completionsAt } from '../../support/checkFeatures';

const query = (text: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = '''\n${text}\n'''\n`;

const labels = (source: string): readonly string[] =>
  completionsAt(source).map((item) => item.label);

const itemAt = (source: string, label: string): CompletionItem => {
  const item = completionsAt(source).find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is offered`);
  return item;
};

/** The file after an item was accepted. */
function accept(source: string, label: string): string {
  const text = source.replace('<|>', '');
  const edit = itemAt(source, label).textEdit;
  assert.ok(edit && 'range' in edit);
  const document = parseRule(text);
  const { start, end } = edit.range;
  return (
    text.slice(0, toOffset(document, start)) + edit.newText + text.slice(toOffset(document, end))
  );
}

/** Accepting `label` at the cursor of `before` gives `after`. */
function checkAccept(before: string, label: string, after: string): void {
  assert.equal(accept(before, label), after);
}

describe('completion of fields', () => {
  it('offers fields by what is typed', () => {
    checkCompletion(query('process.na<|>'), {
      has: ['process.name'],
      hasNot: ['and', 'source.ip'],
    });
    checkCompletion(query('SubjectUserS<|>'), { has: ['winlog.event_data.SubjectUserSid'] });
  });

  it('offers common fields and not where a clause begins', () => {
    const offered = labels(query('<|>'));
    assert.ok(offered.includes('event.code') && offered.includes('process.name'));
    assert.equal(offered.at(-1), 'not');
    assert.ok(!labels(query('not <|>')).includes('not'));
  });

  it('ranks fields of the rule first, then those its events carry', () => {
    const [first] = labels(query('my.x : 1 and process.pid : 3 and p<|>'));
    assert.equal(first, 'process.pid');
    const [, second = ''] = labels(query('event.code : "4702" and <|>'));
    assert.match(second, /^winlog\.event_data\./);
  });

  it('replaces the whole word', () => {
    checkAccept(query('proc<|>ess.na : x'), 'process.name', query('process.name : x'));
    checkAccept(
      query('event.code : 1 and\n  proc<|>'),
      'process.name',
      query('event.code : 1 and\n  process.name'),
    );
  });

  it('offers names relative to a group', () => {
    const offered = labels(query('process : { na<|>'));
    assert.ok(offered.includes('name'));
    assert.ok(!offered.includes('process.name'));
  });

  it('offers fields where rule keys name fields', () => {
    checkAccept(
      '[rule]\ntype = "new_terms"\n[rule.new_terms]\nvalue = ["user.i<|>"]\n',
      'user.id',
      '[rule]\ntype = "new_terms"\n[rule.new_terms]\nvalue = ["user.id"]\n',
    );
    checkAccept(
      '[rule]\ntype = "query"\ntimestamp_override = <|>\n',
      'event.ingested',
      '[rule]\ntype = "query"\ntimestamp_override = "event.ingested"\n',
    );
    assert.equal(labels('[rule]\ntype = "query"\ntimestamp_override = <|>\n')[0], 'event.ingested');
  });
});

describe('completion of values', () => {
  it('offers what most rules ask for first', () => {
    assert.equal(labels(query('winlog.event_data.SubjectUserSid : (<|>'))[0], 'S-1-5-18');
    const [code = ''] = labels(query('event.code : <|>'));
    assert.match(code, /^\d{4}$/);
  });

  it('offers event codes with their meaning, where the field calls for them', () => {
    const item = itemAt(query('event.code : 47<|>'), '4702');
    assert.match(item.detail ?? '', /task.*Security/i);
    checkAccept(query('event.code : 47<|>'), '4702', query('event.code : "4702"'));
    checkAccept(query('event.code : "47<|>"'), '4702', query('event.code : "4702"'));
    checkAccept(
      query('winlog.event_id : (4698 or <|>)'),
      '4702',
      query('winlog.event_id : (4698 or "4702")'),
    );
    checkCompletion(query('process.pid : 47<|>'), { hasNot: ['4702'] });
  });

  it('offers SIDs, logon types, allowed values and booleans', () => {
    const sid = itemAt(query('user.id : <|>'), 'S-1-5-18');
    assert.match(sid.detail ?? '', /system/i);
    assert.equal(itemAt(query('winlog.event_data.LogonType : "<|>"'), '3').label, '3');
    checkCompletion(query('event.category : <|>'), { has: ['file', 'process', '*'] });
    checkCompletion(query('process.Ext.token.elevation : <|>'), { has: ['true', 'false', '*'] });
  });

  it('offers only * for a field without known values, nothing within quotes', () => {
    assert.deepEqual(labels(query('process.name : <|>')), ['*']);
    assert.deepEqual(labels(query('process.name : "<|>"')), []);
  });
});

describe('completion of keywords and operators', () => {
  it('offers and, or behind a clause', () => {
    assert.deepEqual(labels(query('event.code : "1" <|>')), ['and', 'or']);
    checkAccept(query('event.code : "1" <|>'), 'and', query('event.code : "1" and '));
  });

  it('offers operators behind a field, comparisons where there is an order', () => {
    assert.deepEqual(labels(query('process.pid <|>')), [':', '<', '<=', '>', '>=', 'and', 'or']);
    assert.deepEqual(labels(query('process.name <|>')), [':', 'and', 'or']);
  });
});

describe('completion inside each kind of TOML string', () => {
  const rows: readonly (readonly [string, string])[] = [
    [`query = 'event.code : 47<|>'`, `query = 'event.code : "4702"'`],
    [`query = "event.code : 47<|>"`, `query = "event.code : \\"4702\\""`],
    [`query = """event.code : 47<|>"""`, `query = """event.code : "4702""""`],
    [`query = "event.code : \\"47<|>\\""`, `query = "event.code : \\"4702\\""`],
    [`query = """\\\n  event.code : 47<|>\n"""`, `query = """\\\n  event.code : "4702"\n"""`],
  ];
  for (const [before, after] of rows)
    it(before.replace('\n', ' '), () => {
      checkAccept(
        `[rule]\ntype = "query"\n${before}\n`,
        '4702',
        `[rule]\ntype = "query"\n${after}\n`,
      );
    });

  it('is silent in queries of languages that there are not', () => {
    assert.deepEqual(labels('[rule]\ntype = "query"\nlanguage = "sql"\nquery = "<|>"\n'), []);
  });
});

describe('completion in TOML', () => {
  it('offers keys of the table that are not there yet, required ones first', () => {
    const source = '[rule]\nname = "x"\ntype = "query"\n<|>\n';
    const offered = labels(source);
    assert.ok(offered.includes('severity') && offered.includes('interval'));
    assert.ok(!offered.includes('name'));
    assert.ok(offered.indexOf('severity') < offered.indexOf('interval'));
    assert.ok(!offered.includes('anomaly_threshold'));
  });

  it('completes a key being typed', () => {
    checkAccept(
      '[rule]\ntype = "query"\nsev<|>\n',
      'severity',
      '[rule]\ntype = "query"\nseverity = ""\n',
    );
    checkAccept(
      '[rule]\ntype = "query"\nsev<|> = "low"\n',
      'severity',
      '[rule]\ntype = "query"\nseverity = "low"\n',
    );
  });

  it('offers values of a key', () => {
    assert.deepEqual(labels('[metadata]\n[rule]\nseverity = "<|>"\n'), [
      'low',
      'medium',
      'high',
      'critical',
    ]);
    assert.deepEqual(labels('[rule]\ntype = "eql"\nlanguage = "<|>"\n'), ['eql']);
    assert.deepEqual(labels('[metadata]\n[rule]\nenabled = <|>\n'), ['false', 'true']);
    checkAccept(
      '[metadata]\n[rule]\nseverity = <|>\n',
      'medium',
      '[metadata]\n[rule]\nseverity = "medium"\n',
    );
    checkAccept(
      '[metadata]\n[rule]\nseverity = "me<|>d"\n',
      'medium',
      '[metadata]\n[rule]\nseverity = "medium"\n',
    );
  });

  it('offers risk scores, first the one of the severity', () => {
    checkAccept(
      '[metadata]\n[rule]\nseverity = "high"\nrisk_score = <|>\n',
      '73',
      '[metadata]\n[rule]\nseverity = "high"\nrisk_score = 73\n',
    );
    assert.deepEqual(labels('[metadata]\n[rule]\nseverity = "high"\nrisk_score = 4<|>\n'), [
      '73',
      '21',
      '47',
      '99',
    ]);
  });

  it('offers timelines by id and title, first the one that is named already', () => {
    const id = '495ad7a7-316e-4544-8a0f-9c098daee76e';
    const title = 'Generic Threat Match Timeline';
    const head = '[metadata]\n[rule]\n';
    assert.equal(labels(`${head}timeline_title = "${title}"\ntimeline_id = "<|>"\n`)[0], id);
    assert.equal(labels(`${head}timeline_id = "${id}"\ntimeline_title = "<|>"\n`)[0], title);
    assert.equal(labels(`${head}timeline_title = "<|>"\n`).length, 10);
  });

  it('offers fields of indicators where an event is compared with them', () => {
    const source = (value: string): string =>
      `[metadata]\n[rule]\ntype = "threat_match"\n[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nvalue = "${value}<|>"\n`;
    assert.ok(labels(source('')).every((label) => label.startsWith('threat.indicator.')));
    assert.ok(labels(source('url.f')).includes('url.full'));
  });

  it('offers headers', () => {
    checkAccept(
      '[metadata]\n[rule]\ntype = "new_terms"\n\n[<|>\n',
      '[rule.new_terms]',
      '[metadata]\n[rule]\ntype = "new_terms"\n\n[rule.new_terms]\n',
    );
    checkAccept(
      '[metadata]\n[rule]\ntype = "query"\n\n[[rule.thr<|>]]\n',
      '[[rule.threat]]',
      '[metadata]\n[rule]\ntype = "query"\n\n[[rule.threat]]\n',
    );
    const offered = labels('[metadata]\n[rule]\ntype = "query"\n[<|>\n');
    assert.ok(!offered.includes('[rule.threshold]'));
    assert.ok(!offered.includes('[[rule.threshold.cardinality]]'));
    assert.ok(!offered.includes('[metadata]') && !offered.includes('[rule]'));
    assert.ok(labels('[rule]\ntype = "query"\n\n[me<|>\n').includes('[metadata]'));
  });

  it('offers nothing in comments and texts', () => {
    assert.deepEqual(labels('[metadata]\n[rule]\n# sev<|>\n'), []);
    assert.deepEqual(labels('[metadata]\n[rule]\nname = "<|>"\n'), []);
  });
});

describe('resolve', () => {
  it('adds the documentation', () => {
    const text = (item: CompletionItem): string => JSON.stringify(resolveCompletion(item));
    assert.match(text(itemAt(query('process.na<|>'), 'process.name')), /How it matches/);
    assert.match(text(itemAt(query('event.code : 47<|>'), '4702')), /Event `4702`/);
    assert.match(text(itemAt('[metadata]\n[rule]\nsev<|>', 'severity')), /Severity of the alerts/);
  });

  it('survives what a client may send', () => {
    for (const data of [undefined, null, 5, {}, { kind: 'field' }, { kind: 'x', name: 'y' }])
      assert.deepEqual(resolveCompletion({ label: 'x', data }), { label: 'x', data });
  });
});
