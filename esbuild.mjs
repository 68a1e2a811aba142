// Bundles the extension client, the language server, the command line, the workers and the webviews.
// `--watch` rebuilds on change, `--production` minifies and leaves source maps out.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  logLevel: 'warning',
  // Catalogue data travels as text inside the bundles and is parsed on first use; so does the kernel, as bytes.
  loader: { '.tsv': 'text', '.txt': 'text', '.wasm': 'binary' },
};
export const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

/** The language server's library is a bundle that the others load: one copy, so that its classes are the same everywhere. */
const library = {
  name: 'library',
  setup({ onResolve }) {
    onResolve({ filter: /^vscode-languageserver(\/node)?$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './languageServer.cjs', external: true },
    );
  },
};

/** All that runs in Node without VS Code, into one folder: the programs look for each other beside themselves. */
export function nodeBundles(outdir) {
  const sources = (...names) => names.map((name) => `server/src/${name}.ts`);
  const bundles = { ...node, outdir, outExtension: { '.js': '.cjs' } };
  return [
    { ...bundles, entryPoints: { languageServer: 'vscode-languageserver/node' } },
    {
      ...bundles,
      entryPoints: sources('server', 'serverFeatures', 'checkWorker'),
      plugins: [library],
    },
    { ...bundles, entryPoints: sources('cliRun', 'cliCommands', 'runWorker', 'scanWorker') },
    { ...bundles, entryPoints: sources('cli'), banner: { js: '#!/usr/bin/env node' } },
  ];
}

function allBundles() {
  return [
    {
      ...node,
      entryPoints: ['client/src/extension.ts'],
      outfile: 'client/out/extension.cjs',
      external: ['vscode'],
    },
    ...nodeBundles('server/out'),
    ...['resultsView', 'coverageView'].map((view) => ({
      ...common,
      entryPoints: ['main.ts', 'style.css'].map((file) => `client/src/${view}/webview/${file}`),
      outdir: `client/out/${view}`,
      format: 'iife',
      target: 'es2022',
    })),
  ];
}

async function main(args) {
  mkdirSync(path.join(root, 'out'), { recursive: true }); // for the packed extension
  const mode = args.includes('--production') ? { minify: true } : { sourcemap: true };
  for (const bundle of allBundles()) {
    const options = { ...bundle, ...mode };
    if (args.includes('--watch')) await (await esbuild.context(options)).watch();
    else await esbuild.build(options);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
