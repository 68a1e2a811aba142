// How the parser of EQL leaves: a mistake with its place. It never gets out of `parseEql`.
import type { Span } from '../text/span';

export class EqlMistake extends Error {
  /** @param span - In the query text. */
  constructor(
    message: string,
    readonly span: Span,
    /** The bracket that is still open, where one is. */
    readonly opening?: Span,
  ) {
    super(message);
  }
}
