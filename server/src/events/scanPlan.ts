// What a scan of a sample has to find: which lines may matter, and which values of them.

export interface ScanPlan {
  /** Dotted paths of all values that will be asked for; undefined: whole documents are needed. */
  readonly paths: readonly string[] | undefined;
  /** Texts of which every line that matters holds one (or may spell one by an escape); undefined: every line matters. */
  readonly needles: readonly string[] | undefined;
}
