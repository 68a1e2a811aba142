// The one way into a sample: finds its format and reads its documents. A new format is a new row here.
import { assertNever } from '../text/assertNever';
import { detectFormat, headLength } from './detectFormat';
import type { DetectedFormat, SampleFormat } from './detectFormat';
import type { Event, Sample, SkippedLine } from './event';
import { readJsonArray, readJsonTexts } from './readElements';
import { readNdjson } from './readNdjson';

/** Chooses documents by line (1-based) and byte offset before they are parsed; the others are not even validated. */
export type WantedDocument = (line: number, offset: number) => boolean;

/**
 * The documents of a sample in its order, one in memory at a time. Places that hold no document go to `onSkip`; the
 * reading goes on. A sample of no known format gives none and one `onSkip` for its first line.
 */
export function* readEvents(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  const detected = formatOf(sample);
  if (detected.kind === 'unreadable')
    onSkip({ file: sample.name, line: 1, message: detected.message });
  else yield* readerOf(detected.format)(sample, onSkip, wanted);
}

/** The format of a sample, found at its beginning. Throws what reading throws. */
export function formatOf(sample: Sample): DetectedFormat {
  const parts: Buffer[] = [];
  let length = 0;
  for (const block of sample.blocks()) {
    parts.push(Buffer.from(block.subarray(0, headLength)));
    length += block.length;
    if (length >= headLength) break;
  }
  return detectFormat(Buffer.concat(parts));
}

function readerOf(format: SampleFormat): typeof readNdjson {
  switch (format) {
    case 'ndjson':
      return readNdjson;
    case 'json-array':
      return readJsonArray;
    case 'json-texts':
      return readJsonTexts;
    default:
      return assertNever(format);
  }
}
