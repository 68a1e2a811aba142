// Fields for what is typed of one, and their order by what a rule reads.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointDataSets, endpointDataSetsIn } from '../../../server/src/catalog/endpointDataSets';
import { completeFields } from '../../../server/src/catalog/fieldCompletion';
import { commonRanking, rankingFor } from '../../../server/src/catalog/fieldRanking';

describe('completeFields', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['process.na', ['process.name', 'process.name.caseless', 'process.name.text']],
    ['SubjectUserS', ['winlog.event_data.SubjectUserSid', 'winlog.user_data.SubjectUserSid']],
    ['subjectusers', ['winlog.event_data.SubjectUserSid', 'winlog.user_data.SubjectUserSid']],
    ['nothing.like.this', []],
  ];
  for (const [prefix, expected] of rows)
    it(`${prefix} gives ${expected[0] ?? 'nothing'} first`, () => {
      assert.deepEqual(
        completeFields(prefix, expected.length + 1).slice(0, expected.length),
        expected,
      );
    });

  it('puts what rules use most first and keeps to the limit', () => {
    assert.equal(completeFields('', 3).length, 3);
    assert.equal(completeFields('process.', 1)[0], 'process.name');
    assert.equal(completeFields('winlog.event_data.', 1000).length > 600, true);
  });

  it('prefers a whole name to a segment, and a segment to a part of a word', () => {
    const names = completeFields('name', 10_000);
    const segment = names.indexOf('process.name');
    assert.ok(segment >= 0 && segment < names.indexOf('winlog.event_data.SubjectUserName'));
  });

  it('puts fields of others behind what rules use, and each once', () => {
    const others = ['process.nothing', 'process.name', 'my.process'];
    const names = completeFields('process.', 5000, { others });
    assert.equal(names[0], 'process.name');
    assert.equal(new Set(names).size, names.length);
    const place = names.indexOf('process.nothing');
    assert.ok(
      place > names.indexOf('process.pid') &&
        place < names.indexOf('process.io.max_bytes_per_process_exceeded'),
    );
    assert.ok(!names.includes('my.process'));
  });
});

describe('the ranking of fields by index patterns', () => {
  /** For what is typed the first names are all of one of the groups. */
  const rows: readonly (readonly [patterns: string, typed: string, groups: string])[] = [
    ['logs-endpoint.events.process-*', '', 'process'],
    ['logs-endpoint.events.process-default', '', 'process'],
    ['logs-endpoint.events.file-*', '', 'file'],
    ['logs-endpoint.events.network-*', '', 'destination source network dns'],
    ['logs-endpoint.events.registry-*', '', 'registry process'],
    ['logs-endpoint.events.library-*', '', 'dll'],
    ['remote:logs-endpoint.events.library-*', '', 'dll'],
    ['winlogbeat-*', '', 'winlog'],
    ['logs-windows.powershell*', '', 'powershell file'],
    ['logs-aws.cloudtrail-*', '', 'aws'],
    ['logs-aws.cloudtrail-*', 'c', 'cloud'],
    ['logs-aws.cloudtrail-*', 'u', 'user user_agent'],
    ['logs-aws.cloudtrail-prod', '', 'aws'],
    ['logs-azure.signinlogs-*', 'a', 'azure'],
    ['logs-okta*', '', 'okta'],
    ['logs-gcp.audit-*', '', 'gcp service client'],
    ['logs-kubernetes.audit_logs-*', '', 'kubernetes'],
    ['logs-nginx.access-*', '', 'url'],
    ['logs-endpoint.events.process-*,winlogbeat-*,endgame-*', '', 'process'],
  ];
  for (const [patterns, typed, groups] of rows)
    it(`${patterns}, typed ${typed === '' ? 'nothing' : typed}: ${groups}`, () => {
      const names = completeFields(typed, 6, { ranking: rankingFor(patterns.split(',')) });
      const found = new Set(names.map((name) => name.split('.')[0] ?? ''));
      for (const group of found) assert.ok(groups.split(' ').includes(group), names.join(' '));
    });

  it('does not bury what all rules use', () => {
    const ranking = rankingFor(['logs-endpoint.events.process-*']);
    for (const name of ['host.os.type', 'event.type', 'event.action'])
      assert.ok(ranking.place(name) < 20, name);
  });

  it('puts what a data set does not carry behind what it does', () => {
    const ranking = rankingFor(['logs-endpoint.events.file-*']);
    const place = (name: string): number => ranking.place(name);
    assert.ok(place('file.Ext.entropy') < place('process.Ext.session_info.logon_type'));
    assert.ok(place('host.os.Ext.variant') < place('registry.hive'));
    assert.ok(place('host.os.Ext.variant') < place('aws.cloudtrail.user_identity.type'));
  });

  it('is by use alone for patterns of which nothing is known', () => {
    for (const patterns of [[], ['logs-something.else-*'], ['*', 'logs-*'], ['x:logs-*']]) {
      const ranking = rankingFor(patterns);
      assert.deepEqual(completeFields('', 100, { ranking }), completeFields('', 100));
    }
    assert.equal(commonRanking.place('no.such.field'), commonRanking.used);
  });
});

describe('data sets of Elastic Defend', () => {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['registry.path', 'registry'],
    ['dll.name', 'library'],
    ['process.Ext.api.name', 'api'],
    ['dns.question.name', 'network'],
    ['aws.cloudtrail.error_code', undefined],
  ];
  for (const [field, dataSet] of fields)
    it(`${field}: ${dataSet ?? 'none'}`, () => {
      const found = endpointDataSets(field);
      if (dataSet === undefined) assert.equal(found, undefined);
      else assert.ok(found?.includes(dataSet), found?.join());
    });

  it('tell what a data set lacks', () => {
    assert.ok(!endpointDataSets('registry.path')?.includes('process'));
    assert.ok(!endpointDataSets('process.args')?.includes('registry'));
    assert.ok(endpointDataSets('process.args')?.includes('process'));
  });

  const patterns: readonly (readonly [string, string])[] = [
    ['logs-endpoint.events.process-*', 'process'],
    ['logs-endpoint.events.process*', 'process'],
    ['logs-endpoint.events.process-default', 'process'],
    ['logs-endpoint.events.*', 'api device file library network process registry security'],
    ['logs-endpoint.alerts-*', 'alerts'],
    ['remote:logs-endpoint.a*', 'alerts'],
    ['logs-endpoint.events.processes-*', ''],
    ['logs-endpoint.*', 'alerts api device file library network process registry security'],
    ['logs-*', ''],
    ['winlogbeat-*', ''],
  ];
  for (const [pattern, dataSets] of patterns)
    it(`${pattern} reads ${dataSets === '' ? 'none' : dataSets}`, () => {
      assert.equal(endpointDataSetsIn(pattern).join(' '), dataSets);
    });
});
