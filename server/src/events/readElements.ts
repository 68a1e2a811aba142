// A JSON array of documents, or JSON texts side by side (as `jq .` prints them), pretty-printed or not.
import { byteRole, ElementScanner } from './elementScanner';
import type { Event, Sample, SkippedLine } from './event';
import { asBuffer } from './lines';
import type { WantedDocument } from './readEvents';
import { toEvent } from './toEvent';

/** The text of one value, with its place. */
interface Element {
  readonly bytes: Buffer;
  /** 1-based. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

/** The documents of `[{...}, {...}]`, one at a time. A broken element goes to `onSkip`, its neighbours are kept. */
export function readJsonArray(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  return readElements(sample, { inArray: true, onSkip, wanted });
}

/** The documents of `{...} {...}`. */
export function readJsonTexts(
  sample: Sample,
  onSkip: (skipped: SkippedLine) => void,
  wanted?: WantedDocument,
): Generator<Event> {
  return readElements(sample, { inArray: false, onSkip, wanted });
}

interface ElementOptions {
  readonly inArray: boolean;
  readonly onSkip: (skipped: SkippedLine) => void;
  readonly wanted: WantedDocument | undefined;
}

function* readElements(sample: Sample, options: ElementOptions): Generator<Event> {
  const file = sample.name;
  for (const element of cutElements(sample, options)) {
    const { bytes, line, offset } = element;
    if (options.wanted && !options.wanted(line, offset)) continue;
    const event = toEvent(bytes, { file, line, offset });
    if (typeof event === 'string') options.onSkip({ file, line, message: event });
    else yield event;
  }
}

function* cutElements(sample: Sample, options: ElementOptions): Generator<Element> {
  const scanner = new ElementScanner(options.inArray);
  const current = beginning();
  let line = 1;
  let blockOffset = 0;
  for (const block of sample.blocks()) {
    const bytes = asBuffer(block);
    let start = 0;
    const begin = (at: number): void => {
      start = at;
      current.begin(line, blockOffset + at);
    };
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      const role = scanner.step(byte);
      if (role === byteRole.begins) begin(i);
      else if (role === byteRole.ends) yield current.end(bytes.subarray(start, i + 1));
      else if (role === byteRole.follows) yield current.end(bytes.subarray(start, i));
      else if (role === byteRole.splits) {
        yield current.end(bytes.subarray(start, i));
        begin(i);
      }
      if (byte === 10) line++;
    }
    if (current.isOpen) current.keep(bytes.subarray(start));
    blockOffset += bytes.length;
  }
  if (current.isOpen) yield current.end(Buffer.alloc(0));
  else if (scanner.isOpen)
    options.onSkip({ file: sample.name, line, message: 'the array is not closed: cut off?' });
}

/** The value that is being read, across blocks. */
interface Beginning {
  readonly isOpen: boolean;
  begin(line: number, offset: number): void;
  /** Keeps what the block has of it; the block's bytes are about to be reused. */
  keep(bytes: Buffer): void;
  end(rest: Buffer): Element;
}

function beginning(): Beginning {
  let parts: Buffer[] = [];
  let place: { readonly line: number; readonly offset: number } | undefined;
  return {
    get isOpen() {
      return place !== undefined;
    },
    begin(line, offset) {
      place = { line, offset };
      parts = [];
    },
    keep(bytes) {
      parts.push(Buffer.from(bytes));
    },
    end(rest) {
      const bytes = parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
      const element = { bytes, ...(place ?? { line: 1, offset: 0 }) };
      place = undefined;
      parts = [];
      return element;
    },
  };
}
