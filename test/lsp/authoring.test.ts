// Rules written from an empty file with nothing but the editor's help; the keys that it takes are printed.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { parseRule } from '../../server/src/rule/ruleDocument';
import type { RuleDocument } from '../../server/src/rule/ruleDocument';
import { Author } from '../support/author';
import { startServer } from '../support/lspClient';
import type { LspClient } from '../support/lspClient';

let client: LspClient;

before(async () => {
  ({ client } = await startServer({
    textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
  }));
});

after(async () => {
  assert.deepEqual(client.log, []);
  assert.equal(await client.stop(), 0);
});

/** What is typed, and the item that is accepted then. */
type Step = readonly [typed: string, item?: string];

async function write(author: Author, ...steps: readonly Step[]): Promise<void> {
  for (const [typed, item] of steps) {
    if (typed !== '') await author.type(typed);
    if (item !== undefined) await author.accept(item);
  }
}

/** A rule from the template of its type, with name, author and first index pattern; its query is selected. */
async function begin(type: string, name: string, index: Step): Promise<Author> {
  const author = new Author(client, `file:///repo/rules/windows/${type}.toml`);
  await author.start();
  await write(author, [type.slice(0, 3), `rule ${type}`], [name]);
  author.tab();
  await author.type('Me');
  author.tab();
  await write(author, index);
  return author;
}

async function mapTo(author: Author, technique: string, tactic: string): Promise<void> {
  author.end();
  const [id = ''] = technique.split(' ');
  await author.type(`\n${id}`);
  await author.accept(technique, tactic);
}

/** Takes the fix that adds what is missing, for each problem that is left. */
async function addMissing(author: Author): Promise<void> {
  for (;;) {
    const [problem] = await author.problems();
    if (!problem) return;
    await author.fix(problem, /^Add /);
  }
}

/** No error and no warning is left. */
async function finish(author: Author, context: TestContext): Promise<RuleDocument> {
  const problems = await author.problems();
  const told = problems.map(({ code, message }) => [code, message]);
  assert.deepEqual(told, [], author.text);
  context.diagnostic(`${String(author.keys)} keys for ${String(author.text.length)} characters`);
  return parseRule(author.text);
}

describe('a rule from an empty file', () => {
  it('query: process starts', async (context) => {
    const name = 'Script Host Started by a Mail Program';
    const author = await begin('query', name, [
      'logs-endpoint.events.p',
      'logs-endpoint.events.process-*',
    ]);
    author.tab();
    await write(
      author,
      ['host.os', 'host.os.type'],
      [': ', 'windows'],
      [' and event.cat', 'event.category'],
      [': ', 'process'],
      [' and event.ty', 'event.type'],
      [': st', 'start'],
      [' and process.na', 'process.name'],
      [': wscript.exe'],
      [' and parent.na', 'process.parent.name'],
      [': outlook.exe'],
    );
    await mapTo(author, 'T1566.001 Spearphishing Attachment', 'Initial Access');
    await addMissing(author);
    const { query, rule } = await finish(author, context);
    assert.equal(rule.name?.value, name);
    assert.equal(
      query?.text.trim(),
      'host.os.type: windows and event.category: process and event.type: start and process.name: wscript.exe and process.parent.name: outlook.exe',
    );
  });

  it('new_terms: the unusual update of a scheduled task', async (context) => {
    const name = 'Unusual Scheduled Task Update';
    const author = await begin('new_terms', name, ['logs-sys', 'logs-system.security*']);
    await write(
      author,
      ['"'],
      [', "'],
      ['logs-win', 'logs-windows.forwarded*'],
      ['"'],
      [', "'],
      ['winl', 'winlogbeat-*'],
    );
    author.tab();
    await write(
      author,
      ['event.cat', 'event.category'],
      [': ', 'iam'],
      [' and host.os', 'host.os.type'],
      [': ', 'windows'],
      [' and event.co', 'event.code'],
      [': 4702', '4702'],
      [' and not SubjectUserS', 'winlog.event_data.SubjectUserSid'],
      [': ('],
      ['', 'S-1-5-18'],
      [' or ', 'S-1-5-19'],
      [' or ', 'S-1-5-20'],
      [')'],
      [' and not user.n', 'user.name'],
      [': *$'],
    );
    author.select('user.id');
    await write(author, ['TaskN', 'winlog.event_data.TaskName']);
    author.select('now-30d');
    await write(author, ['now', 'now-5d']);
    author.select('medium');
    await write(author, ['lo', 'low']);
    author.select('47');
    await author.type('21');
    await mapTo(author, 'T1053.005 Scheduled Task', 'Persistence');
    await addMissing(author);
    const { query, rule } = await finish(author, context);
    assert.deepEqual(
      [rule.name?.value, rule.severity?.value, rule.newTerms?.fields?.value[0]?.value],
      [name, 'low', 'winlog.event_data.TaskName'],
    );
    assert.equal(
      query?.text.trim(),
      'event.category: iam and host.os.type: windows and event.code: "4702" and not winlog.event_data.SubjectUserSid: ("S-1-5-18" or "S-1-5-19" or "S-1-5-20") and not user.name: *$',
    );
  });

  it('threshold: failed logons', async (context) => {
    const name = 'Many Failed Logons of One Account';
    const author = await begin('threshold', name, ['logs-sys', 'logs-system.security*']);
    author.tab();
    await write(
      author,
      ['host.os', 'host.os.type'],
      [': ', 'windows'],
      [' and event.co', 'event.code'],
      [': 4625', '4625'],
      [' and LogonT', 'winlog.event_data.LogonType'],
      [': ', '3'],
    );
    author.select('user.id');
    await write(author, ['TargetUserN', 'winlog.event_data.TargetUserName']);
    author.end();
    await write(author, ['\n['], ['[rule.threshold.car', '[[rule.threshold.cardinality]]']);
    author.tab();
    await mapTo(author, 'T1110.003 Password Spraying', 'Credential Access');
    await addMissing(author);
    const { rule } = await finish(author, context);
    assert.deepEqual(rule.name?.value, name);
  });

  it('eql: a shell behind a web server', async (context) => {
    const name = 'Shell Started by a Web Server';
    const author = await begin('eql', name, [
      'logs-endpoint.events.p',
      'logs-endpoint.events.process-*',
    ]);
    author.tab();
    await write(
      author,
      ['seq', 'sequence by'],
      ['host.i', 'host.id'],
      [' ', 'with maxspan=1m'],
      ['['],
      ['pro', 'process where'],
      ['host.os', 'host.os.type'],
      [' == ', 'windows'],
      [' and event.ty', 'event.type'],
      [' == "st', 'start'],
    );
    await author.type('" and process.name : "w3wp.exe"');
    author.click('"w3wp.exe"]');
    await write(
      author,
      ['\n['],
      ['pro', 'process where'],
      ['process.na', 'process.name'],
      [' ', ':'],
    );
    await author.type('("cmd.exe", "powershell.exe")');
    author.select('Say here what that means and why it matters.');
    await author.type('Code on the server was taken over.');
    await mapTo(author, 'T1505.003 Web Shell', 'Persistence');
    await addMissing(author);
    const { query } = await finish(author, context);
    assert.equal(
      query?.text.trim(),
      'sequence by host.id with maxspan=1m [process where host.os.type == "windows" and event.type == "start" and process.name : "w3wp.exe"]\n[process where process.name : ("cmd.exe", "powershell.exe")]',
    );
  });

  it('threat_match: traffic to a known address', async (context) => {
    const name = 'Traffic to a Known Bad Address';
    const author = await begin('threat_match', name, ['logs-net', 'logs-network_traffic.*']);
    author.tab();
    await write(
      author,
      ['host.os', 'host.os.type'],
      [': ', 'windows'],
      [' and event.cat', 'event.category'],
      [': ', 'network'],
    );
    author.tab();
    await write(author, ['source.i', 'source.ip']);
    author.tab();
    await write(author, ['threat.indicator.i', 'threat.indicator.ip']);
    author.tab();
    await author.type('An address that is known to be bad was talked to.');
    await mapTo(author, 'T1071 Application Layer Protocol', 'Command and Control');
    await addMissing(author);
    const { rule } = await finish(author, context);
    assert.equal(rule.indicatorMatch?.groups[0]?.entries[0]?.field?.value, 'source.ip');
  });

  it('machine_learning: a country that is new to an account', async (context) => {
    const author = new Author(client, 'file:///repo/rules/ml/machine_learning.toml');
    await author.start();
    await write(author, ['mac', 'rule machine_learning'], ['Logon from a Rare Country']);
    author.tab();
    await author.type('Me');
    author.tab();
    await author.type('auth_rare_country');
    author.tab();
    await author.type('The account may be used by somebody else.');
    await mapTo(author, 'T1078 Valid Accounts', 'Initial Access');
    await addMissing(author);
    const { rule } = await finish(author, context);
    assert.equal(rule.type?.value, 'machine_learning');
  });
});
