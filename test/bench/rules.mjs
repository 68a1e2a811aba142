// Rule files and KQL queries per second, in one process and in turns: what CI and the editor wait for.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse as smolParse } from 'smol-toml';
import { loadSource, root } from './build.mjs';
import { median } from './measure.mjs';

/** The rule files of a detection-rules checkout (or of a folder that holds one); without one, our own samples. */
export function readRules(data) {
  const checkout =
    data && [path.resolve(data, 'data/detection-rules'), path.resolve(data)].find(existsSync);
  const folders = checkout
    ? ['rules', 'rules_building_block'].map((folder) => path.join(checkout, folder))
    : [path.join(root, 'samples/rules')];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
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
  const times = inTurns(
    {
      'smol-toml': () => files.forEach((text) => smolParse(text)),
      'parse TOML': () => files.forEach((text) => parseToml(text)),
      'check rules': () => files.forEach((text) => runChecks(parseRule(text), context)),
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
  return { files: files.length, queries: queries.length, times, growth };
}
