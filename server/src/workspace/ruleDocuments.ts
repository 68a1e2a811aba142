// Parsed rule documents of the open files: each version is parsed once.
import { parseRule } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';

/** A text as the editor has it. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

export interface CachedRule {
  readonly document: RuleDocument;
  /** Differs for every parse of this process, also after a file was closed and opened again. */
  readonly serial: number;
}

/** Lives as long as the server. */
export class RuleDocuments {
  private readonly cache = new Map<string, CachedRule & { readonly version: number }>();
  private serial = 0;

  /** The rule document of a text; parsed if this version was not seen yet. */
  get(open: OpenText): CachedRule {
    const known = this.cache.get(open.uri);
    if (known?.version === open.version) return known;
    this.serial++;
    const fresh = {
      document: parseRule(open.getText()),
      serial: this.serial,
      version: open.version,
    };
    this.cache.set(open.uri, fresh);
    return fresh;
  }

  forget(uri: string): void {
    this.cache.delete(uri);
  }
}
