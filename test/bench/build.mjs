// Bundles what the bench runs, as a release is bundled, under out/bench.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { node, nodeBundles } from '../../esbuild.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const outDir = path.join(root, 'out/bench');
export const plainDir = path.join(root, 'out/bench-plain');

/** A machine on which the kernel does not run: every line is parsed by JSON.parse. */
const withoutKernel = {
  name: 'without kernel',
  setup({ onLoad }) {
    onLoad({ filter: /kernel[\\/]kernel\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const contents = text.replace(/(function canRunKernel\(\): boolean \{)/, '$1 return false;');
      if (contents === text) throw new Error('canRunKernel has moved');
      return { contents, loader: 'ts' };
    });
  },
};

/** The programs of a release; `cli.cjs` of `plainDir` is the command line without the kernel. */
export async function buildPrograms() {
  for (const bundle of nodeBundles(outDir)) await esbuild.build({ ...bundle, minify: true });
  for (const { plugins = [], ...bundle } of nodeBundles(plainDir))
    await esbuild.build({ ...bundle, minify: true, plugins: [...plugins, withoutKernel] });
  await esbuild.build({
    ...node,
    minify: true,
    entryPoints: ['echoServer', 'parseRules'].map((name) => `test/bench/${name}.mjs`),
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
  });
}

/** Modules of the server as one module: `exports` are export statements with paths from server/src. */
export async function loadSource(name, exports) {
  const outfile = path.join(outDir, `${name}.cjs`);
  await esbuild.build({
    ...node,
    minify: true,
    stdin: { contents: exports, resolveDir: path.join(root, 'server/src'), loader: 'ts' },
    outfile,
  });
  return createRequire(import.meta.url)(outfile);
}
