// Completion: finds what can stand at the cursor and asks the one who knows the candidates.
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { completeToml } from './keyCompletion';
import { placeAt } from './tomlPlace';

/** Characters after which an editor should ask: parts of names, values and headers. */
export const triggerCharacters: readonly string[] = ['.', ':', '"', "'", '[', '(', ' '];

export function doCompletion(document: RuleDocument, offset: number): CompletionList | null {
  if (queryAt(document, offset)) return null;
  const items = [...completeToml(document, placeAt(document.toml, offset), offset)];
  return { isIncomplete: false, items };
}
export function resolveCompletion(item: CompletionItem): CompletionItem {
  return item;
}
