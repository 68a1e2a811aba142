// Reads chosen documents of a sample: by seeking where lines are documents, otherwise by reading up to the last of them.
import type { Event, Sample, SampleReader } from './event';
import { withoutBom } from './lines';
import { formatOf, readEvents } from './readEvents';
import { toEvent } from './toEvent';
import { unpack } from './unpack';

/** Where a document starts: `Event.line` and `Event.offset` of an earlier reading of the same sample. */
export interface EventPlace {
  readonly line: number;
  readonly offset: number;
}

/** Enough for most documents; for a longer one the piece grows. */
const pieceSize = 1 << 12;

/** The documents at the places, in no particular order; what is no document any more is left out. */
export function* readEventsAt(packed: Sample, places: readonly EventPlace[]): Generator<Event> {
  if (places.length === 0) return;
  const { sample } = unpack(packed);
  const format = sample.open && formatOf(sample);
  if (sample.open && format?.kind === 'format' && format.format === 'ndjson') {
    yield* seek(sample, sample.open(), places);
    return;
  }
  const offsets = new Set(places.map((place) => place.offset));
  const isWanted = (_: number, offset: number): boolean => offsets.has(offset);
  let left = offsets.size;
  for (const event of readEvents(sample, () => undefined, isWanted)) {
    yield event;
    if (--left === 0) return;
  }
}

function* seek(
  sample: Sample,
  reader: SampleReader,
  places: readonly EventPlace[],
): Generator<Event> {
  try {
    const seen = new Set<number>();
    const lineAt = lineReader(reader);
    for (const { line, offset } of places) {
      if (seen.has(offset)) continue;
      seen.add(offset);
      const event = toEvent(lineAt(offset), { file: sample.name, line, offset });
      if (typeof event !== 'string') yield event;
    }
  } finally {
    reader.close();
  }
}

/**
 * Reads the bytes from an offset to the end of the line, good until the next call; a byte order mark at the start of the
 * file is left out.
 */
function lineReader(reader: SampleReader): (offset: number) => Buffer {
  let bytes = Buffer.allocUnsafeSlow(pieceSize);
  return (offset) => {
    for (;;) {
      const length = reader.read(bytes, offset);
      const found = bytes.subarray(0, length);
      const end = found.indexOf(10);
      if (end < 0 && length === bytes.length) {
        bytes = Buffer.allocUnsafeSlow(4 * length);
        continue;
      }
      const line = end < 0 ? found : found.subarray(0, end);
      return offset === 0 ? withoutBom(line) : line;
    }
  };
}
