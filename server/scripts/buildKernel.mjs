// Compiles the AssemblyScript kernel to server/src/events/kernel/kernel.wasm (git-ignored, a few KB, imports memory only).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const { error, stderr } = await asc.main([
  path.relative(process.cwd(), path.join(root, 'server/kernel/index.ts')),
  '--outFile',
  path.relative(process.cwd(), path.join(root, 'server/src/events/kernel/kernel.wasm')),
  ...['--enable', 'simd', '--enable', 'threads', '--runtime', 'stub', '--zeroFilledMemory'],
  // Shared, so that one thread reads what another has found. In pages of 64 KB, as kernel.ts declares it.
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['-O3', '--noAssert', '--converge'],
]);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
