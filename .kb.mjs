// kb.mjs: builds a bundle of scanNdjson of repo, into x/kb-NAME.cjs
import esbuild from 'esbuild';
await esbuild.build({bundle:true,minify:false,platform:'node',format:'cjs',target:'node20',loader:{'.wasm':'binary','.tsv':'text','.txt':'text'},
stdin:{contents:`export {scanNdjson} from './events/scanNdjson'; export {nodeFileSystem} from './workspace/nodeFileSystem'; export {Kernel} from './events/kernel/kernel'; export {KernelMemory,newMemory,slotsOf} from './events/kernel/memory'; export {scanTrie} from './events/scanPlan'; export {slotCapacity} from './events/blocks'`,resolveDir:'/tmp/rw/g/repo/server/src',loader:'ts'},outfile:`/tmp/rw/g/x/kb-${process.argv[2]}.cjs`});
