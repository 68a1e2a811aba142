// Hover: fields, values, ATT&CK, rule keys; and nothing where there is nothing to say.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { doHover } from '../../../server/src/services/hover';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { escapeMarkdown, code } from '../../../server/src/services/markdown';
import { checkHover, hoverText } from '../../support/checkFeatures';
import { readCursor } from '../../support/drawing';

const query = (text: string): string =>
  `[metadata]\n[rule]\ntype = "query"\nlanguage = "kuery"\nquery = '''\n${text}\n'''\n`;

describe('hover on a field', () => {
  it('says type, source and how it matches', () => {
    checkHover(
      query('process.na<|>me : "cmd.exe"'),
      /^\*\*`process\.name`\*\* · keyword · ECS\n\n/,
      /\*\*How it matches\*\*\n- Exact: the whole value, case-sensitive\.\n- `\*` stands for any text/,
      /1024 characters/,
    );
  });

  it('warns of what differs by type', () => {
    checkHover(query('process.command_line<|> : *a*'), /wildcard/, /cut at blanks/);
    checkHover(query('<|>source.ip : 1.1.1.1'), /\bip\b/, /CIDR/, /makes the rule fail/);
    checkHover(query('@time<|>stamp > now-1d'), /\bdate\b/, /UTC/);
    checkHover(query('process.pid<|> : 4'), /\blong\b/, /Equal as a number/);
    checkHover(query('message : x and process.name.te<|>xt : y'), /match_only_text/, /By words/);
  });

  it('knows Windows event data', () => {
    checkHover(
      query('winlog.event_data.Task<|>Name : *'),
      /`winlog\.event_data\.TaskName`\*\* · keyword · Windows events/,
      /\*\*Carried by\*\*\n(- .*\n)*- `4702` /,
    );
    checkHover(query('winlog.event_data.SubjectUser<|>Sid : *'), /SubjectUserSid/, /Carried by/);
  });

  it('lists the events of the rule first', () => {
    checkHover(
      query('event.code : ("4702" or "4698") and winlog.event_data.SubjectUser<|>Sid : *'),
      /\*\*Carried by\*\*\n- `4698` .*\n- `4702` .*\n- `4\d+` /,
    );
  });

  it('tells the data sets of Elastic Defend', () => {
    checkHover(
      query('file.Ext.entr<|>opy : 7'),
      /In the data set `endpoint\.events\.file` of Elastic Defend\./,
    );
    checkHover(
      query('dns.question.na<|>me : x'),
      /In the data sets `endpoint\.alerts`, `endpoint\.events\.network` of Elastic Defend\./,
    );
    checkHover(query('process.na<|>me : x'), /In all events and alerts of Elastic Defend\./);
    checkHover(query('aws.cloudtrail.error_<|>code : x'), /^(?![^]*of Elastic Defend)/);
  });

  it('lists allowed values', () => {
    checkHover(query('event.cat<|>egory : process'), /\*\*Values\*\*: .*`process`/);
  });

  it('of a group carries the path', () => {
    checkHover(query('foo : { ba<|>r : x }'), /\*\*`foo\.bar`\*\*/);
  });

  it('says honestly what it does not know', () => {
    checkHover(query('my.own.fi<|>eld : x'), /`my\.own\.field`/, /Not in the catalogue/);
  });

  it('explains a name pattern', () => {
    checkHover(
      query('process.hash.<|>* : x'),
      /Every field whose name fits/,
      /`process\.hash\.md5`/,
    );
  });

  it('works on field names outside the query', () => {
    checkHover(
      '[rule]\ntype = "new_terms"\n[rule.new_terms]\nvalue = ["user.id", "host.na<|>me"]\n',
      /`host\.name`/,
    );
    checkHover('[rule]\nrule_id = "x"\ntimestamp_override = "event.inge<|>sted"\n', /\bdate\b/);
  });

  it('covers the field exactly', () => {
    const document = parseRule(query('a : 1 and process.name : x'));
    const offset = document.text.indexOf('process.name') + 3;
    const line = document.text.slice(0, offset).split('\n').length - 1;
    assert.deepEqual(doHover(document, offset)?.range, {
      start: { line, character: 10 },
      end: { line, character: 22 },
    });
  });
});

describe('hover on a value', () => {
  it('knows event codes, where the field calls for them', () => {
    checkHover(
      query('event.code : "47<|>02"'),
      /\*\*Event `4702`\*\*/,
      /Channel `Security`/,
      /updated/i,
    );
    checkHover(query('winlog.event_id : (4698 or 47<|>02)'), /\*\*Event `4702`\*\*/);
    checkHover(query('process.pid : 47<|>02'), /^True if `process\.pid` is the number `4702`\.$/);
  });

  it('gives an event all there is: audit subcategory, ECS, fields, related events', () => {
    checkHover(
      query('event.code : "47<|>02"'),
      /audit subcategory \*Other Object Access Events\* is on/,
      /`event\.action`/,
      /\*\*Carries\*\* .*`TaskContentNew`/,
      /\*\*Related\*\*: `4701` .*`4698` /,
    );
  });

  const codes: readonly (readonly [string, string, RegExp])[] = [
    ['TicketEncryptionType', '"0x17"', /^\*\*`0x17`\*\* · RC4-HMAC · Kerberos encryption type/],
    ['TicketEncryptionType', '"0x00000012"', /AES256/],
    ['PreAuthType', '"0"', /No pre-authentication/],
    ['Status', '"0xC000006A"', /STATUS\\_WRONG\\_PASSWORD · logon status/],
    ['Status', '"0x18"', /KDC\\_ERR\\_PREAUTH\\_FAILED · Kerberos error/],
    ['SubStatus', '"0xc0000064"', /does not exist/],
    ['AccessList', '"%%7688"', /Control Access/],
    ['AccessMask', '"0x100"', /WriteAttributes[^]*Active Directory[^]*Control Access/],
    ['GrantedAccess', '"0x1010"', /`0x10` PROCESS\\_VM\\_READ[^]*`0x1000` /],
  ];
  for (const [field, value, pattern] of codes)
    it(`knows ${field} ${value}`, () => {
      const text = query(`winlog.event_data.${field} : ${value.slice(0, 2)}<|>${value.slice(2)}`);
      checkHover(text, pattern, new RegExp(`True if \`winlog\\.event_data\\.${field}\``));
    });

  const addresses: readonly (readonly [string, RegExp])[] = [
    ['10.1.2.3', /private[^]*`10\.0\.0\.0\/8`/],
    ['192.168.0.0/16', /private[^]*65,536 addresses/],
    ['"fe80::/64"', /link-local/],
    ['"::1"', /loopback/],
    ['8.8.8.8', /A public address/],
    ['169.254.169.254', /metadata service/],
  ];
  for (const [address, pattern] of addresses)
    it(`knows the address ${address}`, () => {
      checkHover(query(`source.ip : ${address.slice(0, 3)}<|>${address.slice(3)}`), pattern);
    });

  it('knows SIDs', () => {
    checkHover(query('winlog.event_data.SubjectUserSid : "S-1-5-<|>18"'), /`S-1-5-18`/, /system/i);
    checkHover(query('user.id : (S-1-5-18 or S-1-5-1<|>9)'), /`S-1-5-19`/);
  });

  it('knows logon types', () => {
    checkHover(query('winlog.event_data.LogonType : "<|>3"'), /Logon type `3`/, /network/i);
  });

  it('knows allowed values', () => {
    checkHover(query('event.category : pro<|>cess'), /`event\.category`\*\* · `process`/);
  });

  it('is silent between words', () => {
    checkHover(query('process.name <|>   : cmd.exe'));
  });
});

describe('hover on a clause', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['process.name : cmd<|>.exe', 'True if `process.name` is exactly `cmd.exe`, case included.'],
    [
      'process.pid : 1 and not process.name : (a or c<|>md)',
      'True if `process.name` is exactly `cmd`, case included. Under `not`: the query asks for the opposite.',
    ],
    [
      'not (process.pid : 1 or not process.name : c<|>md)',
      'True if `process.name` is exactly `cmd`, case included.',
    ],
    ['process.name : po<|>wer*', 'True if `process.name` begins with `power`, case included.'],
    ['process.name : *sh<|>ell', 'True if `process.name` ends with `shell`, case included.'],
    ['process.name : *sh<|>ell*', 'True if `process.name` contains `shell`, case included.'],
    [
      'process.name : a*b<|>*',
      'True if `process.name` has the form `a*b*`, where `*` is any text, case included.',
    ],
    ['process.name :<|> *', 'True for events in which `process.name` has a value.'],
    [
      'process.name.caseless : <|>cmd',
      'True if `process.name.caseless` is exactly `cmd`, in any case.',
    ],
    ['message : fo<|>o', 'True if `message` holds the word `foo`, in any case.'],
    ['message : fo<|>o bar', 'True if `message` holds one of the words `foo`, `bar`, in any case.'],
    [
      'message : "fo<|>o bar"',
      'True if `message` holds the words `foo bar` next to each other, in any case.',
    ],
    ['process.pid <|>> 5', 'True if `process.pid` is greater than `5`.'],
    ['process.pid :<|> 5', 'True if `process.pid` is the number `5`.'],
    ['@timestamp <<|>= now-1d', 'True if `@timestamp` is at or before `now-1d` (UTC).'],
    [
      'process.name ><|> b',
      'True if `process.name` is greater than `b`, compared as text: `10` comes before `9`.',
    ],
    [
      'source.ip : 10.<|>*',
      'Makes the rule fail: `source.ip` has type ip, which takes no wildcard.',
    ],
    ['cm<|>d', 'Searches `cmd` in every field; one that matches is enough.'],
    [
      'process.*: cm<|>d',
      'True if one of the fields that fit `process.*` is exactly `cmd`, case included; each is compared by its own type.',
    ],
    [
      'my.own : x<|>y',
      'True if `my.own` is exactly `xy`, case included. (The field is not in the catalogue; as keyword.)',
    ],
    [
      'process.name :<|> (a or b)',
      'Compares `process.name` with each of `a`, `b`; the words between them in the brackets say how many must match.',
    ],
    [
      'foo : { bar : x<|>y }',
      'True if `foo.bar` is exactly `xy`, case included. (The field is not in the catalogue; as keyword.)',
    ],
  ];
  for (const [text, sentence] of rows)
    it(text, () => {
      assert.equal(hoverText(query(text)), sentence);
    });

  it('explains and, or, not', () => {
    checkHover(query('a : b a<|>nd c : d'), /^\*\*and\*\*\n\nBoth sides must hold\./);
    checkHover(query('a : b o<|>r c : d'), /^\*\*or\*\*\n\nOne of the sides/);
    checkHover(query('no<|>t a : b'), /^\*\*not\*\*\n\n.*also for events that lack the field/);
  });
});

describe('hover on ATT&CK', () => {
  const threat = (technique: string): string => `[rule]
type = "query"
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
${technique}
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"
reference = "https://attack.mitre.org/tactics/TA0003/"
`;

  it('knows ids, names and addresses', () => {
    checkHover(threat('id = "T10<|>53"'), /\*\*T1053\*\* · Scheduled Task\/Job · technique/);
    checkHover(threat('name = "Scheduled<|> Task/Job"'), /\*\*T1053\*\*/, /Tactics: .*Persistence/);
    checkHover(
      threat('reference = "https://attack.mitre.org/techniques/T1053/005<|>/"'),
      /\*\*T1053\.005\*\* · Scheduled Task · sub-technique/,
      /Part of `T1053`/,
      /\]\(https:\/\/attack\.mitre\.org\/techniques\/T1053\/005\/\)/,
    );
    checkHover(
      threat('id = "T1053"').replace('"Persistence"', '"Pers<|>istence"'),
      /\*\*TA0003\*\* · Persistence · tactic/,
    );
  });

  it('says what is no longer current', () => {
    checkHover(threat('id = "T15<|>47.011"'), /No longer current/, /`T1647`/);
  });

  it('says what v19 changes, and knows what is new in v19', () => {
    checkHover(
      threat('id = "T1562<|>.001"'),
      /In v19: revoked, use `T1685` Disable or Modify Tools\./,
    );
    checkHover(threat('id = "T16<|>85.005"'), /Clear Windows Event Logs/, /Defense Impairment/);
    checkHover(threat('id = "T1053"').replace('"TA0003"', '"TA00<|>05"'), /In v19: Stealth\./);
  });

  it('knows ATLAS', () => {
    const atlas = threat('id = "AML.T0<|>051"').replace('MITRE ATT&CK', 'MITRE ATLAS');
    checkHover(atlas, /LLM Prompt Injection · MITRE ATLAS/, /Tactics: Execution/);
  });

  it('lets the id decide between things of one name', () => {
    for (const id of ['T1087.002', 'T1136.002'])
      checkHover(
        threat(`id = "${id}"\nname = "Domain<|> Account"`),
        new RegExp(`\\*\\*${id.replace('.', '\\.')}\\*\\*`),
      );
  });

  it('leaves other frameworks alone', () => {
    const atlas = threat('id = "T1053"').replace('MITRE ATT&CK', 'MITRE ATLAS');
    checkHover(atlas.replace('"Persistence"', '"Pers<|>istence"'));
  });

  it('falls back to the id beside an unknown name', () => {
    checkHover(threat('id = "T1053"\nname = "No Such<|> Thing"'), /\*\*T1053\*\*/);
    checkHover(threat('id = "T9<|>999"'));
  });
});

describe('hover on rule keys', () => {
  it('knows keys, headers and values', () => {
    checkHover('[rule]\nrule_id = "x"\nris<|>k_score = 5\n', /`risk_score`/, /integer · required/);
    checkHover('[metadata]\n[ru<|>le]\n', /`rule`/, /table/);
    checkHover('[rule]\ntype = "new_<|>terms"\n', /`new_terms`/, /history window/);
    checkHover('[rule]\ntype = "query"\n[rule.new_terms]\nval<|>ue = []\n', /One to three fields/);
    checkHover('[rule]\ntype = "query"\nalert_suppression = { gro<|>up_by = [] }\n', /`group_by`/);
  });

  it('knows index patterns, integrations and tags', () => {
    const metadata = '[metadata]\nintegration = ["endp<|>oint"]\n[rule]\n';
    checkHover(metadata, /`endpoint`\*\* · integration/, /`logs-endpoint\.events\.process-\*`/);
    const rule = (line: string): string => `[rule]\ntype = "query"\n${line}\n`;
    checkHover(
      rule('index = ["logs-system.sec<|>urity*"]'),
      /Integration `system`/,
      /Security event log/,
    );
    checkHover(
      rule('index = ["logs-endpoint.<|>*"]'),
      /Integration `endpoint`\n\n- `logs-endpoint/,
    );
    checkHover(rule('index = ["logs-aws.cloudtrail-prod<|>"]'), /CloudTrail/);
    checkHover(rule('index = ["my-own<|>-*"]'));
    checkHover(rule('tags = ["Tactic: Per<|>sistence"]'), /Tactic of ATT&CK/, /Keeping access/);
    checkHover(rule('tags = ["Data Source: Sys<|>mon"]'), /`logs-windows\.sysmon_operational-\*`/);
  });

  it('resolves times for now and the chosen clock', () => {
    const now = Date.UTC(2026, 0, 31, 12);
    const times = (line: string, chosen?: number): string => {
      const { text, offset } = readCursor(
        `[rule]\ntype = "new_terms"\n${line}\n[rule.new_terms]\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nvalue = "now-5d"\n`,
      );
      const clocks = chosen === undefined ? { now } : { now, chosen };
      return JSON.stringify(doHover(parseRule(text), offset, { clocks })?.contents);
    };
    const from = times('from = "now<|>-9m"\ninterval = "5m"', Date.UTC(2025, 5, 1));
    assert.match(from, /If it runs now\*\* \(`2026-01-31T12:00Z`\)/);
    assert.match(from, /rule window `2026-01-31T11:51Z` to `2026-01-31T12:00Z` \(9m\)/);
    assert.match(from, /history window `2026-01-26T12:00Z` to `2026-01-31T11:51Z` \(4d 23h 51m\)/);
    assert.match(from, /at the chosen clock\*\* \(`2025-06-01T00:00Z`\)/);
    assert.match(from, /windows overlap by 4m/);
    assert.match(
      times('inter<|>val = "1h"\nfrom = "now-10m"'),
      /50m between two windows are never/,
    );
    assert.match(times('from = "now-5m"\nto = "now<|>"'), /windows touch without overlap/);
    assert.match(times('from = "yester<|>day"'), /Not date math that Kibana reads/);
  });

  it('is silent on unknown keys, comments and blanks', () => {
    checkHover('[rule]\ntype = "query"\nno_<|>such = 1\n');
    checkHover('[rule]\ntype = "query"\n# ty<|>pe\n');
    checkHover('[rule]\ntype = "query"\n<|>\n\nname = "x"\n');
    checkHover('[rule]\ntype = "eql"\nquery = "process wh<|>ere true"\n');
  });
});

describe('Markdown', () => {
  it('shows any text as it is', () => {
    assert.equal(escapeMarkdown('a*b_c`<b>[x]&amp;\n# d'), 'a\\*b\\_c\\`\\<b\\>\\[x\\]\\&amp; # d');
    assert.equal(escapeMarkdown('# x'), '\\# x');
    assert.equal(escapeMarkdown('1. x'), '1\\. x');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a'), '`` `a ``');
    assert.equal(code('a\nb'), '`a b`');
  });

  it('a field name from the file cannot break out', () => {
    const text = hoverText(query('"<img src=x>`**<|>" : 1'));
    assert.match(text, /\*\*``<img src=x>`\*\*``\*\*/);
  });
});
