// Reads chosen documents of a sample: by seeking where lines are documents, otherwise by reading up to the last of them.
import type { Event, Sample, SampleReader } from './event';
import { formatOf, readEvents } from './readEvents';
import { toEvent } from './toEvent';
import { unpack } from './unpack';

/** Where a document starts: `Event.line` and `Event.offset` of an earlier reading of the same sample. */
export interface EventPlace {
  readonly line: number;
  readonly offset: number;
}

/** Enough for most documents; longer ones are read again in a larger piece. */
const pieceSize = 1 << 13;

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
    for (const { line, offset } of places) {
      if (seen.has(offset)) continue;
      seen.add(offset);
      const event = toEvent(lineAt(reader, offset), { file: sample.name, line, offset });
      if (typeof event !== 'string') yield event;
    }
  } finally {
    reader.close();
  }
}

/** The bytes from the offset to the end of the line, a byte order mark at the start of the file left out. */
function lineAt(reader: SampleReader, offset: number): Buffer {
  for (let size = pieceSize; ; size *= 4) {
    const bytes = Buffer.allocUnsafe(size);
    const length = reader.read(bytes, offset);
    const end = bytes.subarray(0, length).indexOf(10);
    if (end < 0 && length === size) continue;
    const line = bytes.subarray(0, end < 0 ? length : end);
    return offset === 0 && line.toString('latin1', 0, 3) === '\xef\xbb\xbf'
      ? line.subarray(3)
      : line;
  }
}
