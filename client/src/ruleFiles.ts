// Tells rule files from other TOML, sets the context key of the menus, and colours rules where no TOML extension is installed.
//
// VS Code itself knows no TOML. Where an extension for it is installed, its language id `toml` and its grammar stay as
// they are and our injection grammar colours the query inside. Where none is, a rule gets our own language id: by its
// first line (`[metadata]` or `[rule]`; VS Code asks for that only if no language claims the file's extension), or here,
// if a comment stands before it. We claim neither the id `toml` nor the extension `.toml` nor the scope `source.toml`: a
// second claim would replace the other extension's grammar in every TOML file, depending on the order of loading.
import * as vscode from 'vscode';
import { looksLikeRule } from './looksLikeRule';
import { ruleLanguage } from './ruleServer';
import { isAmongRules } from './rulesAround';

const contextKey = 'rulewright.ruleFile';

/**
 * Calls `onRule` whenever a rule document is opened, saved or shown, and when one becomes a rule under the cursor; also for
 * an empty one among rules, and for the settings of the command line.
 */
export function watchRuleFiles(onRule: () => void): vscode.Disposable {
  let shown: boolean | undefined;
  const offered = new Set<string>();
  const meet = (document: vscode.TextDocument): void => {
    if (!isRuleDocument(document)) {
      if (isSettingsFile(document)) onRule();
      else if (isEmptyToml(document)) void startAmongRules(document.uri, onRule);
      return;
    }
    onRule();
    const uri = document.uri.toString();
    if (document.languageId !== 'plaintext' || offered.has(uri)) return;
    offered.add(uri); // once: who goes back to plain text means it
    void vscode.languages.setTextDocumentLanguage(document, ruleLanguage);
  };
  const look = (editor: vscode.TextEditor | undefined): void => {
    const isRule = editor !== undefined && isRuleDocument(editor.document);
    if (isRule === shown) return;
    shown = isRule;
    void vscode.commands.executeCommand('setContext', contextKey, isRule);
    if (editor) meet(editor.document);
  };
  vscode.workspace.textDocuments.forEach(meet);
  look(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(meet),
    vscode.workspace.onDidSaveTextDocument(meet),
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const editor = vscode.window.activeTextEditor;
      if (document === editor?.document) look(editor);
    }),
  );
}

async function startAmongRules(uri: vscode.Uri, onRule: () => void): Promise<void> {
  if (await isAmongRules(uri)) onRule();
}

/** True for a TOML document that looks like a detection rule. */
export function isRuleDocument(document: vscode.TextDocument): boolean {
  return isToml(document) && looksLikeRule(document.getText());
}

function isEmptyToml(document: vscode.TextDocument): boolean {
  return isToml(document) && document.getText().trim() === '';
}

/** The server checks it too. */
function isSettingsFile({ uri }: vscode.TextDocument): boolean {
  return uri.path.endsWith('/rulewright.toml');
}

function isToml({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'toml' || languageId === ruleLanguage || uri.path.endsWith('.toml');
}
