// Compiles every server/src/<language>/grammar.peggy to a grammar.js beside it (git-ignored, typed by a grammar.d.ts).
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import peggy from 'peggy';

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src');

for (const folder of readdirSync(source)) {
  const grammar = path.join(source, folder, 'grammar.peggy');
  if (!existsSync(grammar)) continue;
  const code = peggy.generate(readFileSync(grammar, 'utf8'), {
    output: 'source',
    format: 'es',
    grammarSource: `server/src/${folder}/grammar.peggy`,
  });
  const target = path.join(source, folder, 'grammar.js');
  // An unchanged file keeps its time, so watchers and caches stay quiet.
  if (!existsSync(target) || readFileSync(target, 'utf8') !== code) writeFileSync(target, code);
}
