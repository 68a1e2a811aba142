// The one index of the rules and exceptions of a workspace: by path, a summary and the stamp of the content it is of.
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { summaryOf } from '../rule/ruleSummary';
import type { RuleSummary } from '../rule/ruleSummary';
import { FileError, ifReadable, readSource, withoutMark } from './fileSystem';
import type { FileSystem } from './fileSystem';

/** A file as the disk has it. */
export interface ScannedFile {
  readonly path: string;
  /** Changes with the content. */
  readonly stamp: string;
  /** Absent for what is neither a rule nor exceptions. */
  readonly summary?: RuleSummary;
}

/** Lives as long as the server. Keeps no texts and no trees. */
export class RuleIndex {
  private readonly files = new Map<string, ScannedFile>();
  /** Counts changes. */
  serial = 0;

  set(file: ScannedFile): void {
    this.serial++;
    this.files.set(file.path, file);
  }

  delete(path: string): boolean {
    this.serial++;
    return this.files.delete(path);
  }

  get(path: string): ScannedFile | undefined {
    return this.files.get(path);
  }

  /** All files seen, those that are no rules included. */
  all(): Iterable<ScannedFile> {
    return this.files.values();
  }
}

/** More is no rule, in bytes. */
const largestFile = 2_000_000;

/** The TOML files below a folder; none where it is not there or cannot be read. */
export function tomlFilesBelow(folder: string, files: FileSystem): readonly string[] {
  const found = ifReadable(() => files.listFiles(folder, 'skip')) ?? [];
  return found.filter(isTomlFile);
}

export function isTomlFile(path: string): boolean {
  return /\.toml$/i.test(path);
}

/** What tells whether a file has changed; undefined where it cannot be read. */
export function stampOf(path: string, files: FileSystem): string | undefined {
  try {
    if (files.kindOf(path) !== 'file') return undefined;
    const { version, size } = files.openSample(path);
    return version ?? String(size);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

export interface OpenedFile extends ScannedFile {
  /** Of a rule or a companion of rules. */
  readonly document?: RuleDocument;
}

/** Reads and parses a file, places as in an editor; undefined where it cannot be read. */
export function scanFile(path: string, files: FileSystem): OpenedFile | undefined {
  const stamp = stampOf(path, files);
  if (stamp === undefined) return undefined;
  try {
    if (files.sizeOf(path) > largestFile) return { path, stamp };
    const source = readSource(path, files);
    const document = parseRule(typeof source === 'string' ? withoutMark(source) : source);
    const summary = summaryOf(document);
    const isOurs = document.isRule || document.companion !== undefined;
    return {
      path,
      stamp,
      ...(summary && { summary }),
      ...(isOurs && { document }),
    };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
