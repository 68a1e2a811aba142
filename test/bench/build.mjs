// Bundles what the bench runs, as a release is bundled, under out/bench.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const outDir = path.join(root, 'out/bench');
export const plainDir = path.join(root, 'out/bench-plain');

const common = {
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  loader: { '.tsv': 'text', '.txt': 'text', '.wasm': 'binary' },
};

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

/** Command line, language server and worker; `cli.cjs` of `plainDir` is the command line without the kernel. */
export async function buildPrograms() {
  const entries = ['cli', 'cliRun', 'server', 'runWorker', 'scanWorker'].map((name) =>
    path.join(root, `server/src/${name}.ts`),
  );
  await esbuild.build({
    ...common,
    entryPoints: entries,
    outdir: outDir,
    outExtension: { '.js': '.cjs' },
  });
  await esbuild.build({
    ...common,
    entryPoints: entries.filter((entry) => !entry.endsWith('server.ts')),
    outdir: plainDir,
    outExtension: { '.js': '.cjs' },
    plugins: [withoutKernel],
  });
  await esbuild.build({
    ...common,
    entryPoints: [path.join(root, 'test/bench/echoServer.mjs')],
    outfile: path.join(outDir, 'echoServer.cjs'),
  });
}

/** Modules of the server as one module: `exports` are export statements with paths from server/src. */
export async function loadSource(name, exports) {
  const outfile = path.join(outDir, `${name}.cjs`);
  await esbuild.build({
    ...common,
    stdin: { contents: exports, resolveDir: path.join(root, 'server/src'), loader: 'ts' },
    outfile,
  });
  return createRequire(import.meta.url)(outfile);
}
