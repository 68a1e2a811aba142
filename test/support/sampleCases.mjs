// The story that samples/scheduled-tasks.ndjson tells: every event, which case it shows and the alerts that follow from
// how the rule works. The expectations are written down here by reasoning; nothing of the engine takes part.
import { accounts } from './sampleEvents.mjs';

/** The one execution that samples/scheduled-tasks.expected.json describes: window 11:51 to 12:00, history five days. */
export const now = Date.parse('2026-01-10T12:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
export const windows = { from: now - 9 * minute, to: now, historyFrom: now - 5 * 24 * hour };

/** Title of each case and why it ends as it does, in the order of samples/README.md. */
export const cases = {
  start: [
    'First update in the sample',
    'A replay begins without history, so the first update of every task is new. Five days later this noise is gone.',
  ],
  known: ['Known user and task', 'The task was updated within the last five days: no alert.'],
  knownOther: [
    'Known task, another user',
    'Only the task name is the term; who changed it does not matter.',
  ],
  first: ['First time', 'Nobody updated this task before.'],
  neighbour: [
    'Neighbouring events',
    'Other event codes (4698, 4699, 4700, 4701, 4624, 4634, 4672, 4688): the query does not match.',
  ],
  system: ['SYSTEM', 'S-1-5-18 is excluded, under its own name or under that of the computer.'],
  localService: ['LOCAL SERVICE', 'S-1-5-19 is excluded.'],
  networkService: ['NETWORK SERVICE', 'S-1-5-20 is excluded.'],
  machine: [
    'Computer account `HOST$`',
    'Its SID is an ordinary one; `not user.name: *$` excludes it.',
  ],
  dollar: ['A `$` inside a user name', '`*$` asks for a `$` at the end: the event stays in.'],
  noUser: ['No `user.name` at all', '`not` is true for an absent field: the event stays in.'],
  noOs: ['No `host.os.type`', 'The field is asked for and absent: the query does not match.'],
  again: [
    'Last seen before the history window',
    'The update of 3 January is older than five days on the 10th: the task is new again.',
  ],
  noHistory: [
    'An excluded event is no history',
    'SYSTEM updated the task two days before, but only events that match the query are history.',
  ],
  created: [
    'Created, then updated',
    'The 4698 of the day before does not match and is no history.',
  ],
  noTask: [
    'Missing task name',
    'The query matches; without a value there is no term and no alert.',
  ],
  nullTask: ['Task name `null`', 'As good as missing.'],
  twice: [
    'Two updates of one new task in one window',
    'One alert per term, made of the oldest event.',
  ],
  atFrom: [
    'At the very instant of `from`',
    'The event is in the window, but a term is new only if its first time is later than `from`. In the replay an execution with an earlier `from` saw it.',
  ],
  beforeFrom: [
    'Just before `from` and again in the window',
    'The term is known from 80 seconds before the window. In the replay the first event alerts.',
  ],
  atNow: ['At the very instant of `now`', 'Both ends of the window are inclusive.'],
  arrayKnown: ['Array with one known and one new task', 'Each element is a term; only one is new.'],
  arrayNew: ['Array with two new tasks', 'One event, two alerts.'],
  late: [
    'Late arrival',
    'The laptop was offline for a night. `timestamp_override` makes the time of arrival count.',
  ],
  later: [
    'Not yet there',
    'It happened before `now` and arrived after it: outside the single execution, in the replay.',
  ],
  order: [
    'Oldest by arrival',
    'Of two updates the one that arrived first makes the alert, although it happened last.',
  ],
  noIngested: ['No `event.ingested`', 'The time falls back to `@timestamp`.'],
  letterCase: ['Another case', 'Terms are exact: `\\Kestrel\\nightlybackup` was never seen.'],
  dotted: ['Dotted keys', '`"winlog.event_data.TaskName"` and nested objects mean the same.'],
  hit: ['A search hit', '`{_index, _id, _source}` as a search answers it.'],
  after: ['After `now`', 'A new task of the 11th: only the replay gets there.'],
};

const at = (day, time) => Date.parse(`2026-01-${String(day).padStart(2, '0')}T${time}Z`);
/** Alerts in the replay and in the single execution, or in the replay alone. */
const inBoth = (...terms) => ({ replay: terms, single: terms });
const inReplay = (...terms) => ({ replay: terms, single: [] });

/** Tasks that people touch every day or two: owner, host, task. */
const routine = [
  ['backup', 'KES-FS-02', '\\Kestrel\\NightlyBackup'],
  ['admin', 'KES-DC-01', '\\Kestrel\\PasswordReport'],
  ['okafor', 'KES-WS-014', '\\Kestrel\\TimesheetExport'],
  ['brandt', 'KES-WS-022', '\\GlintView\\RefreshLayouts'],
  ['silva', 'KES-LT-031', '\\GlintView\\SyncOffline'],
  ['deploy', 'KES-FS-02', '\\Kestrel\\Deploy\\StageRelease'],
];

/** Accounts and tasks of Windows itself. */
const ownUpdates = [
  ['system', 'KES-DC-01', '\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Scan'],
  ['systemOnHost', 'KES-WS-014', '\\Microsoft\\Windows\\Defrag\\ScheduledDefrag'],
  [
    'networkService',
    'KES-WS-022',
    '\\Microsoft\\Windows\\SoftwareProtectionPlatform\\SvcRestartTask',
  ],
  ['localService', 'KES-LT-031', '\\Microsoft\\Windows\\Time Synchronization\\SynchronizeTime'],
];
const caseOfAccount = {
  system: 'system',
  systemOnHost: 'system',
  networkService: 'networkService',
  localService: 'localService',
};

/** Every routine task is updated on each day but each third one, never with a gap of more than two days. */
function routineUpdates(random) {
  return routine.flatMap(([who, host, task], row) => {
    const days = Array.from({ length: 12 }, (_, index) => index + 1);
    return days
      .filter((day) => (day + row) % 3 !== 0)
      .map((day, index) => ({
        case: index === 0 ? 'start' : 'known',
        kind: 'update',
        at: at(day, '07:00:00.000') + Math.floor(random() * 3 * hour),
        task,
        who,
        host,
        ...(index === 0 ? inReplay(task) : {}),
      }));
  });
}

/** Windows' own updates and the events around them, far from the single execution's window. */
function background(random) {
  const neighbours = [
    'logon',
    'privileges',
    'process',
    'disable',
    'enable',
    'create',
    'delete',
    'logoff',
  ];
  const plans = [];
  for (let day = 1; day <= 12; day++) {
    for (const [who, host, task] of ownUpdates) {
      const time = at(day, '02:00:00.000') + Math.floor(random() * 4 * hour);
      plans.push({ case: caseOfAccount[who], kind: 'update', at: time, task, who, host });
    }
    neighbours.forEach((kind, index) => {
      const [who, host] = routine[(day + index) % routine.length];
      const time = at(day, '13:00:00.000') + Math.floor(random() * 8 * hour);
      plans.push({ case: 'neighbour', kind, at: time, task: `\\Temp\\Job${day}`, who, host });
    });
  }
  return plans;
}

const update = (name, time, more) => ({
  case: name,
  kind: 'update',
  at: time,
  who: 'okafor',
  host: 'KES-WS-014',
  ...more,
});
/** An update whose arrival is exact, for the events on the edge of a window. */
const arriving = (name, ingested, more) => update(name, ingested - 4000, { ingested, ...more });

/** Events of the single execution's window, and the past that decides about them. */
function single() {
  const ten = (time) => at(10, time);
  const dropped = '\\Vendor\\Updater';
  const pair = '\\Kestrel\\SyncAgent';
  const offline = '\\Kestrel\\TravelProfile';
  const invoice = '\\Kestrel\\InvoiceExport';
  const close = '\\Kestrel\\QuarterClose';
  const edge = '\\Kestrel\\EdgeOfWindow';
  const before = '\\Kestrel\\JustBefore';
  const added = '\\Kestrel\\NewPrinterMap';
  const swap = '\\Kestrel\\OutOfOrder';
  return [
    update('known', ten('11:53:10.114'), { task: '\\Kestrel\\TimesheetExport' }),
    update('knownOther', ten('11:53:41.870'), { task: '\\Kestrel\\NightlyBackup', who: 'silva' }),
    update('first', ten('11:54:02.305'), { task: invoice, ...inBoth(invoice) }),
    update('system', ten('11:54:11.020'), { task: '\\Vendor\\Repair', who: 'system' }),
    update('system', ten('11:54:12.431'), { task: '\\Vendor\\Repair', who: 'systemOnHost' }),
    update('localService', ten('11:54:14.902'), { task: '\\Vendor\\Clock', who: 'localService' }),
    update('networkService', ten('11:54:17.118'), { task: '\\Vendor\\Net', who: 'networkService' }),
    update('machine', ten('11:54:20.777'), {
      task: '\\Vendor\\Policy',
      who: 'dc',
      host: 'KES-DC-01',
    }),
    update('machine', ten('11:54:25.041'), {
      task: '\\Vendor\\Vpn',
      who: 'laptop',
      host: 'KES-LT-031',
    }),
    update('dollar', ten('11:54:31.600'), {
      task: '\\Kestrel\\Deploy\\Rollback',
      who: 'deploy',
      ...inBoth('\\Kestrel\\Deploy\\Rollback'),
    }),
    update('noUser', ten('11:54:40.008'), {
      task: '\\Vendor\\Telemetry',
      withoutUser: true,
      ...inBoth('\\Vendor\\Telemetry'),
    }),
    update('noOs', ten('11:54:44.519'), {
      task: '\\Vendor\\Legacy',
      withoutOs: true,
      matches: false,
    }),
    update('again', at(3, '10:20:00.250'), { task: close, who: 'brandt', ...inReplay(close) }),
    update('again', ten('11:55:01.440'), { task: close, who: 'brandt', ...inBoth(close) }),
    update('noHistory', at(8, '03:15:09.771'), { task: dropped, who: 'system' }),
    update('noHistory', ten('11:55:22.963'), { task: dropped, ...inBoth(dropped) }),
    update('created', at(9, '16:41:12.330'), { kind: 'create', task: added, who: 'admin' }),
    update('created', ten('11:55:38.182'), { task: added, who: 'admin', ...inBoth(added) }),
    update('noTask', ten('11:55:50.290'), {}),
    update('nullTask', ten('11:55:52.411'), { task: null }),
    arriving('twice', ten('11:56:05.000'), { task: pair, ...inBoth(pair) }),
    arriving('twice', ten('11:58:05.000'), { task: pair, who: 'admin' }),
    arriving('atFrom', windows.from, { task: edge, ...inReplay(edge) }),
    arriving('beforeFrom', windows.from - 80_000, { task: before, ...inReplay(before) }),
    arriving('beforeFrom', ten('11:56:31.000'), { task: before }),
    arriving('atNow', now, { task: '\\Kestrel\\OnTheDot', ...inBoth('\\Kestrel\\OnTheDot') }),
    update('arrayKnown', ten('11:56:44.700'), {
      task: ['\\Kestrel\\NightlyBackup', '\\Kestrel\\WeeklyBackup'],
      ...inBoth('\\Kestrel\\WeeklyBackup'),
    }),
    update('arrayNew', ten('11:57:03.512'), {
      task: ['\\GlintView\\Import', '\\GlintView\\Export'],
      ...inBoth('\\GlintView\\Export', '\\GlintView\\Import'),
    }),
    update('late', at(9, '22:10:45.118'), {
      ingested: ten('11:57:20.400'),
      task: offline,
      who: 'silva',
      host: 'KES-LT-031',
      ...inBoth(offline),
    }),
    update('later', ten('11:59:02.000'), {
      ingested: ten('12:03:17.250'),
      task: '\\Kestrel\\SlowLink',
      ...inReplay('\\Kestrel\\SlowLink'),
    }),
    update('order', ten('11:57:31.000'), {
      ingested: ten('11:57:33.100'),
      task: swap,
      who: 'brandt',
      ...inBoth(swap),
    }),
    update('order', ten('11:52:10.000'), {
      ingested: ten('11:58:40.900'),
      task: swap,
      who: 'silva',
    }),
    update('noIngested', ten('11:57:55.640'), {
      ingested: undefined,
      shape: 'beat',
      task: '\\Vendor\\Licence',
      ...inBoth('\\Vendor\\Licence'),
    }),
    update('letterCase', ten('11:58:12.077'), {
      task: '\\Kestrel\\nightlybackup',
      ...inBoth('\\Kestrel\\nightlybackup'),
    }),
    update('dotted', ten('11:58:20.930'), {
      shape: 'dotted',
      task: '\\Vendor\\Catalog',
      ...inBoth('\\Vendor\\Catalog'),
    }),
    update('dotted', ten('11:58:24.615'), { shape: 'dotted', task: '\\GlintView\\RefreshLayouts' }),
    update('hit', ten('11:58:51.206'), {
      shape: 'hit',
      task: '\\Vendor\\Notify',
      ...inBoth('\\Vendor\\Notify'),
    }),
    update('neighbour', ten('11:55:40.000'), { kind: 'delete', task: '\\Vendor\\Gone' }),
    update('neighbour', ten('11:55:41.300'), { kind: 'logon' }),
    update('neighbour', ten('11:55:43.900'), { kind: 'process', who: 'admin' }),
    update('after', at(11, '09:30:15.822'), {
      task: '\\Vendor\\Beta',
      ...inReplay('\\Vendor\\Beta'),
    }),
  ];
}

/**
 * The plan of the sample, in the order of arrival: `{case, kind, at, ingested?, task?, who, host, shape, matches, replay,
 * single}` with times in epoch milliseconds and the expected new terms per mode.
 */
export function planSample(random) {
  return [...routineUpdates(random), ...background(random), ...single()]
    .map((plan, index) => ({
      shape: index % 9 === 4 ? 'beat' : index % 23 === 7 ? 'dotted' : 'agent',
      ingested: plan.at + 1500 + Math.floor(random() * 6000),
      matches: plan.kind === 'update' && accounts[plan.who].person === true,
      replay: [],
      single: [],
      ...plan,
    }))
    .sort((a, b) => (a.ingested ?? a.at) - (b.ingested ?? b.at));
}

/** A handful of events for the sample with a broken line. */
export function planBroken() {
  const task = (name) => `\\Kestrel\\Broken\\${name}`;
  const time = (second) => at(10, `11:50:${second}.000`);
  return [
    arriving('first', time('05'), { task: task('One'), ...inReplay(task('One')) }),
    arriving('first', time('12'), { task: task('Two'), ...inReplay(task('Two')) }),
    arriving('known', time('21'), { task: task('One') }),
    arriving('known', time('30'), { task: task('Two') }),
    arriving('first', time('44'), { task: task('Three'), ...inReplay(task('Three')) }),
  ].map((plan) => ({ shape: 'agent', matches: true, replay: [], single: [], ...plan }));
}
