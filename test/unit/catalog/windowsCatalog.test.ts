// The Windows catalogue: event codes, SIDs, logon types.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findField } from '../../../server/src/catalog/fieldCatalog';
import {
  eventCodesOfField,
  findEventCodes,
  findLogonType,
  findSid,
} from '../../../server/src/catalog/windowsCatalog';

describe('findEventCodes', () => {
  it('knows the event of the model rule', () => {
    const [event, ...others] = findEventCodes('4702');
    assert.deepEqual(others, []);
    assert.equal(event?.title, 'Scheduled task changed');
    assert.equal(event.channel, 'Security');
    assert.equal(event.provider, 'Microsoft-Windows-Security-Auditing');
    assert.equal(event.action, 'scheduled-task-updated');
    assert.deepEqual(event.category, ['iam', 'configuration']);
    assert.deepEqual(event.type, ['change', 'admin']);
    assert.equal(event.auditSubcategory, 'Other Object Access Events');
    assert.deepEqual(event.fields?.slice(0, 6), [
      'SubjectUserSid',
      'SubjectUserName',
      'SubjectDomainName',
      'SubjectLogonId',
      'TaskName',
      'TaskContentNew',
    ]);
  });

  it('tells channels with the same code apart', () => {
    assert.deepEqual(
      findEventCodes('3').map(({ channel }) => channel),
      ['Microsoft-Windows-Bits-Client/Operational', 'Microsoft-Windows-Sysmon/Operational'],
    );
    assert.deepEqual(findEventCodes('99999'), []);
  });

  // Events whose field list a rule author is most likely to need.
  const complete = (
    '4624 4625 4634 4648 4656 4657 4662 4663 4670 4672 4688 4689 4697 4698 4699 4700 4701 4702 4719 4720 4722 4723 ' +
    '4724 4725 4726 4728 4732 4738 4740 4756 4768 4769 4770 4771 4776 4778 4779 4794 4946 4947 4948 5136 5137 5140 ' +
    '5145 5156'
  ).split(' ');
  for (const code of complete)
    it(`${code} has a subcategory and described fields`, () => {
      const event = findEventCodes(code).find(({ channel }) => channel === 'Security');
      assert.ok(event?.auditSubcategory, 'no subcategory');
      assert.ok(event.fields && event.fields.length >= 2, 'no fields');
      for (const name of event.fields)
        assert.notEqual(findField(`winlog.event_data.${name}`)?.description ?? '', '', name);
    });

  it('knows all events of Sysmon', () => {
    for (let code = 1; code <= 29; code++)
      assert.ok(
        findEventCodes(String(code)).some(
          ({ provider }) => provider === 'Microsoft-Windows-Sysmon',
        ),
        String(code),
      );
  });
});

describe('eventCodesOfField', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['winlog.event_data.ServiceFileName', ['4697']],
    ['winlog.event_data.ImagePath', ['7045']],
    ['winlog.event_data.GrantedAccess', ['10']],
    ['winlog.event_data.TaskContentNew', ['4702']],
    ['winlog.channel', []],
    ['process.name', []],
  ];
  for (const [name, codes] of rows)
    it(`${name} is in ${codes.join(' ') || 'none'}`, () => {
      assert.deepEqual(eventCodesOfField(name), codes);
    });
});

describe('findSid', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['S-1-5-18', 'Local System'],
    ['s-1-5-18', 'Local System'],
    ['S-1-5-32-544', 'Builtin Administrators'],
    ['S-1-5-21-1004336348-1177238915-682003330-512', 'Domain Admins'],
    [
      'S-1-5-21-1004336348-1177238915-682003330-500',
      'Built-in Administrator of the domain or machine',
    ],
    ['S-1-5-21-1004336348-1177238915-682003330-1104', undefined],
    ['S-1-5-21-1-2-512', undefined],
    ['S-1-5-90-0-3', 'Window Manager (DWM-n)'],
    ['S-1-5-82-1-2-3-4-5', 'IIS application pool identity'],
    ['S-1-5-80-1-2-3-4-5', 'Service'],
    ['S-1-5-80-0', 'All services'],
    ['S-1-12-1-1-2-3-4', 'Microsoft Entra ID account'],
    ['S-1-16-12288', 'High integrity'],
    ['S-1-5-18-1', undefined],
    ['', undefined],
    ['Administrators', undefined],
  ];
  for (const [sid, name] of rows)
    it(`${sid || 'the empty text'} is ${name ?? 'unknown'}`, () => {
      assert.equal(findSid(sid)?.name, name);
    });
});

describe('findLogonType', () => {
  it('names the logon types', () => {
    assert.deepEqual(findLogonType(3)?.name, 'Network');
    assert.deepEqual(findLogonType('10')?.name, 'RemoteInteractive');
    assert.equal(findLogonType(6), undefined);
    assert.equal(findLogonType('3 '), undefined);
  });
});
