// Tells whether an empty TOML file may become a rule: it lies where rules are kept, or the workspace has rules.
import * as vscode from 'vscode';
import { looksLikeRule } from './looksLikeRule';

const ruleFolder = /\/(?:\w+_)?rules(?:_\w+)?\//i;
const excluded = '{**/node_modules/**,**/.git/**}';
const maxFiles = 500;
/** Reading a file tells for sure. */
const maxRead = 50;

let workspaceHasRules = false;

/** Looks into files of the workspace, within bounds, until it has found a rule. */
export async function isAmongRules({ path }: vscode.Uri): Promise<boolean> {
  if (ruleFolder.test(path)) return true;
  workspaceHasRules ||= await findsRule();
  return workspaceHasRules;
}

async function findsRule(): Promise<boolean> {
  const files = await vscode.workspace.findFiles('**/*.toml', excluded, maxFiles);
  const [likely, others] = [files.filter(isLikely), files.filter((uri) => !isLikely(uri))];
  for (const uri of [...likely, ...others].slice(0, maxRead))
    if (await isRuleFile(uri)) return true;
  return false;
}

function isLikely({ path }: vscode.Uri): boolean {
  return /rule|detection/i.test(path);
}

async function isRuleFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return looksLikeRule(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return false; // gone meanwhile, or not ours to read
  }
}
