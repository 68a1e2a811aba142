// Runs whole processes and tells their wall time and peak memory; contenders take turns, so that drift hits all alike.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const gnuTime =
  process.platform === 'linux' && existsSync('/usr/bin/time') ? '/usr/bin/time' : undefined;
const peakFile = path.join(os.tmpdir(), `rulewright-bench-${process.pid}`);
/** Where there is no GNU time, a Node process tells its own peak; other programs' stays unknown. */
const selfReport = `data:text/javascript,${encodeURIComponent(
  `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(peakFile)},String(process.resourceUsage().maxRSS)))`,
)}`;

/**
 * One run of a process: wall seconds, peak resident MB (undefined where unknown) and what it printed. Throws if it fails,
 * which another exit code than these is. The command is a program or, as `node`, this Node.
 */
export function runOnce({ command, args, input, exitCodes = [0] }) {
  const isNode = command === 'node';
  const program = isNode ? process.execPath : command;
  const hooked = isNode && !gnuTime ? ['--import', selfReport, ...args] : args;
  const [first, ...rest] = gnuTime
    ? [gnuTime, '-f', '%M', '-o', peakFile, program, ...hooked]
    : [program, ...hooked];
  rmSync(peakFile, { force: true });
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(first, rest, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  if (error) throw error;
  if (!exitCodes.includes(status))
    throw new Error(`${command} ${args.join(' ')}: ${stderr.slice(0, 2000)}`);
  const kilobytes = existsSync(peakFile) ? Number(readFileSync(peakFile, 'utf8')) : NaN;
  rmSync(peakFile, { force: true });
  return { seconds, peak: Number.isNaN(kilobytes) ? undefined : kilobytes / 1024, stdout };
}

/**
 * Medians over rounds in which every contender runs once, in turns, after one round that does not count. A contender
 * with `rounds` runs in that many only.
 */
export function roundRobin(contenders, rounds) {
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++)
    for (const contender of contenders) {
      const own = contender.rounds ?? rounds;
      if (round >= own || (round < 0 && own < rounds)) continue;
      const run = runOnce(contender);
      if (round >= 0) runs.get(contender.name).push(run);
    }
  return contenders.map(({ name, count }) => {
    const own = runs.get(name);
    return {
      name,
      runs: own.length,
      seconds: median(own.map(({ seconds }) => seconds)),
      peak: median(own.map(({ peak }) => peak)),
      matched: count?.(own[0].stdout),
    };
  });
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The smallest number that at least this share of the numbers does not exceed; undefined of none. */
export function quantile(numbers, share) {
  const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
