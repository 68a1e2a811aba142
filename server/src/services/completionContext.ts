// What completion may know beyond the file, and what the editor can do with an item.
import { Command } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
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
  /** What was typed that made the editor ask; absent where the author asks. */
  readonly triggerCharacter?: string;
}

/** Once the cursor is where something is to follow, the editor offers what can stand there. */
export function suggestAgain({
  suggestCommand,
}: Pick<CompletionContext, 'suggestCommand'>): Pick<CompletionItem, 'command'> | undefined {
  return suggestCommand === undefined
    ? undefined
    : { command: Command.create('Suggest', suggestCommand) };
}

/** Today as rule files write it, `YYYY/MM/DD`, in UTC. */
export function dayText(now: number): string {
  return new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Text that a snippet shows as it is. */
export function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
