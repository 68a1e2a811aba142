// What we have to say about a file: the one shape that parsers, checks and the engine share.
import type { LineRange } from './lineIndex';
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** The most serious first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A finding with its place. `code` is kebab-case and stable: it is the doc anchor and the name to silence it by. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly related?: readonly RelatedPlace[];
  /** What could be done about it, best first. */
  readonly fixes?: readonly Fix[];
}

/** A change of the file that makes the problem go away. */
export interface Fix {
  /** In the imperative, without full stop. */
  readonly title: string;
  /** Edits of the file that do not overlap. */
  readonly edits: readonly TextEdit[];
  /**
   * The rule then means what it meant before, so it may be applied without looking (`source.fixAll`). Fixes that guess
   * what was meant are not safe.
   */
  readonly isSafe: boolean;
}

/** Text to put in the place of a span; an empty span is an insertion. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** A second place that explains a problem: in the same file, or in another one. */
export type RelatedPlace = OwnPlace | OtherPlace;

export interface OwnPlace {
  readonly span: Span;
  readonly message: string;
}

export interface OtherPlace {
  /** As it is shown. */
  readonly path: string;
  readonly range: LineRange;
  readonly message: string;
}
