// A YAML file of a rule repository: its values, and the place of each. Read as YAML 1.1, as the repository's own tools do.
import { LineCounter, isNode, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { isRecord } from '../settings';
import type { Span } from '../text/span';
import { FileError } from './fileSystem';
import type { FileSystem } from './fileSystem';

export interface ConfigYaml {
  readonly text: string;
  /** Empty for a file that is no YAML, or no table. */
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the file stops being YAML; undefined for one that is. */
  readonly broken: Span | undefined;
  /** The place of a value by its keys; the whole first line where it has none. */
  readonly spanOf: (keys: readonly (string | number)[]) => Span;
}

/** Undefined for a file that cannot be read. */
export function readConfigYaml(file: string, files: FileSystem): ConfigYaml | undefined {
  try {
    return parseConfigYaml(files.readText(file));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** Of a text that is no YAML nothing counts, as for the repository's own tools. */
export function parseConfigYaml(text: string): ConfigYaml {
  const parsed = parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: new LineCounter(),
  });
  const spanOf = (keys: readonly (string | number)[]): Span => placeOf(parsed, keys, text);
  const [error] = parsed.errors;
  const value = error ? undefined : valueOf(parsed);
  const isEmpty = value === null || value === undefined;
  if (!error && (isEmpty || isRecord(value)))
    return { text, value: isEmpty ? {} : value, broken: undefined, spanOf };
  const [start, end] = error?.pos ?? [0, firstLineEnd(text)];
  return { text, value: {}, broken: { start, end: Math.max(start, end) }, spanOf };
}

/** An alias may stand for more than can be built: that is no configuration either. */
function valueOf(parsed: Document.Parsed): unknown {
  try {
    return parsed.toJS() as unknown;
  } catch {
    return '';
  }
}

function placeOf(parsed: Document.Parsed, keys: readonly (string | number)[], text: string): Span {
  const node: unknown = parsed.getIn(keys, true);
  const range = isNode(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: firstLineEnd(text) };
}

function firstLineEnd(text: string): number {
  return /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
}
