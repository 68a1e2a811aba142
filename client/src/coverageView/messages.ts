// Messages between the coverage page and VS Code's side of it.
import type { CoverageMatrix } from '../../../server/src/protocol';

/** From VS Code to the page. */
export type HostMessage =
  | { readonly kind: 'matrix'; readonly matrix: CoverageMatrix }
  | { readonly kind: 'error'; readonly message: string };

/** From the page to VS Code. */
export type PageMessage =
  | { readonly kind: 'ready' }
  /** Absent: the one that is meant without a number. */
  | { readonly kind: 'version'; readonly version?: '18' | '19' | undefined }
  | { readonly kind: 'openRule'; readonly uri: string };
