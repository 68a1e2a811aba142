// One cache folder for all threads of a process: the first one names it, the others hear of it as they start.
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import type { CacheFolder } from './cacheFolder';
import { openCacheFolder } from './nodeFileSystem';

const key = 'rulewright cache';

/** Of this thread, and of those that start from now on. Undefined: nothing is kept on disk. */
export function shareCache(folder: string | undefined): CacheFolder | undefined {
  setEnvironmentData(key, folder);
  return sharedCache();
}

/** As the thread that started this one has it. */
export function sharedCache(): CacheFolder | undefined {
  const folder = getEnvironmentData(key);
  return typeof folder === 'string' ? openCacheFolder(folder) : undefined;
}
