// Documents as values of JSON texts, pretty-printed or not: an array, texts side by side (as `jq .` prints them), the hits
// of search responses, the lists of pipeline fixtures.
import { arrayPaths, ContainedArrays } from './containedArrays';
import { byteRole, ElementScanner } from './elementScanner';
import type { ValueScanner } from './elementScanner';
import type { Event, Sample, SkippedLine } from './event';
import { asBuffer } from './lines';
import type { EventReader, WantedDocument } from './readEvents';
import { toHit } from './toEvent';

/** The text of one value, with its place. */
interface Element {
  readonly bytes: Buffer;
  /** 1-based. */
  readonly line: number;
  /** In bytes. */
  readonly offset: number;
}

/** How to find the documents. */
interface Layout {
  readonly scanner: () => ValueScanner;
  /** Why a text with nothing in it holds no documents. */
  readonly missing: string;
  /** What it means that something is still open at the end. */
  readonly cutOff: string;
  /** Pipelines drop documents; their fixtures have a null then. */
  readonly takesNull: boolean;
}

const layouts = {
  'json-array': {
    scanner: () => new ElementScanner(true),
    missing: '',
    cutOff: 'the array is not closed: cut off?',
    takesNull: false,
  },
  'json-texts': {
    scanner: () => new ElementScanner(false),
    missing: '',
    cutOff: '',
    takesNull: false,
  },
  'search-response': {
    scanner: () => new ContainedArrays(arrayPaths['search-response']),
    missing: 'the JSON text that ends here holds no "hits": not the response of a search',
    cutOff: 'the search response is not closed: cut off?',
    takesNull: false,
  },
  fixture: {
    scanner: () => new ContainedArrays(arrayPaths.fixture),
    missing: 'the JSON text that ends here holds neither "expected" nor "events"',
    cutOff: 'the list of events is not closed: cut off?',
    takesNull: true,
  },
} satisfies Record<string, Layout>;

export type ElementFormat = keyof typeof layouts;

/**
 * A reader of the documents of one format, one at a time. A broken element goes to `onSkip`, its neighbours are kept.
 */
export function elementReader(format: ElementFormat): EventReader {
  return (sample, onSkip, wanted) => readElements({ sample, onSkip, wanted }, layouts[format]);
}

interface Reading {
  readonly sample: Sample;
  readonly onSkip: (skipped: SkippedLine) => void;
  readonly wanted: WantedDocument | undefined;
}

function* readElements({ sample, onSkip, wanted }: Reading, layout: Layout): Generator<Event> {
  const file = sample.name;
  const report = (line: number, message: string): void => {
    onSkip({ file, line, message });
  };
  for (const { bytes, line, offset } of cutElements(sample, layout, report)) {
    if (wanted && !wanted(line, offset)) continue;
    const event = toHit(bytes, { file, line, offset });
    if (typeof event !== 'string') yield event;
    else if (!layout.takesNull || bytes.toString('latin1') !== 'null') report(line, event);
  }
}

function* cutElements(
  sample: Sample,
  layout: Layout,
  report: (line: number, message: string) => void,
): Generator<Element> {
  const scanner = layout.scanner();
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
      } else if (role === byteRole.lacks) report(line, layout.missing);
      if (byte === 10) line++;
    }
    if (current.isOpen) current.keep(bytes.subarray(start));
    blockOffset += bytes.length;
  }
  if (current.isOpen) yield current.end(Buffer.alloc(0));
  else if (scanner.isOpen) report(line, layout.cutOff);
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
