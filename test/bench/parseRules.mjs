// The contender of `check`: a process that parses the rule files below the folders, as fast as JavaScript does, and no more.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';

for (const folder of process.argv.slice(2))
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.toml')) parse(readFileSync(path.join(folder, file), 'utf8'));
