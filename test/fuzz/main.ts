// The fuzz run over real inputs: mutated rule files and queries. Started by test/fuzz/run.mjs.
import { readFileSync } from 'node:fs';
import { parseKql } from '../../server/src/kql/parse';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { parseToml } from '../../server/src/toml/parse';
import { ruleFiles } from '../support/data';
import { fuzz } from '../support/fuzz';
import type { FuzzTarget } from '../support/fuzz';
import { kqlLayout, kqlSeeds } from '../support/kql';
import { assertSound } from '../support/toml';
import { tomlSeeds } from '../support/tomlSeeds';

/** No input may take longer. */
const limit = 1000;

const [count = 0, seed = 0, hasData = 0] = process.argv.slice(2).map(Number);
const rules = hasData === 1 ? ruleFiles().map((file) => readFileSync(file, 'utf8')) : [];
const queries = rules.flatMap((text) => {
  const query = parseRule(text).query;
  return query?.language === 'kuery' ? [query.text] : [];
});

const targets: readonly FuzzTarget[] = [
  {
    name: 'rule files',
    source: { ...tomlSeeds, texts: [...tomlSeeds.texts, ...rules] },
    parse: parseRule,
    check: (text) => {
      assertSound(parseToml(text));
    },
  },
  {
    name: 'KQL',
    source: { ...kqlSeeds, texts: [...kqlSeeds.texts, ...queries] },
    parse: (text) => parseKql(text),
  },
  {
    name: 'layout of KQL',
    source: { ...kqlSeeds, texts: [...kqlSeeds.texts, ...queries] },
    ...kqlLayout,
  },
];

let failed = false;
for (const target of targets) {
  const share = Math.ceil(count / targets.length);
  // Time of our own process, so that a busy machine does not fail the run.
  const clock = (): number => process.cpuUsage().user / 1000;
  const { inputs, worst } = fuzz(target, { count: share, seed, clock });
  const slowest = worst?.milliseconds ?? 0;
  console.log(
    `${target.name}: ${inputs} inputs from ${target.source.texts.length} texts, ` +
      `none throws, slowest ${slowest.toFixed(1)} ms (input ${worst?.at ?? 0} of seed ${seed})`,
  );
  if (slowest <= limit) continue;
  failed = true;
  console.error(`over ${limit} ms: ${JSON.stringify(worst?.text)}`);
}
process.exit(failed ? 1 : 0);
