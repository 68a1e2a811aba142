// Samples out of a text, cut into blocks of any size; the buffer is reused as the disk reader reuses it.
import type { Event, Sample, SkippedLine } from '../../server/src/events/event';
import { readEvents } from '../../server/src/events/readEvents';

/** A sample whose blocks share one buffer, which is overwritten for each. */
export function sampleOf(text: string | Uint8Array, blockSize = 1 << 16, name = 's'): Sample {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  return {
    name,
    *blocks() {
      const buffer = new Uint8Array(blockSize);
      for (let start = 0; start < bytes.length; start += blockSize) {
        const part = bytes.subarray(start, start + blockSize);
        buffer.fill(0);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
    },
  };
}

export interface ReadSample {
  readonly events: readonly Event[];
  readonly skipped: readonly SkippedLine[];
}

export function readAll(sample: Sample): ReadSample {
  const skipped: SkippedLine[] = [];
  const events = [...readEvents(sample, (line) => skipped.push(line))];
  return { events, skipped };
}

/** One JSON document a line. */
export function ndjson(documents: readonly unknown[]): string {
  return documents.map((document) => `${JSON.stringify(document)}\n`).join('');
}
