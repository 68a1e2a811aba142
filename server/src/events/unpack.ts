// Samples that are packed with gzip, read as if they were not.
import type { Sample, SkippedLine } from './event';
import { gunzip } from './gunzip';
import { asBuffer } from './lines';
import { openReader } from './sampleReader';

export interface Unpacked {
  /** The same sample where it is not packed. Places in it are places of the unpacked text. */
  readonly sample: Sample;
  readonly isPacked: boolean;
  /** Where the last complete reading found the packed data damaged; everything before it was read. */
  damage(): SkippedLine | undefined;
}

export function unpack(sample: Sample): Unpacked {
  if (!isGzip(sample)) return { sample, isPacked: false, damage: () => undefined };
  let damage: SkippedLine | undefined;
  const { name, size } = sample;
  return {
    sample: {
      name,
      ...(size === undefined ? {} : { size }),
      *blocks() {
        damage = undefined;
        let line = 1;
        let bytes = 0;
        const parts = gunzip(sample.blocks(), ({ offset, reason }) => {
          const message = `the gzip data is damaged at byte ${offset}: ${reason}; the ${bytes} bytes unpacked before were read`;
          damage = { file: name, line, message };
        });
        for (const part of parts) {
          line += countLineFeeds(part);
          bytes += part.length;
          yield part;
        }
      },
    },
    isPacked: true,
    damage: () => damage,
  };
}

function isGzip(sample: Sample): boolean {
  const head = new Uint8Array(2);
  const reader = openReader(sample);
  try {
    let length = 0;
    for (let more = -1; length < 2 && more !== 0; length += more)
      more = reader.read(head.subarray(length), length);
    return length === 2 && head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    reader.close();
  }
}

function countLineFeeds(part: Uint8Array): number {
  const bytes = asBuffer(part);
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
