// Enforces the import table of CONTRIBUTING.md: arrows between layers point one way only.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

/** test/run.mjs runs the tests in the root of the repository. */
const root = process.cwd();
const source = path.join(root, 'server/src');

/** Layers from the bottom up; folders in one row are siblings. Files directly in server/src are entries: the top. */
const layers: readonly (readonly string[])[] = [
  ['text'],
  ['toml', 'kql', 'eql', 'lucene', 'catalog', 'events'],
  ['rule'],
  ['checks', 'engine'],
  ['services', 'workspace'],
  ['ruleTests'],
  ['cli', ''],
];

/** Node modules that only the rim may use. */
const rimOnly = [
  'node:fs',
  'node:fs/promises',
  'node:worker_threads',
  'node:child_process',
  'node:net',
];
const languageServerPackages = 'vscode-languageserver';

interface Import {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

function filesBelow(folder: string, extension: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => path.join(folder, file));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"]([^'"]+)['"]/g)]
    .map((match) => match[1] ?? '')
    .concat([...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? ''));
}

function folderOf(file: string): string {
  const relative = path.relative(source, file).split(path.sep);
  return relative.length === 1 ? '' : (relative[0] ?? '');
}

function layerOf(folder: string): number {
  const layer = layers.findIndex((row) => row.includes(folder));
  assert.notEqual(layer, -1, `server/src/${folder} has no place in the import table`);
  return layer;
}

const serverImports: readonly Import[] = filesBelow(source, '.ts').flatMap((file) =>
  importsOf(file).map((to) => ({ file: path.relative(root, file), from: file, to })),
);

describe('import rules of the server', () => {
  it('finds the sources', () => {
    assert.ok(serverImports.length > 50);
  });

  it('arrows between layers point down', () => {
    const wrong = serverImports.filter(({ from, to }) => {
      if (!to.startsWith('.')) return false;
      const target = path.resolve(path.dirname(from), to);
      if (!target.startsWith(source)) return !target.startsWith(path.join(root, 'server/data'));
      const a = folderOf(from);
      const b = folderOf(target);
      // An entry is the door to the folder of its name.
      if (a === '' && b === 'cli') return false;
      // protocol.ts and settings.ts hold types and defaults that services and the client share.
      if (b === '' && /^(protocol|settings)$/.test(path.basename(target)))
        return layerOf(a) < layerOf('services');
      return a !== b && layerOf(a) <= layerOf(b);
    });
    assert.deepEqual(
      wrong.map(({ file, to }) => `${file} -> ${to}`),
      [],
    );
  });

  it('only the catalogue reads server/data', () => {
    const wrong = serverImports.filter(
      ({ from, to }) => to.includes('/data/') && folderOf(from) !== 'catalog',
    );
    assert.deepEqual(
      wrong.map(({ file, to }) => `${file} -> ${to}`),
      [],
    );
  });

  it('only the rim touches files, processes and threads', () => {
    const wrong = serverImports.filter(({ from, to }) => {
      const atRim = ['workspace', 'cli', ''].includes(folderOf(from));
      return rimOnly.includes(to) && !atRim;
    });
    assert.deepEqual(
      wrong.map(({ file, to }) => `${file} -> ${to}`),
      [],
    );
  });

  it('node:fs is imported by nodeFileSystem.ts and nobody else', () => {
    const importers = serverImports
      .filter(({ to }) => to.startsWith('node:fs'))
      .map(({ file }) => file);
    assert.deepEqual([...new Set(importers)], ['server/src/workspace/nodeFileSystem.ts']);
  });

  it('checks and engine know neither LSP nor each other', () => {
    const wrong = serverImports.filter(({ from, to }) => {
      const folder = folderOf(from);
      if (layerOf(folder) > layerOf('checks')) return false;
      return to.startsWith(languageServerPackages);
    });
    assert.deepEqual(
      wrong.map(({ file, to }) => `${file} -> ${to}`),
      [],
    );
  });

  it('nothing below the rim reads the clock', () => {
    const wrong = filesBelow(source, '.ts')
      .filter((file) => !['cli', '', 'workspace'].includes(folderOf(file)))
      .filter((file) =>
        /\bDate\.now\(|new Date\(\)|performance\.now\(/.test(readFileSync(file, 'utf8')),
      );
    assert.deepEqual(
      wrong.map((file) => path.relative(root, file)),
      [],
    );
  });
});

describe('import rules of the client', () => {
  it('takes nothing of the server but the protocol', () => {
    const wrong = filesBelow(path.join(root, 'client/src'), '.ts').flatMap((file) =>
      importsOf(file)
        .filter((to) => to.includes('server/'))
        .filter((to) => !to.endsWith('server/src/protocol'))
        .map((to) => `${path.relative(root, file)} -> ${to}`),
    );
    assert.deepEqual(wrong, []);
  });
});
