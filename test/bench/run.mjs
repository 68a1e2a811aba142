// Measures what a user waits for, beside other programs on the same data, and compares with the project's goals.
//
//   npm run bench -- [--small] [--data DIR] [--json FILE]
//
// `--small`: 10 MB and one round, for CI. `--data DIR`: real rule files, DIR as for test/run.mjs (default: our samples).
// `--json FILE`: the figures. Needs 2.2 GB of disk; exact only on an idle machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPrograms, outDir } from './build.mjs';
import { benchEditor } from './editor.mjs';
import { benchEvents, removeSamples } from './events.mjs';
import { goalLines, goalsOf } from './goals.mjs';
import { benchRules } from './rules.mjs';

const usage = 'usage: npm run bench -- [--small] [--data DIR] [--json FILE]';
const values = readOptions();
const { small } = values;
const sizes = small ? [10] : [100, 1000];
const rounds = small ? 1 : 5;

mkdirSync(outDir, { recursive: true });
await buildPrograms();
const machine = `Node ${process.version}, ${process.platform} ${process.arch}, ${os.cpus().length} x ${os.cpus()[0]?.model ?? '?'}`;
console.log(`${machine}, medians of ${rounds}\n`);

const notes = small
  ? ['10 MB are read faster than Node starts: the ratios of the goals need the full bench']
  : [];
const events = sizes.flatMap((megabytes) => benchEvents(megabytes, rounds, notes).map(printEvents));
const sample = path.join(outDir, `events-0.005-${sizes[0]}.ndjson`);
const rules = await benchRules(values.data, small ? 3 : 11);
printRules(rules);
const editor = await benchEditor({ data: values.data, sample, small });
printEditor(editor);
if (!small) removeSamples(1000);

const goals = goalsOf({ events, rules, editor });
console.log(['Goals', ...goalLines(goals), ''].join('\n'));
for (const note of new Set(notes)) console.log(`Note: ${note}`);
if (values.json)
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine, rounds, events, rules, editor, goals, notes: [...new Set(notes)] }, null, 2)}\n`,
  );

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        small: { type: 'boolean', default: false },
        data: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!values.help) return values;
    console.log(usage);
    return process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    return process.exit(2);
  }
}

function printEvents(table) {
  const { scenario, megabytes, bytes, rows } = table;
  const own = rows[0].seconds;
  console.log(`${scenario}, ${megabytes} MB, ${rows[0].matched} matches`);
  console.log(
    `${'wall s'.padStart(39)}${'MB/s'.padStart(9)}${'x ours'.padStart(9)}${'peak MB'.padStart(9)}`,
  );
  for (const { name, seconds, peak, runs } of rows) {
    const columns = [
      seconds.toFixed(3),
      name === 'bare node' ? '' : (bytes / 1e6 / seconds).toFixed(0),
      (seconds / own).toFixed(2),
      peak?.toFixed(0) ?? '?',
    ];
    const note = runs === rounds ? '' : `  ${runs === 1 ? 'one run' : `median of ${runs}`}`;
    console.log(`  ${name.padEnd(28)}${columns.map((text) => text.padStart(9)).join('')}${note}`);
  }
  console.log('');
  return table;
}

function printRules({ files, queries, times, processes, growth }) {
  const perSecond = (count, ms) => Math.round((count / ms) * 1000).toLocaleString('en');
  console.log(`${files} rule files, ${queries} KQL queries`);
  for (const name of ['smol-toml', 'parse TOML', 'check rules', 'check rules, all levels'])
    console.log(`  ${name.padEnd(24)}${perSecond(files, times[name]).padStart(9)} files/s`);
  const warm = times['check rules'] / times['smol-toml'];
  const all = times['check rules, all levels'] / times['smol-toml'];
  const cold = processes.check / processes['smol-toml'];
  console.log(
    `  check over smol-toml: warm ${warm.toFixed(2)} times, with information and hints ${all.toFixed(2)} times, as processes ${cold.toFixed(2)} times (${processes.check.toFixed(2)} s)`,
  );
  for (const name of ['parse KQL', 'print KQL', 'colour KQL'])
    console.log(`  ${name.padEnd(24)}${perSecond(queries, times[name]).padStart(9)} queries/s`);
  const [worst, factor] = Object.entries(growth).sort((a, b) => b[1] - a[1])[0];
  console.log(
    `  time of 8 times the hostile input: at worst ${factor.toFixed(1)} times (${worst})\n`,
  );
}

function printEditor({ start, keystroke, answers, reRun }) {
  const { p50, p99, whileChecking, characters } = keystroke;
  console.log('Editor');
  console.log(
    `  server start      ${start.server.toFixed(0)} ms, raw JSON-RPC ${start.echo.toFixed(0)} ms; first diagnostics ${start.diagnostics.toFixed(0)} ms`,
  );
  console.log(
    `  keystroke         ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, in a rule of ${characters} characters`,
  );
  console.log(
    `                    at most ${whileChecking.toFixed(0)} ms while all rules are checked`,
  );
  const { firstHover, hover, completion, residentMegabytes } = answers;
  console.log(
    `  hover, completion first hover ${firstHover.toFixed(0)} ms, warm p99 ${hover.toFixed(1)} ms and ${completion.toFixed(1)} ms`,
  );
  if (residentMegabytes !== undefined)
    console.log(
      `  memory            ${residentMegabytes.toFixed(0)} MB resident with the rule open`,
    );
  console.log(
    `  run, run again    ${reRun.first.toFixed(3)} s, ${reRun.again.toFixed(3)} s with another query\n`,
  );
}
