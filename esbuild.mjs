// Bundles the extension client, the language server, the command line, the workers and the webview.
// `--watch` rebuilds on change, `--production` minifies and leaves source maps out.
import { mkdirSync } from 'node:fs';
import esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const common = {
  bundle: true,
  sourcemap: !production,
  minify: production,
  logLevel: 'warning',
  // Catalogue data travels as text inside the bundles and is parsed on first use; so does the kernel, as bytes.
  loader: { '.tsv': 'text', '.txt': 'text', '.wasm': 'binary' },
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' };

const bundles = [
  {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'client/out/extension.cjs',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: ['server/src/cli.ts'],
    outfile: 'server/out/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  ...['server', 'cliRun', 'cliCommands', 'runWorker', 'checkWorker', 'scanWorker'].map((name) => ({
    ...node,
    entryPoints: [`server/src/${name}.ts`],
    outfile: `server/out/${name}.cjs`,
  })),
  ...['resultsView', 'coverageView'].map((view) => ({
    ...common,
    entryPoints: ['main.ts', 'style.css'].map((file) => `client/src/${view}/webview/${file}`),
    outdir: `client/out/${view}`,
    format: 'iife',
    target: 'es2022',
  })),
];

mkdirSync('out', { recursive: true }); // for the packed extension
for (const options of bundles) {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
