// Cuts a sample's blocks into lines, without ever holding more than one line.

/** A line without its LF; `bytes` is valid until the next line is asked for. */
export interface Line {
  readonly bytes: Buffer;
  /** 1-based. */
  readonly number: number;
  /** Byte of the sample at which the line starts. */
  readonly offset: number;
}

const lineFeed = 10;

/** A cutter that is fed block by block: for streams that arrive when they please. */
export interface LineCutter {
  /** Lines that end in this block. */
  cut(block: Uint8Array): Iterable<Line>;
  /** The last line, if the text does not end in a line feed. */
  end(): Line | undefined;
}

/** Starts at line 1. A line ends at LF; a CR before it stays (JSON takes it for blank). */
export function lineCutter(): LineCutter {
  let number = 1;
  let offset = 0;
  let begun: Buffer[] = [];
  const take = (rest: Buffer): Line => {
    const bytes = begun.length === 0 ? rest : Buffer.concat([...begun, rest]);
    const line = { bytes, number, offset };
    begun = [];
    number++;
    offset += bytes.length + 1;
    return line;
  };
  return {
    *cut(block) {
      const bytes = asBuffer(block);
      let start = 0;
      for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
        yield take(bytes.subarray(start, end));
        start = end + 1;
      }
      if (start < bytes.length) begun.push(Buffer.from(bytes.subarray(start)));
    },
    end: () => (begun.length === 0 ? undefined : take(Buffer.alloc(0))),
  };
}

/** All lines of a sample. */
export function* readLines(blocks: Iterable<Uint8Array>): Generator<Line> {
  const cutter = lineCutter();
  for (const block of blocks) yield* cutter.cut(block);
  const last = cutter.end();
  if (last) yield last;
}

/** The same bytes with Buffer's searching and decoding; nothing is copied. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Only blank, tab, CR and LF. */
export function isBlank(bytes: Buffer): boolean {
  return bytes.every(isSpace);
}

/** White space as JSON has it. */
export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 13 || byte === lineFeed;
}

/** The first bytes of a text without a UTF-8 byte order mark. */
export function withoutBom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
