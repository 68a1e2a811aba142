// Finds the arrays of documents inside JSON texts: the hits of search responses, the lists of pipeline fixtures.
import { byteRole, ElementScanner } from './elementScanner';
import type { ByteRole, ValueScanner } from './elementScanner';
import { isSpace } from './lines';

/** Dotted keys from the top of a text to an array of documents; arrays on the way do not count. */
export const arrayPaths = {
  'search-response': [
    'hits.hits',
    'hits',
    'responses.hits.hits',
    'response.hits.hits',
    'rawResponse.hits.hits',
  ],
  fixture: ['expected', 'events'],
} as const;

const quote = 34;
const comma = 44;
const colon = 58;
const openArray = 91;
const backslash = 92;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;
const lineFeed = 10;
/** No key that leads anywhere is longer. */
const longestKey = 64;

/** What a byte is to somebody who looks for arrays. */
export type ArrayStep = 'none' | 'enters' | 'reenters' | 'textEnds';

/** Walks JSON texts side by side and tells where an array begins, under which path. */
export class ArrayFinder {
  /** One per open bracket: the current key of an object, undefined for an array. */
  private readonly open: (string | undefined)[] = [];
  private inString = false;
  private escaped = false;
  private text = '';
  private previous = 0;

  /** Dotted keys that lead to the current value. */
  get path(): string {
    return this.open.filter((key) => key !== undefined).join('.');
  }

  get depth(): number {
    return this.open.length;
  }

  /** `enters` at the bracket that opens an array, `reenters` at an object that can only belong to the array before. */
  step(byte: number): ArrayStep {
    if (this.inString) {
      this.string(byte);
      return 'none';
    }
    if (isSpace(byte)) return 'none';
    const before = this.previous;
    this.previous = byte;
    switch (byte) {
      case quote:
        this.inString = true;
        this.text = '';
        return 'none';
      case colon:
        if (this.open.at(-1) !== undefined) this.open[this.open.length - 1] = this.text;
        return 'none';
      case openObject:
        if (!this.takesObject(before)) return 'reenters';
        this.open.push('');
        return 'none';
      case openArray:
        this.open.push(undefined);
        return 'enters';
      case closeArray:
      case closeObject:
        return this.close(byte === closeArray);
      default:
        return 'none';
    }
  }

  /** The array that was entered last has been read by somebody else, its closing bracket included. */
  leave(): void {
    this.open.pop();
    this.previous = closeArray;
  }

  /** Goes back into the array that was left last. */
  goBack(): void {
    this.open.push(undefined);
  }

  /** In an object only behind a colon, and at the top not behind a comma. */
  private takesObject(before: number): boolean {
    if (this.open.length === 0) return before !== comma;
    return this.open.at(-1) === undefined || before === colon;
  }

  private string(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === backslash) this.escaped = true;
    else if (byte === quote || byte === lineFeed) {
      this.inString = false;
      this.previous = quote;
      return;
    }
    if (this.text.length < longestKey) this.text += String.fromCharCode(byte);
  }

  private close(isArray: boolean): ArrayStep {
    let depth = this.open.length - 1;
    while (depth >= 0 && (this.open[depth] === undefined) !== isArray) depth--;
    if (depth < 0) return 'none';
    this.open.length = depth;
    return depth === 0 ? 'textEnds' : 'none';
  }
}

/** The elements of all arrays at the paths, as values side by side. */
export class ContainedArrays implements ValueScanner {
  private readonly finder = new ArrayFinder();
  private inner: ElementScanner | undefined;
  /** In the current text. */
  private hasArray = false;
  private hadArray = false;

  constructor(private readonly paths: readonly string[]) {}

  get isOpen(): boolean {
    return this.finder.depth > 0;
  }

  step(byte: number): ByteRole {
    if (this.inner) return this.within(this.inner, byte);
    const step = this.finder.step(byte);
    switch (step) {
      case 'none':
        return byteRole.between;
      case 'textEnds': {
        const role = this.hasArray ? byteRole.between : byteRole.lacks;
        this.hasArray = false;
        return role;
      }
      case 'enters':
        if (this.paths.includes(this.finder.path)) this.enter();
        return byteRole.between;
      case 'reenters':
        if (!this.hadArray) return byteRole.between;
        this.finder.goBack();
        return this.within(this.enter(), byte);
    }
  }

  private enter(): ElementScanner {
    this.hasArray = true;
    this.hadArray = true;
    const inner = new ElementScanner(true);
    inner.step(openArray);
    this.inner = inner;
    return inner;
  }

  private within(inner: ElementScanner, byte: number): ByteRole {
    const role = inner.step(byte);
    if (!inner.isOpen) {
      this.inner = undefined;
      this.finder.leave();
    }
    return role;
  }
}
