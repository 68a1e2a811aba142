// What is in the samples that were chosen last, read within bounds.
import type { Event, Sample } from '../events/event';
import { readEvents } from '../events/readEvents';
import { summarizeFields } from '../events/sampleFields';
import type { SampleFields } from '../events/sampleFields';
import type { FileSystem } from './fileSystem';

/** Bytes of the files: some hundred milliseconds. */
const maxBytes = 32_000_000;

/** Looks into samples by their paths, one after the other. Throws FileError. */
export function readSampleFields(
  paths: readonly string[],
  files: FileSystem,
  limit: number = maxBytes,
): SampleFields {
  let bytes = 0;
  const samples = paths.map((path) =>
    files.openSample(path, (length) => {
      bytes += length;
    }),
  );
  const names = paths.map((path) => path.split(/[\\/]/).at(-1) ?? path);
  return summarizeFields(eventsOf(samples), names, { isEnough: () => bytes > limit });
}

function* eventsOf(samples: readonly Sample[]): Generator<Event> {
  for (const sample of samples) yield* readEvents(sample, () => undefined);
}

/** Tells the contents of samples apart; undefined where that cannot be told. Throws FileError. */
export function stampOf(paths: readonly string[], files: FileSystem): string | undefined {
  const versions = paths.map((path) => files.openSample(path).version);
  return versions.includes(undefined) ? undefined : JSON.stringify([paths, versions]);
}
