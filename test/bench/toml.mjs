// Times the TOML parser beside smol-toml over real rule files, in turns within one process; only the ratio means much.
//
//   node test/bench/toml.mjs --data DIR [--rounds N]
//
// DIR as for test/run.mjs: a detection-rules checkout, or a folder that holds one as `data/detection-rules`.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { parse as smolParse } from 'smol-toml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values } = parseArgs({
  options: { data: { type: 'string' }, rounds: { type: 'string', default: '15' } },
});
if (values.data === undefined) {
  console.error('usage: node test/bench/toml.mjs --data DIR [--rounds N]');
  process.exit(2);
}
const nested = path.resolve(values.data, 'data/detection-rules');
const checkout = existsSync(nested) ? nested : path.resolve(values.data);
const texts = ['rules', 'rules_building_block']
  .map((folder) => path.join(checkout, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.toml'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
if (texts.length === 0) {
  console.error(`no rule files below ${checkout}`);
  process.exit(2);
}

const bundle = path.join(root, `out/bench/toml-${process.pid}.cjs`);
await esbuild.build({
  entryPoints: [path.join(root, 'server/src/toml/parse.ts')],
  outfile: bundle,
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
});
const { parseToml } = createRequire(import.meta.url)(bundle);
rmSync(bundle);

// A CRLF copy, as Windows checkouts have it: every line break of a string becomes a piece of its offset map.
const crlfTexts = texts.map((text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'));
// A text read from disk is flat; `replaceAll` may leave a rope that the first parser to come would pay for.
for (const text of crlfTexts) Buffer.byteLength(text);

const runners = {
  ours: () => texts.forEach((text) => parseToml(text)),
  'smol-toml': () => texts.forEach((text) => smolParse(text)),
  'ours, CRLF': () => crlfTexts.forEach((text) => parseToml(text)),
  'smol-toml, CRLF': () => crlfTexts.forEach((text) => smolParse(text)),
};
const times = Object.fromEntries(Object.keys(runners).map((name) => [name, []]));
for (let round = -3; round < Number(values.rounds); round++)
  for (const [name, run] of Object.entries(runners)) {
    const start = process.hrtime.bigint();
    run();
    if (round >= 0) times[name].push(Number(process.hrtime.bigint() - start) / 1e6);
  }

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const characters = texts.reduce((sum, text) => sum + text.length, 0);
console.log(`${texts.length} files, ${(characters / 1e6).toFixed(1)} M characters, medians:`);
for (const [name, all] of Object.entries(times))
  console.log(
    `${name.padEnd(16)} ${median(all).toFixed(1).padStart(7)} ms, ${(median(all) / texts.length).toFixed(3)} ms a file`,
  );
const ratio = (a, b) => (median(times[a]) / median(times[b])).toFixed(2);
console.log(`ours / smol-toml: ${ratio('ours', 'smol-toml')} (goal: at most 0.50)`);
console.log(`ours / smol-toml, CRLF: ${ratio('ours, CRLF', 'smol-toml, CRLF')}`);
