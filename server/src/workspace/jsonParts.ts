// Cuts values out of a huge JSON object that streams by: whole members of it, or the elements of a member's array.
import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
} from '../text/jsonSigns';

/** A value as it is spelt. */
export interface JsonPart {
  /** Of the member of the root that it is, or is an element of. */
  readonly key: string;
  /** UTF-8 with the blanks around it. */
  readonly bytes: Buffer;
  /** Where the bytes begin in the stream. */
  readonly offset: number;
}

/** What is wanted of a member: its value, or each element of its array; undefined: nothing. */
export type WantedPart = 'value' | 'elements' | undefined;

/** Follows strings and brackets only; lives as long as the text streams. What is no JSON is cut as far as that goes. */
export class JsonParts {
  private depth = 0;
  private isInString = false;
  /** Behind the colon of a member of the root. */
  private isInValue = false;
  private key = '';
  private wanted: WantedPart;
  /** Pieces of a key or part from earlier blocks; undefined while nothing is kept. */
  private kept: Buffer[] | undefined;
  private keptSize = 0;
  private keptOffset = 0;
  private block: Uint8Array = new Uint8Array();
  /** Where in the block that goes on. */
  private keptFrom = 0;
  /** Bytes of earlier blocks. */
  private passed = 0;
  /** Bytes of the next block that an escape at the end of the last one has used. */
  private skip = 0;
  private parts: JsonPart[] = [];

  /** @param wants by key of a member of the root */
  constructor(private readonly wants: (key: string) => WantedPart) {}

  /** How many bytes have been read. */
  get size(): number {
    return this.passed;
  }

  /** Every bracket and string that was opened is closed again. */
  get isClosed(): boolean {
    return this.depth === 0 && !this.isInString;
  }

  /** Bytes that are kept for a part that has not ended yet. */
  get pending(): number {
    return this.kept ? this.keptSize : 0;
  }

  /** The parts that end in the block, which is the caller's again afterwards. */
  scan(block: Uint8Array): readonly JsonPart[] {
    this.block = block;
    this.keptFrom = 0;
    this.parts = [];
    let at = this.skip;
    while (at < block.length) at = this.isInString ? this.string(at) : this.outside(at);
    this.skip = at - block.length;
    if (this.kept) {
      // A copy: the caller fills the block again.
      this.kept.push(Buffer.from(block.subarray(this.keptFrom)));
      this.keptSize += block.length - this.keptFrom;
    }
    this.passed += block.length;
    return this.parts;
  }

  /** Both loops are plain: every byte of the text goes through one of them. */
  private string(from: number): number {
    const { block } = this;
    let at = from;
    while (at < block.length) {
      const char = block[at];
      if (char === quote) {
        this.isInString = false;
        if (this.isAtKey) this.key = keyOf(this.take(at + 1).bytes);
        return at + 1;
      }
      at += char === backslash ? 2 : 1;
    }
    return at;
  }

  private outside(from: number): number {
    const { block } = this;
    for (let at = from; at < block.length; at++)
      switch (block[at]) {
        case quote:
          this.isInString = true;
          if (this.isAtKey) this.keep(at);
          return at + 1;
        case colon:
          if (this.isAtKey) this.beginValue(at);
          break;
        case openBrace:
          this.depth++;
          break;
        case openBracket:
          this.depth++;
          if (this.depth === 2 && this.wanted === 'elements') this.keep(at + 1);
          break;
        case comma:
          if (this.depth <= 2) this.endPart(at, true);
          break;
        case closeBrace:
        case closeBracket:
          if (this.depth <= 2) this.endPart(at, false);
          this.depth--;
          break;
        default:
      }
    return block.length;
  }

  private get isAtKey(): boolean {
    return this.depth === 1 && !this.isInValue;
  }

  private beginValue(colonAt: number): void {
    this.isInValue = true;
    this.wanted = this.wants(this.key);
    if (this.wanted === 'value') this.keep(colonAt + 1);
  }

  /** At a comma or closing bracket. */
  private endPart(at: number, isComma: boolean): void {
    if (!this.isInValue) return;
    if (this.depth === 1) {
      if (this.wanted === 'value') this.parts.push(this.take(at));
      this.isInValue = false;
      this.wanted = undefined;
    } else if (this.depth === 2 && this.wanted === 'elements' && this.kept) {
      const part = this.take(at);
      // Nothing stands in an empty array.
      if (isComma || !isBlank(part.bytes)) this.parts.push(part);
      if (isComma) this.keep(at + 1);
    }
  }

  private keep(from: number): void {
    this.kept = [];
    this.keptSize = 0;
    this.keptFrom = from;
    this.keptOffset = this.passed + from;
  }

  /** What was kept, up to here. */
  private take(end: number): JsonPart {
    const rest = Buffer.from(this.block.subarray(this.keptFrom, end));
    const bytes = this.kept && this.kept.length > 0 ? Buffer.concat([...this.kept, rest]) : rest;
    this.kept = undefined;
    return { key: this.key, bytes, offset: this.keptOffset };
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.toString('latin1').trim() === '';
}

function keyOf(literal: Buffer): string {
  try {
    return JSON.parse(literal.toString('utf8')) as string;
  } catch {
    return '';
  }
}
