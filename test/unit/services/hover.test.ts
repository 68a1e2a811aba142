// Hover: fields, values, ATT&CK, rule keys; and nothing where there is nothing to say.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { doHover } from '../../../server/src/services/hover';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { escapeMarkdown, code } from '../../../server/src/services/markdown';
import { checkHover, hoverText } from '../../support/checkFeatures';

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
    checkHover(query('process.pid : 47<|>02'));
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

  it('is silent on others', () => {
    checkHover(query('process.name : cmd<|>.exe'));
    checkHover(query('process.name <|>   : cmd.exe'));
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
