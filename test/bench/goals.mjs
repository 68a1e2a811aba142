// The goals of the project as ratios within one run, and whether this run meets them.

import { ownRow, parseRow } from './events.mjs';

const ratioText = (value) => (value === undefined ? 'unknown' : value.toFixed(2));

/** `value` must be at least (`least`) or at most (`most`) so much; undefined where a contender was missing. */
function goal(name, value, { least, most }) {
  const met =
    value === undefined ? undefined : least === undefined ? value <= most : value >= least;
  return { name, value, wanted: least === undefined ? `<= ${most}` : `>= ${least}`, met };
}

/** @param events rows of all sizes, the largest last */
function eventGoals(events) {
  const megabytes = Math.max(...events.map((each) => each.megabytes));
  const large = events.filter((each) => each.megabytes === megabytes);
  const find = (scenario, name, all = large) =>
    all.find((each) => each.scenario === scenario)?.rows.find((row) => row.name === name);
  const seconds = (scenario, name) => find(scenario, name)?.seconds;
  /** How many times longer a contender takes than we do with so many threads. */
  const times = (scenario, name, threads = 2) =>
    seconds(scenario, name) === undefined
      ? undefined
      : seconds(scenario, name) / seconds(scenario, ownRow(threads));
  const peak = (all, name) => find('sparse', name, all)?.peak;
  const small = events.filter((each) => each.megabytes !== megabytes);
  const minus = (a, b) => (a === undefined || b === undefined ? undefined : a - b);
  const perThread = (threads) => {
    const more = minus(peak(large, ownRow(threads)), peak(large, 'bare node'));
    return more === undefined ? undefined : more / threads;
  };
  const factors = { sparse: 4, dense: 3, 'no literal': 2 };
  const duckGoals = [1, 2].flatMap((threads) =>
    Object.entries(factors).map(([scenario, least]) => {
      const contender = `DuckDB, ${threads} thread${threads > 1 ? 's' : ''}`;
      const value = times(scenario, contender, threads);
      return goal(`1 times faster than ${contender}, ${scenario}`, value, { least });
    }),
  );
  return [
    ...duckGoals,
    goal('2 share of the speed of wc -l, sparse', times('sparse', 'wc -l'), { least: 0.5 }),
    goal('2 share of the speed of wc -l, dense', times('dense', 'wc -l'), { least: 0.4 }),
    goal('3 times faster than parsing everything, sparse', times('sparse', parseRow), { least: 8 }),
    goal('3 times faster than parsing everything, dense', times('dense', parseRow), { least: 6 }),
    goal('3 times faster than jq, sparse', times('sparse', 'jq'), { least: 35 }),
    goal('3 times faster than jq, dense', times('dense', 'jq'), { least: 30 }),
    ...[1, 2].flatMap((threads) => [
      goal(`4 peak MB over bare node, a thread of ${threads}`, perThread(threads), { most: 32 }),
      goal(
        `4 peak MB more than with the smaller sample, threads: ${threads}`,
        minus(peak(large, ownRow(threads)), peak(small, ownRow(threads))),
        { most: 4 },
      ),
    ]),
  ];
}

/** KQL queries per second of the Python parser on the reference machine: it cannot be run here. */
const pythonQueries = 1600;

export function goalsOf({ events, rules, editor }) {
  const { times, processes, queries } = rules;
  const { start, keystroke, answers, reRun } = editor;
  return [
    ...eventGoals(events),
    goal('5 share of the first run that a re-run takes', reRun.again / reRun.first, { most: 0.25 }),
    goal('checking rule files, warm, times smol-toml', times['check rules'] / times['smol-toml'], {
      most: 3,
    }),
    goal(
      'checking rule files, process, times smol-toml',
      processes.check / processes['smol-toml'],
      {
        most: 3,
      },
    ),
    goal(
      `KQL queries/s over ${pythonQueries} of the Python parser`,
      ((queries / times['parse KQL']) * 1000) / pythonQueries,
      { least: 10 },
    ),
    goal('keystroke to diagnostics, ms, median', keystroke.p50, { most: 5 }),
    goal('keystroke to diagnostics, ms, p99', keystroke.p99, { most: 15 }),
    goal('slowest keystroke while all rules are checked, ms', keystroke.whileChecking, {
      most: 50,
    }),
    goal('hover, warm, ms, p99', answers.hover, { most: 10 }),
    goal('completion, warm, ms, p99', answers.completion, { most: 10 }),
    goal('first hover, ms', answers.firstHover, { most: 150 }),
    goal('server with the largest rule open, MB resident', answers.residentMegabytes, {
      most: 120,
    }),
    goal('server start, times raw JSON-RPC', start.server / start.echo, { most: 1.6 }),
  ];
}

export function goalLines(goals) {
  return goals.map(({ name, value, wanted, met }) => {
    const verdict = met === undefined ? 'not measured' : met ? 'met' : 'MISSED';
    return `${name.padEnd(52)} ${ratioText(value).padStart(9)}  ${wanted.padEnd(8)} ${verdict}`;
  });
}
