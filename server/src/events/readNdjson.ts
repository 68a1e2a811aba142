// Newline-delimited JSON: one document a line.
import type { Event, Sample, SkippedLine } from './event';
import { isBlank, readLines, withoutBom } from './lines';
import { toEvent } from './toEvent';
import type { WantedDocument } from './readEvents';

/** Documents in the order of the file. Blank lines are no documents; broken ones go to `onSkip`. */
export function* readNdjson(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  const file = sample.name;
  for (const line of readLines(sample.blocks())) {
    const bytes = line.number === 1 ? withoutBom(line.bytes) : line.bytes;
    if (wanted && !wanted(line.number, line.offset)) continue;
    if (isBlank(bytes)) continue;
    const place = { file, line: line.number, offset: line.offset };
    const event = toEvent(bytes, place);
    if (typeof event === 'string') onSkip({ file, line: line.number, message: event });
    else yield event;
  }
}
