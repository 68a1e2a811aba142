// Picks single members out of a huge JSON object (`{"package": …}`) that streams by, without parsing the rest.
import type { JsonValue } from '../../events/event';

/**
 * The values of the wanted keys of the object that the blocks spell, each parsed by itself. A block is valid until the
 * next is asked for. Stops once all are found. Throws SyntaxError for a wanted value that is no JSON.
 */
export function pickMembers(
  blocks: Iterable<Uint8Array>,
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, JsonValue> {
  const members = new Map<string, JsonValue>();
  if (wanted.size === 0) return members;
  const scanner = new MemberScanner(wanted, members);
  for (const block of blocks) {
    scanner.scan(block);
    if (members.size === wanted.size) break;
  }
  return members;
}

const byte = {
  quote: 0x22,
  backslash: 0x5c,
  openBrace: 0x7b,
  openBracket: 0x5b,
  closeBrace: 0x7d,
  closeBracket: 0x5d,
  comma: 0x2c,
  colon: 0x3a,
} as const;

/** Follows strings and braces only; lives as long as the text streams. */
class MemberScanner {
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** Behind the colon of a member of the root. */
  private isInValue = false;
  private key = '';
  /** Pieces of a key, or of a wanted value, from earlier blocks; undefined while nothing is kept. */
  private kept: Uint8Array[] | undefined;
  private block: Uint8Array = new Uint8Array();
  /** Where in the block that goes on. */
  private keptFrom = 0;

  constructor(
    private readonly wanted: ReadonlySet<string>,
    private readonly members: Map<string, JsonValue>,
  ) {}

  scan(block: Uint8Array): void {
    this.block = block;
    this.keptFrom = 0;
    for (let i = 0; i < block.length; i++) {
      if (this.isInString) this.inString(block[i], i);
      else this.outside(block[i], i);
    }
    // A copy: the caller fills the block again.
    this.kept?.push(Buffer.from(block.subarray(this.keptFrom)));
  }

  private inString(char: number | undefined, i: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (char === byte.backslash) this.isEscaped = true;
    else if (char === byte.quote) {
      this.isInString = false;
      if (this.isAtKey) this.key = keyOf(this.take(i + 1));
    }
  }

  private outside(char: number | undefined, i: number): void {
    switch (char) {
      case byte.quote:
        this.isInString = true;
        if (this.isAtKey) this.keep(i);
        return;
      case byte.colon:
        if (!this.isAtKey) return;
        this.isInValue = true;
        if (this.wanted.has(this.key)) this.keep(i + 1);
        return;
      case byte.openBrace:
      case byte.openBracket:
        this.depth++;
        return;
      case byte.comma:
        this.endMember(i);
        return;
      case byte.closeBrace:
      case byte.closeBracket:
        this.endMember(i);
        this.depth--;
        return;
      default:
    }
  }

  private get isAtKey(): boolean {
    return this.depth === 1 && !this.isInValue;
  }

  private endMember(i: number): void {
    if (this.depth !== 1 || !this.isInValue) return;
    this.isInValue = false;
    if (this.kept) this.members.set(this.key, JSON.parse(this.take(i)) as JsonValue);
  }

  private keep(from: number): void {
    this.kept = [];
    this.keptFrom = from;
  }

  /** The text that was kept, up to here. */
  private take(end: number): string {
    const pieces = [...(this.kept ?? []), this.block.subarray(this.keptFrom, end)];
    this.kept = undefined;
    return Buffer.concat(pieces).toString('utf8');
  }
}

function keyOf(literal: string): string {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return '';
  }
}
