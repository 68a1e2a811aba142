// Writes NDJSON shaped like winlogbeat's Security events: seeded, about 2 KB a line, a given share with event code 4702.
//
//   node test/bench/generateEvents.mjs FILE MEGABYTES SHARE [SEED]
import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Mulberry32: numbers in [0, 1). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const OTHER = [
  ['4624', 'logged-in', 'authentication', 'An account was successfully logged on'],
  ['4688', 'created-process', 'process', 'A new process has been created'],
  ['4672', 'assigned-special-privileges', 'iam', 'Special privileges assigned to new logon'],
  [
    '5156',
    'windows-firewall-connection',
    'network',
    'The Windows Filtering Platform has permitted a connection',
  ],
  ['4663', 'object-accessed', 'file', 'An attempt was made to access an object'],
];

function guid(rand) {
  let hex = '';
  for (let k = 0; k < 32; k++) hex += Math.floor(rand() * 16).toString(16);
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}}`;
}

function event(rand, time, number, share) {
  const host = `WS-${String(Math.floor(rand() * 400)).padStart(4, '0')}`;
  const user = `user${String(Math.floor(rand() * 900))}`;
  const isTask = rand() < share;
  const [code, action, category, title] = isTask
    ? ['4702', 'scheduled-task-updated', 'iam', 'A scheduled task was updated']
    : OTHER[Math.floor(rand() * OTHER.length)];
  const system = rand() < 0.3;
  const sid = system
    ? 'S-1-5-18'
    : `S-1-5-21-1004336348-1177238915-682003330-${String(1000 + Math.floor(rand() * 900))}`;
  const data = isTask
    ? {
        SubjectUserSid: sid,
        SubjectUserName: system ? `${host}$` : user,
        SubjectDomainName: 'CORP',
        SubjectLogonId: '0x' + Math.floor(rand() * 1e9).toString(16),
        TaskName: `\\Vendor\\Task ${String(Math.floor(rand() * 3000))}`,
        TaskContentNew:
          `<?xml version="1.0" encoding="UTF-16"?><Task><Exec><Command>C:\\Program Files\\Vendor\\app${String(Math.floor(rand() * 500))}.exe</Command></Exec></Task>`.replaceAll(
            '<',
            '\u003c',
          ),
        RpcCallClientLocality: '0',
        ClientProcessId: String(Math.floor(rand() * 9000)),
      }
    : {
        SubjectUserSid: sid,
        SubjectUserName: user,
        SubjectDomainName: 'CORP',
        SubjectLogonId: '0x' + Math.floor(rand() * 1e9).toString(16),
        ProcessName: `C:\\Windows\\System32\\proc${String(Math.floor(rand() * 300))}.exe`,
        ObjectName: `C:\\Users\\${user}\\AppData\\Local\\Temp\\${guid(rand)}.tmp`,
        HandleId: '0x' + Math.floor(rand() * 60000).toString(16),
        AccessMask: '0x1',
      };
  return {
    '@timestamp': new Date(time).toISOString(),
    ecs: { version: '8.0.0' },
    agent: {
      id: 'b5a6c1e0-1a7f-4b7e-8d25-93a8e3cf10aa',
      name: host,
      type: 'winlogbeat',
      version: '8.17.0',
      ephemeral_id: 'a0e5d9f5-76f4-4d0a-9d62-8d2a1c0e6b37',
    },
    event: {
      action,
      category: [category],
      code,
      created: new Date(time + 900).toISOString(),
      ingested: new Date(time + 2500).toISOString(),
      kind: 'event',
      module: 'security',
      outcome: 'success',
      provider: 'Microsoft-Windows-Security-Auditing',
      type: ['info'],
    },
    host: {
      name: host.toLowerCase(),
      hostname: host,
      architecture: 'x86_64',
      id: guid(rand),
      ip: ['10.' + String(Math.floor(rand() * 255)) + '.4.7', 'fe80::1c2d:3eff:fe4a:5b6c'],
      mac: ['00-15-5D-01-02-03'],
      os: {
        build: '20348.1668',
        family: 'windows',
        kernel: '10.0.20348.1668',
        name: 'Windows Server 2022',
        platform: 'windows',
        type: 'windows',
        version: '10.0',
      },
    },
    log: { level: 'information' },
    message: `${title}.\n\nSubject:\n\tSecurity ID:\t\t${sid}\n\tAccount Name:\t\t${user}\n\tAccount Domain:\t\tCORP\n\nThis event is generated when the operation takes place on ${host}. It may be positively correlated with other events by its identifiers. Logon identifiers are only unique between reboots on the same computer.`,
    related: { user: [user] },
    user: { domain: 'CORP', id: sid, name: system ? `${host}$` : user },
    winlog: {
      api: 'wineventlog',
      channel: 'Security',
      computer_name: `${host}.corp.example`,
      event_data: data,
      event_id: code,
      keywords: ['Audit Success'],
      opcode: 'Info',
      process: { pid: 716, thread: { id: Math.floor(rand() * 9000) } },
      provider_guid: '{54849625-5478-4994-a5ba-3e3b0328c30d}',
      provider_name: 'Microsoft-Windows-Security-Auditing',
      record_id: number,
      task: 'Other Object Access Events',
      logon: { id: '0x3e7' },
    },
  };
}

/** Writes about `megabytes` MB; returns the number of lines. */
export function generateEvents(file, megabytes, share, seed = 7) {
  const rand = random(seed);
  const fd = openSync(file, 'w');
  let time = Date.UTC(2026, 0, 1);
  let bytes = 0;
  let lines = 0;
  let buffer = [];
  while (bytes < megabytes * 1e6) {
    time += Math.floor(rand() * 4000);
    const line =
      JSON.stringify(event(rand, time, lines, share))
        .replaceAll('<', '\\u003c')
        .replaceAll('>', '\\u003e') + '\n';
    buffer.push(line);
    bytes += line.length;
    lines++;
    if (buffer.length === 2000) {
      writeSync(fd, buffer.join(''));
      buffer = [];
    }
  }
  writeSync(fd, buffer.join(''));
  closeSync(fd);
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, megabytes, share, seed] = process.argv.slice(2);
  if (file === undefined || !(Number(megabytes) > 0) || !(Number(share) >= 0)) {
    console.error('usage: node test/bench/generateEvents.mjs FILE MEGABYTES SHARE [SEED]');
    process.exit(2);
  }
  console.log(
    `${generateEvents(file, Number(megabytes), Number(share), Number(seed ?? 7))} events`,
  );
}
