// What completion may know beyond the file, and what the editor can do with an item.
import type { Knowledge } from './knowledge';

export interface CompletionContext extends Pick<Knowledge, 'sample' | 'fields' | 'attack'> {
  /** Epoch milliseconds. */
  readonly now: number;
  /** A fresh UUID in lower case. */
  readonly newId: string;
  /** The editor understands snippets: `$0` in a text is where the cursor goes. */
  readonly snippets: boolean;
  /** The editor's command that asks for suggestions again; absent where it is not known. */
  readonly suggestCommand?: string;
}

/** Today as rule files write it, `YYYY/MM/DD`, in UTC. */
export function dayText(now: number): string {
  return new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Text that a snippet shows as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
