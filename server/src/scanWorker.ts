// Entry of a thread that helps to scan one sample; it ends with the scan.
import { workerData } from 'node:worker_threads';
import { helpScan } from './events/scanPieces';
import { nodeFileSystem } from './workspace/nodeFileSystem';
import type { ScanWorkerData } from './workspace/scanThreads';

const { file, job } = workerData as ScanWorkerData;
const reader = nodeFileSystem.openSample(file).open?.();
if (reader) helpScan(job, reader);
