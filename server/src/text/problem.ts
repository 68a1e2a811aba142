// What we have to say about a file: the one shape that parsers, checks and the engine share.
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding with its place. `code` is kebab-case and stable: it is the doc anchor and the name to silence it by. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly related?: readonly RelatedPlace[];
}

/** A second place in the same file that explains a problem. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}
