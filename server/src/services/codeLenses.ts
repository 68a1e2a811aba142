// Code lenses: the offer to run the rule, above its query.
import type { CodeLens } from 'vscode-languageserver';
import type { RuleDocument } from '../rule/ruleDocument';
import { tableAt } from '../rule/tomlValues';
import { toRange } from './position';

/** The client's command that picks a sample and runs the rule; its argument is the URI of the rule. */
export const runRuleCommand = 'rulewright.runRule';

export function doCodeLenses(document: RuleDocument, uri: string): CodeLens[] {
  const key = tableAt(document.toml.root, 'rule')?.entries.get('query')?.key;
  if (!key) return [];
  return [
    {
      range: toRange(document, key.span),
      command: { title: '$(play) Run against sample', command: runRuleCommand, arguments: [uri] },
    },
  ];
}
