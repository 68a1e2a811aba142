// Finds the outside test data that `node test/run.mjs --data DIR` names (see test/run.mjs for its layout).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of the data folder. Throws outside a run with `--data`. */
export function dataDir(): string {
  const dir = process.env['RULEWRIGHT_TEST_DATA'];
  if (dir === undefined) throw new Error('run the corpus tests as: node test/run.mjs --data DIR');
  return dir;
}

/** A path below the data folder, or undefined where this data folder has no such part. */
export function findData(...parts: readonly string[]): string | undefined {
  const file = path.join(dataDir(), ...parts);
  return existsSync(file) ? file : undefined;
}

/** The root of the detection-rules checkout in the data folder. */
export function rulesCheckout(): string {
  return findData('data', 'detection-rules') ?? dataDir();
}

/** Every rule file (`.toml`) of the checkout, absolute, sorted. */
export function ruleFiles(): readonly string[] {
  const root = rulesCheckout();
  return ['rules', 'rules_building_block']
    .map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.toml'))
        .map((file) => path.join(folder, file)),
    )
    .sort();
}

/** Lines of a file below the data folder, parsed as JSON; an absent file gives none. */
export function jsonLines(...parts: readonly string[]): readonly unknown[] {
  const file = findData(...parts);
  if (file === undefined) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}
