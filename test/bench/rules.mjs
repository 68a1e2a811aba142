// Rule files and KQL queries per second, in one process and in turns, and whole processes: what the editor and CI wait for.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse as smolParse } from 'smol-toml';
import { loadSource, outDir, root } from './build.mjs';
import { median, roundRobin } from './measure.mjs';

/** The rule folders of a detection-rules checkout (or of a folder that holds one); without one, our own samples. */
export function ruleFolders(data) {
  const checkout =
    data && [path.resolve(data, 'data/detection-rules'), path.resolve(data)].find(existsSync);
  const folders = checkout
    ? ['rules', 'rules_building_block'].map((folder) => path.join(checkout, folder))
    : [path.join(root, 'samples/rules')];
  return folders.filter((folder) => existsSync(folder));
}

/** The texts of the rule files. */
export function readRules(data) {
  return ruleFolders(data).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.toml'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
}

/** Median milliseconds of each runner, all in turns; three rounds to warm up. */
function inTurns(runners, rounds) {
  const times = Object.fromEntries(Object.keys(runners).map((name) => [name, []]));
  for (let round = -3; round < rounds; round++)
    for (const [name, run] of Object.entries(runners)) {
      const start = process.hrtime.bigint();
      run();
      if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** Seconds of whole processes over the folders, side by side: what CI waits for. */
function processTimes(folders, rounds) {
  const contender = (name, args, exitCodes) => ({ name, command: 'node', args, exitCodes });
  const rows = roundRobin(
    [
      contender('smol-toml', [path.join(outDir, 'parseRules.cjs'), ...folders]),
      // 1: the rules have problems.
      contender('check', [path.join(outDir, 'cli.cjs'), 'check', ...folders], [0, 1]),
    ],
    rounds,
  );
  return Object.fromEntries(rows.map(({ name, seconds }) => [name, seconds]));
}

/** Inputs that make a careless parser backtrack. */
const hostile = {
  'open parentheses': (n) => '('.repeat(n),
  'nested groups': (n) => 'a:{'.repeat(n),
  'alternating brackets': (n) => '(a:{'.repeat(n) + ')'.repeat(n),
  'balanced, too deep': (n) => `${'('.repeat(n)}a${')'.repeat(n)}`,
  operators: (n) => 'a:b or '.repeat(n) + 'c',
  blanks: (n) => `a${' '.repeat(n)}b`,
  'quoted texts side by side': (n) => '"a" '.repeat(n),
  quotes: (n) => '"'.repeat(n),
  'open quotes, one a line': (n) => 'a:"\n'.repeat(n),
  'escaped quotes': (n) => '"\\"\n'.repeat(n),
  'bad escapes': (n) => '\\q'.repeat(n),
  colons: (n) => 'a:'.repeat(n),
  nots: (n) => 'not '.repeat(n),
  'closing brackets': (n) => '}'.repeat(n),
};

const repeated = (texts, least) =>
  Array.from({ length: Math.ceil(least / texts.length) }, () => texts).flat();

export async function benchRules(data, rounds) {
  const { parseToml, parseRule, runChecks, checkContext, parseKql, printKql, kqlTokens } =
    await loadSource(
      'rules',
      `export { parseToml } from './toml/parse';
      export { parseRule } from './rule/ruleDocument';
      export { runChecks } from './checks';
      export { checkContext } from './services/checkContext';
      export { parseKql } from './kql/parse';
      export { printKql } from './kql/print';
      export { kqlTokens } from './kql/tokens';`,
    );
  const files = repeated(readRules(data), 200);
  const queries = repeated(
    files
      .map((text) => smolParse(text).rule ?? {})
      .filter(({ language }) => language === 'kuery')
      .map(({ query }) => query),
    200,
  );
  const trees = queries.map((query) => parseKql(query).root);
  const context = checkContext();
  const serious = { ...context, least: 'warning' };
  const times = inTurns(
    {
      'smol-toml': () => files.forEach((text) => smolParse(text)),
      'parse TOML': () => files.forEach((text) => parseToml(text)),
      // As `check` does where no level is asked for.
      'check rules': () => files.forEach((text) => runChecks(parseRule(text), serious)),
      'check rules, all levels': () => files.forEach((text) => runChecks(parseRule(text), context)),
      'parse KQL': () => queries.forEach((query) => parseKql(query)),
      'print KQL': () => trees.forEach((tree) => printKql(tree)),
      'colour KQL': () => queries.forEach((query) => kqlTokens(query)),
    },
    rounds,
  );
  const growth = Object.fromEntries(
    Object.entries(hostile).map(([name, text]) => {
      const [short, long] = [text(2_000), text(16_000)];
      const both = inTurns({ short: () => parseKql(short), long: () => parseKql(long) }, 3);
      return [name, both.long / Math.max(both.short, 0.01)];
    }),
  );
  const processes = processTimes(ruleFolders(data), rounds);
  return { files: files.length, queries: queries.length, times, processes, growth };
}
