// The order in which fields are offered, by the rule around the cursor.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KnownField } from '../../../server/src/engine/matcher';
import type { WorkspaceFields } from '../../../server/src/services/knowledge';
import { completionsAt } from '../../support/checkFeatures';

interface Drawing {
  readonly index?: string;
  readonly integration?: string;
  readonly query: string;
}

function rule({ index, integration, query }: Drawing): string {
  const lists = (names: string): string => JSON.stringify(names.split(' '));
  return `[metadata]
${integration === undefined ? '' : `integration = ${lists(integration)}`}
[rule]
type = "query"
language = "kuery"
${index === undefined ? '' : `index = ${lists(index)}`}
query = '''
${query}
'''
`;
}

function labels(drawing: Drawing, fields?: WorkspaceFields): readonly string[] {
  const context = fields && { now: 0, newId: '', snippets: false, fields };
  return completionsAt(rule(drawing), context).map(({ label }) => label);
}

describe('the order of fields', () => {
  /** Offered first, in this order. */
  const rows: readonly (readonly [Drawing, string])[] = [
    [
      { index: 'logs-endpoint.events.process-*', query: '<|>' },
      'process.name process.args process.parent.name process.command_line',
    ],
    [
      { index: 'logs-endpoint.events.file-* winlogbeat-*', query: 'f<|>' },
      'file.path file.name file.extension',
    ],
    [{ index: 'winlogbeat-*', query: 'event.code : "4702" and <|>' }, 'winlog.event_data.TaskName'],
    [
      { index: 'winlogbeat-*', query: 'event.code : "4702" and winlog.event_data.Sub<|>' },
      'winlog.event_data.SubjectUserSid winlog.event_data.SubjectUserName',
    ],
    [
      { index: 'logs-system.security*', query: 'event.code : 5136 and <|>' },
      'winlog.event_data.ObjectDN',
    ],
    [{ index: 'logs-aws.cloudtrail-*', query: '<|>' }, 'aws.cloudtrail.user_identity.type'],
    [{ index: 'logs-aws.cloudtrail-*', query: 'event.action : x and cl<|>' }, 'cloud.account.id'],
    [{ index: 'logs-aws.cloudtrail-*', query: 'user<|>' }, 'user_agent.original user.id'],
    [
      { index: 'filebeat-*', query: 'event.dataset : "okta.system" and okta.<|>' },
      'okta.outcome.result okta.event_type',
    ],
    [{ integration: 'okta', query: '<|>' }, 'okta.outcome.result'],
    [{ integration: 'okta aws', index: 'logs-okta*', query: '<|>' }, 'okta.event_type'],
    // What the rule names already comes first.
    [
      { index: 'logs-endpoint.events.process-*', query: 'user.domain : x or <|>' },
      'user.domain process.name',
    ],
    [{ query: '<|>' }, 'host.os.type event.action event.type'],
  ];
  for (const [drawing, expected] of rows)
    it(`${JSON.stringify(drawing)}: ${expected}`, () => {
      const wanted = expected.split(' ');
      assert.deepEqual(labels(drawing).slice(0, wanted.length), wanted);
    });

  it('in Lucene as in KQL', () => {
    const source = rule({ index: 'logs-aws.cloudtrail-*', query: '<|>' }).replace(
      'kuery',
      'lucene',
    );
    assert.equal(completionsAt(source)[0]?.label, 'aws.cloudtrail.user_identity.type');
  });

  it('puts the schema of the workspace behind what rules use, before what they do not', () => {
    const known: KnownField = { type: 'ip', source: 'schema', origin: 'integration-schemas' };
    const names = ['aws.cloudtrail.own', 'my.cloudtrail'];
    const fields: WorkspaceFields = {
      find: (name) => (names.includes(name) ? known : undefined),
      names: () => names,
    };
    const offered = labels({ index: 'logs-aws.cloudtrail-*', query: 'aws.cloudtrail.<|>' }, fields);
    const place = (name: string): number => offered.indexOf(`aws.cloudtrail.${name}`);
    assert.ok(place('user_identity.arn') < place('own'));
    assert.ok(place('own') < place('additional_eventdata') && place('own') >= 0);
    assert.ok(!offered.includes('my.cloudtrail'));
    const all = labels({ index: 'logs-aws.cloudtrail-*', query: '<|>' }, fields);
    assert.ok(all.indexOf('event.action') < all.indexOf('my.cloudtrail'));
  });
});
