// The usual way to run a condition over NDJSON, on two threads: split into lines, parse each, ask. Prints the matches.
//
//   node test/bench/parseEverything.mjs SCENARIO FILE
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { scenarios } from './scenarios.mjs';

const blockSize = 1 << 20;

/** Matches among the lines that begin in [from, to). */
function countMatches(file, from, to, matches) {
  const descriptor = openSync(file, 'r');
  const block = Buffer.allocUnsafe(blockSize);
  // The byte before tells whether a line begins at `from`.
  let at = Math.max(0, from - 1);
  let skipping = from > 0;
  let lineStart = at;
  let begun = [];
  let count = 0;
  while (lineStart < to || skipping) {
    const length = readSync(descriptor, block, 0, blockSize, at);
    const bytes = block.subarray(0, length);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const line = bytes.toString('utf8', start, end);
      if (!skipping && lineStart < to && matches(JSON.parse(begun.join('') + line))) count++;
      begun = [];
      skipping = false;
      start = end + 1;
      lineStart = at + start;
    }
    if (length === 0) break;
    begun.push(bytes.toString('utf8', start));
    at += length;
  }
  closeSync(descriptor);
  return count;
}

const matchesOf = (name) => scenarios.find((scenario) => scenario.name === name).matches;

if (isMainThread) {
  const [name, file] = process.argv.slice(2);
  const { size } = statSync(file);
  const half = Math.floor(size / 2);
  const other = new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { name, file, half, size } });
    worker.once('message', resolve).once('error', reject);
  });
  const own = countMatches(file, 0, half, matchesOf(name));
  console.log(own + (await other));
} else {
  const { name, file, half, size } = workerData;
  parentPort.postMessage(countMatches(file, half, size, matchesOf(name)));
}
