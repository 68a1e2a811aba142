// Entry of a thread that helps to scan one sample. It starts while the run is still being prepared, waits for its job, and
// ends with the scan.
import { parentPort, workerData } from 'node:worker_threads';
import { helpScan } from './events/scanPieces';
import type { ScanJob } from './events/scanPieces';
import { nodeFileSystem } from './workspace/nodeFileSystem';

parentPort?.once('message', (job: ScanJob) => {
  const reader = nodeFileSystem.openSample(workerData as string).open?.();
  if (reader) helpScan(job, reader);
});
