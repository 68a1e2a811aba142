// Reads bits, lowest first, out of a row of blocks: the bottom of gunzip.

/** The input is not what its format allows; the message says in a few words what is wrong. */
export class DamagedInput extends Error {
  override readonly name = 'DamagedInput';
}

export class BitReader {
  private readonly blocks: Iterator<Uint8Array>;
  private block: Uint8Array = new Uint8Array(0);
  private at = 0;
  private before = 0;
  private bits = 0;
  private count = 0;

  constructor(blocks: Iterable<Uint8Array>) {
    this.blocks = blocks[Symbol.iterator]();
  }

  /** Bytes of the input that were used, a byte used in part included. */
  get position(): number {
    return this.before + this.at - (this.count >> 3);
  }

  /** At most 16 bits, without using them; behind the end of the input they are 0. */
  peek(length: number): number {
    while (this.count < length) {
      if (this.at === this.block.length && !this.nextBlock()) break;
      this.bits |= (this.block[this.at++] ?? 0) << this.count;
      this.count += 8;
    }
    return this.bits & ((1 << length) - 1);
  }

  /** Uses bits that were peeked at. Throws DamagedInput where the input has fewer. */
  skip(length: number): void {
    if (length > this.count) throw new DamagedInput('it is cut off');
    this.bits >>>= length;
    this.count -= length;
  }

  /** At most 16 bits. */
  take(length: number): number {
    const bits = this.peek(length);
    this.skip(length);
    return bits;
  }

  /** Goes on at the next whole byte. */
  alignToByte(): void {
    this.skip(this.count & 7);
  }

  /** The next whole byte; undefined at the end. */
  byte(): number | undefined {
    this.peek(8);
    return this.count === 0 ? undefined : this.take(8);
  }

  close(): void {
    this.blocks.return?.();
  }

  private nextBlock(): boolean {
    this.before += this.block.length;
    this.at = 0;
    for (;;) {
      const next = this.blocks.next();
      this.block = next.done ? new Uint8Array(0) : next.value;
      if (next.done) return false;
      if (this.block.length > 0) return true;
    }
  }
}
