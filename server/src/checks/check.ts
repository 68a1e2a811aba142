// What a check is: one file, one function, one code.
import type { RuleDocument } from '../rule/ruleDocument';
import type { RelatedPlace, Severity } from '../text/problem';
import type { Span } from '../text/span';
import type { KnownTable } from './knownTables';

/** A row of the table in index.ts. `code` names file, function, doc anchor and test. */
export interface Check {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence for the documentation. */
  readonly doc: string;
  readonly run: (input: CheckInput) => readonly Finding[];
}

/** What a check looks at. */
export interface CheckInput {
  readonly document: RuleDocument;
  /** The known tables of the document. */
  readonly tables: readonly KnownTable[];
}

/** What a check found; code and severity come from its row. */
export interface Finding {
  readonly message: string;
  readonly span: Span;
  readonly related?: readonly RelatedPlace[];
}
