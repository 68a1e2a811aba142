// Writes the sample events, what is expected of them and samples/README.md. `--check` writes nothing and fails on drift.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cases, now, planBroken, planSample, windows } from './sampleCases.mjs';
import { makeDocument, randomFrom } from './sampleEvents.mjs';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../samples');
const rule = 'rules/windows/persistence_scheduled_task_update.toml';
const main = 'scheduled-tasks.ndjson';
const broken = 'broken-lines.ndjson';
const iso = (time) => new Date(time).toISOString();

/** Plans with the document made of each and its line number. */
function documents(plans, random, firstRecord) {
  return plans.map((plan, index) => {
    const document = makeDocument(random, plan, firstRecord + index * 3);
    return { plan, document, line: index + 1, id: document._id };
  });
}

function expectedAlerts(rows, mode) {
  return rows.flatMap(({ plan, line, id }) =>
    plan[mode].map((term) => ({
      timestamp: iso(plan.ingested ?? plan.at),
      line,
      id,
      newTerms: [term],
      case: plan.case,
    })),
  );
}

const counts = (rows, skipped) => ({
  read: rows.length,
  matched: rows.filter(({ plan }) => plan.matches).length,
  skipped,
});

const ndjson = (rows) => rows.map((row) => JSON.stringify(row.document) + '\n').join('');

/** The fourth line is cut off in the middle, as by a full disk; later events move down by one line. */
function breakFourth(rows) {
  const lines = ndjson(rows).split('\n');
  lines.splice(3, 0, lines[2].slice(0, 300));
  return {
    text: lines.join('\n'),
    rows: rows.map((row) => (row.line < 4 ? row : { ...row, line: row.line + 1 })),
  };
}

function expected(rows, brokenRows) {
  const runs = [
    {
      sample: main,
      mode: 'replay',
      events: counts(rows, 0),
      alerts: expectedAlerts(rows, 'replay'),
    },
    {
      sample: main,
      mode: 'single',
      now: iso(now),
      windows: {
        from: iso(windows.from),
        to: iso(windows.to),
        historyFrom: iso(windows.historyFrom),
      },
      events: counts(rows, 0),
      alerts: expectedAlerts(rows, 'single'),
    },
    {
      sample: broken,
      mode: 'replay',
      events: counts(brokenRows, 1),
      skippedLines: [4],
      alerts: expectedAlerts(brokenRows, 'replay'),
    },
  ];
  return JSON.stringify({ rule, runs }, null, 2) + '\n';
}

function alertText(rows, mode) {
  const count = rows.reduce((sum, { plan }) => sum + plan[mode].length, 0);
  return count === 0 ? 'none' : String(count);
}

/** Lines of a case; many are named by the first few. */
function lineText(rows) {
  const lines = rows.map((row) => row.line);
  return lines.length <= 4
    ? lines.join(', ')
    : `${lines.slice(0, 3).join(', ')} and ${lines.length - 3} more`;
}

function caseTable(rows) {
  const body = Object.entries(cases).map(([name, [title, why]]) => {
    const own = rows.filter((row) => row.plan.case === name);
    if (own.length === 0) throw new Error(`no event shows the case ${name}`);
    return `| ${title} | ${lineText(own)} | ${alertText(own, 'replay')} | ${alertText(own, 'single')} | ${why} |`;
  });
  return ['| case | lines | replay | `--now` | why |', '|---|---|---|---|---|', ...body].join('\n');
}

function readme(rows) {
  const replay = expectedAlerts(rows, 'replay').length;
  const single = expectedAlerts(rows, 'single').length;
  return `# Samples

A rule and events to try it on. Users, hosts and tasks are invented.

| file | what |
|---|---|
| \`${rule}\` | the rule "Unusual Scheduled Task Update": new scheduled tasks in event 4702 |
| \`${main}\` | ${rows.length} events of twelve days in the order of their arrival |
| \`scheduled-tasks.expected.json\` | the alerts that must come out, by reasoning about each event |
| \`${broken}\` | a few events around a line that was cut off; it is reported and skipped |

\`\`\`
node server/out/cli.cjs run samples/${rule} --events samples/${main}
node server/out/cli.cjs run samples/${rule} --events samples/${main} --now ${iso(now)}
\`\`\`

The first command replays the rule every five minutes and ends with ${replay} alerts. The second runs it once: the
window is ${iso(windows.from)} to ${iso(windows.to)}, the history goes back to
${iso(windows.historyFrom)}, and ${single} events alert.

## Cases in \`${main}\`

The columns "replay" and "\`--now\`" count the alerts of the named lines.

${caseTable(rows)}

Written by \`node test/support/generateSamples.mjs\` (seeded); do not edit by hand, the rule excepted.
`;
}

function sampleFiles() {
  const random = randomFrom(4702);
  const rows = documents(planSample(random), random, 830_114);
  const cut = breakFourth(documents(planBroken(), random, 910_020));
  return {
    [main]: ndjson(rows),
    [broken]: cut.text,
    'scheduled-tasks.expected.json': expected(rows, cut.rows),
    'README.md': readme(rows),
  };
}

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
const changed = Object.entries(sampleFiles()).filter(
  ([name, text]) => read(path.join(folder, name)) !== text,
);
if (process.argv.includes('--check')) {
  for (const [name] of changed) console.error(`samples/${name} is not what the generator makes`);
  process.exitCode = changed.length === 0 ? 0 : 1;
} else {
  for (const [name, text] of changed) writeFileSync(path.join(folder, name), text);
  console.log(`${changed.length} files written`);
}
