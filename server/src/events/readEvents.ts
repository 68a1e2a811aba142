// The one way into a sample: finds its format and reads its documents. A new format is a new row here.
import { detectFormat, headLength } from './detectFormat';
import type { DetectedFormat, SampleFormat } from './detectFormat';
import type { Event, Sample, SkippedLine } from './event';
import { readBulk } from './readBulk';
import { readDiscoverCsv } from './readDiscoverCsv';
import { elementReader } from './readElements';
import { readNdjson } from './readNdjson';
import { unpack } from './unpack';

/** Chooses documents by line (1-based) and byte offset before they are parsed; the others are not even validated. */
export type WantedDocument = (line: number, offset: number) => boolean;

/** Reads one format: documents in order, and broken places to `onSkip`. */
export type EventReader = (
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
) => Generator<Event>;

const readers: Readonly<Record<SampleFormat, EventReader>> = {
  ndjson: readNdjson,
  'json-array': elementReader('json-array'),
  'json-texts': elementReader('json-texts'),
  'search-response': elementReader('search-response'),
  fixture: elementReader('fixture'),
  bulk: readBulk,
  'discover-csv': readDiscoverCsv,
};

/**
 * The documents of a sample in its order, one in memory at a time; a packed sample is unpacked on the way. Places that
 * hold no document go to `onSkip`; the reading goes on. A sample of no known format gives none and one `onSkip` for its
 * first line.
 */
export function* readEvents(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  const unpacked = unpack(sample);
  const detected = formatOf(unpacked.sample);
  if (detected.kind === 'unreadable')
    onSkip({ file: sample.name, line: 1, message: detected.message });
  else yield* readers[detected.format](unpacked.sample, onSkip, wanted);
  const damage = unpacked.damage();
  if (damage) onSkip(damage);
}

/** The format of a sample, packed or not, found at its beginning. Throws what reading throws. */
export function formatOf(sample: Sample): DetectedFormat {
  const unpacked = unpack(sample);
  const parts: Buffer[] = [];
  let length = 0;
  for (const block of unpacked.sample.blocks()) {
    parts.push(Buffer.from(block.subarray(0, headLength)));
    length += block.length;
    if (length >= headLength) break;
  }
  const damage = length === 0 ? unpacked.damage() : undefined;
  return damage
    ? { kind: 'unreadable', message: damage.message }
    : detectFormat(Buffer.concat(parts));
}
