// Documents of Windows security events as Elastic Agent and Winlogbeat store them, for samples/. All names are invented.

/** A seeded source of numbers in [0, 1): the same seed gives the same sample on every machine (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const domainSid = 'S-1-5-21-1840275561-3390216477-907155208';
const person = (name, rid) => ({
  name,
  sid: `${domainSid}-${rid}`,
  domain: 'KESTREL',
  person: true,
});
const machine = (name, rid) => ({ name, sid: `${domainSid}-${rid}`, domain: 'KESTREL' });

/** Accounts by short name. `person`: neither a built-in service account nor a computer account. */
export const accounts = {
  okafor: person('m.okafor', 1611),
  brandt: person('l.brandt', 1624),
  silva: person('p.silva', 1640),
  admin: person('adm-tran', 1105),
  deploy: person('svc$deploy', 1180),
  backup: person('svc-backup', 1172),
  system: { name: 'SYSTEM', sid: 'S-1-5-18', domain: 'NT AUTHORITY' },
  systemOnHost: { name: 'KES-WS-014$', sid: 'S-1-5-18', domain: 'KESTREL' },
  localService: { name: 'LOCAL SERVICE', sid: 'S-1-5-19', domain: 'NT AUTHORITY' },
  networkService: { name: 'NETWORK SERVICE', sid: 'S-1-5-20', domain: 'NT AUTHORITY' },
  dc: machine('KES-DC-01$', 1001),
  laptop: machine('KES-LT-031$', 1433),
};

/** What Windows calls each event and how the security pipeline classifies it. */
const kinds = {
  update: ['4702', 'scheduled-task-updated', ['iam', 'configuration'], ['change', 'admin']],
  create: ['4698', 'scheduled-task-created', ['iam', 'configuration'], ['creation', 'admin']],
  delete: ['4699', 'scheduled-task-deleted', ['iam', 'configuration'], ['deletion', 'admin']],
  enable: ['4700', 'scheduled-task-enabled', ['iam', 'configuration'], ['change', 'admin']],
  disable: ['4701', 'scheduled-task-disabled', ['iam', 'configuration'], ['change', 'admin']],
  logon: ['4624', 'logged-in', ['authentication'], ['start']],
  logoff: ['4634', 'logged-out', ['authentication'], ['end']],
  privileges: ['4672', 'logged-in-special', ['iam'], ['admin']],
  process: ['4688', 'created-process', ['process'], ['start']],
};
const taskKinds = new Set(['update', 'create', 'delete', 'enable', 'disable']);

const isoTime = (time) => new Date(time).toISOString();
const pick = (random, list) => list[Math.floor(random() * list.length)];
const hex = (value) => `0x${value.toString(16)}`;

/** Twenty characters, as Elasticsearch makes ids of its own. */
function documentId(random) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
  return Array.from({ length: 20 }, () => pick(random, letters)).join('');
}

function taskContent(random, task, who) {
  const command = pick(random, [
    'C:\\Program Files\\Kestrel\\bin\\agent.exe',
    'C:\\Windows\\System32\\cscript.exe',
    'C:\\ProgramData\\Vendor\\updater.exe',
  ]);
  return (
    '<?xml version="1.0" encoding="UTF-16"?>\r\n' +
    '<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">' +
    `<RegistrationInfo><Author>${who.domain}\\${who.name}</Author><URI>${task}</URI></RegistrationInfo>` +
    `<Principals><Principal id="Author"><UserId>${who.sid}</UserId></Principal></Principals>` +
    `<Actions Context="Author"><Exec><Command>${command}</Command></Exec></Actions></Task>`
  );
}

function subject(random, who) {
  return {
    SubjectDomainName: who.domain,
    SubjectLogonId: hex(0x3e7 + Math.floor(random() * 0xfffff)),
    SubjectUserName: who.name,
    SubjectUserSid: who.sid,
  };
}

function eventData(random, plan, who) {
  if (taskKinds.has(plan.kind)) {
    const first = [plan.task].flat()[0] ?? '';
    const content = taskContent(random, first, who);
    return {
      ...subject(random, who),
      ...(plan.task === undefined ? {} : { TaskName: plan.task }),
      [plan.kind === 'update' ? 'TaskContentNew' : 'TaskContent']: content,
      ClientProcessId: String(1000 + Math.floor(random() * 9000)),
      RpcCallClientLocality: '0',
    };
  }
  if (plan.kind === 'process') {
    return {
      ...subject(random, who),
      NewProcessName: 'C:\\Windows\\System32\\schtasks.exe',
      NewProcessId: hex(0x1000 + Math.floor(random() * 0x8000)),
      ParentProcessName: 'C:\\Windows\\System32\\cmd.exe',
      TokenElevationType: '%%1937',
    };
  }
  if (plan.kind === 'privileges') {
    return { ...subject(random, who), PrivilegeList: ['SeBackupPrivilege', 'SeDebugPrivilege'] };
  }
  return {
    TargetDomainName: who.domain,
    TargetUserName: who.name,
    TargetUserSid: who.sid,
    TargetLogonId: hex(0x3e7 + Math.floor(random() * 0xfffff)),
    LogonType: pick(random, ['2', '3', '5', '10']),
  };
}

/** The document that the plan asks for, nested as ECS is written, keys in alphabetical order. */
export function makeDocument(random, plan, recordId) {
  const who = accounts[plan.who];
  const [code, action, category, type] = kinds[plan.kind];
  const beat = plan.shape === 'beat' || plan.shape === 'hit';
  const lower = plan.host.toLowerCase();
  const document = {
    _id: documentId(random),
    '@timestamp': isoTime(plan.at),
    agent: { name: plan.host, type: beat ? 'winlogbeat' : 'filebeat', version: '9.2.0' },
    ...(beat
      ? {}
      : { data_stream: { dataset: 'system.security', namespace: 'default', type: 'logs' } }),
    ecs: { version: '8.17.0' },
    event: {
      action,
      category,
      code,
      created: isoTime(plan.at + 900),
      ...(plan.ingested === undefined ? {} : { ingested: isoTime(plan.ingested) }),
      kind: 'event',
      outcome: 'success',
      provider: 'Microsoft-Windows-Security-Auditing',
      type,
    },
    host: {
      hostname: plan.host,
      name: lower,
      ...(plan.withoutOs
        ? {}
        : { os: { family: 'windows', platform: 'windows', type: 'windows' } }),
    },
    log: { level: 'information' },
    ...(plan.withoutUser
      ? {}
      : {
          related: { user: [who.name] },
          user: { domain: who.domain, id: who.sid, name: who.name },
        }),
    ...(plan.kind === 'process'
      ? { process: { executable: 'C:\\Windows\\System32\\schtasks.exe', name: 'schtasks.exe' } }
      : {}),
    winlog: {
      channel: 'Security',
      computer_name: `${lower}.kestrel.example`,
      event_data: eventData(random, plan, who),
      event_id: code,
      provider_name: 'Microsoft-Windows-Security-Auditing',
      record_id: String(recordId),
    },
  };
  return shaped(document, plan.shape);
}

function shaped(document, shape) {
  if (shape === 'dotted') return dotted(document);
  if (shape !== 'hit') return document;
  const { _id, ...source } = document;
  return { _index: 'winlogbeat-9.2.0', _id, _source: source };
}

/** `{a: {b: 1}}` as `{"a.b": 1}`: what an export with flattened keys looks like. */
function dotted(value, prefix = '', into = {}) {
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      dotted(inner, name, into);
    else into[name] = inner;
  }
  return into;
}
