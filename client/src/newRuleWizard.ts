// The command "New Rule...": asks for type, name, data source, technique and author, and opens the rule the server writes.
import * as vscode from 'vscode';
import { newRuleChoicesRequest, newRuleRequest } from '../../server/src/protocol';
import type {
  Choice,
  NewRuleChoices,
  NewRuleParams,
  NewRuleResult,
} from '../../server/src/protocol';
import { isRuleDocument } from './ruleFiles';
import { ruleLanguage } from './ruleServer';
import type { RuleServer } from './ruleServer';

const title = 'New rule';
const steps = 5;
const authorKey = 'rulewright.author';

/** Runs the wizard; ends without a trace where the user backs out. `memory` keeps the author's name. */
export async function newRule(server: RuleServer, memory: vscode.Memento): Promise<void> {
  const shown = vscode.window.activeTextEditor?.document;
  const choices = await server.request(newRuleChoicesRequest, {});
  const answers = await ask(choices, memory);
  if (!answers) return;
  const rule = await server.request(newRuleRequest, {
    ...answers,
    ...(shown && { shown: shown.uri.toString() }),
  });
  if (rule) await open(rule, shown);
}

async function ask(
  choices: NewRuleChoices,
  memory: vscode.Memento,
): Promise<NewRuleParams | undefined> {
  const type = await pick(choices.types, { step: 1, placeholder: 'How matches become alerts' });
  if (type === undefined) return undefined;
  const name = await askText({ step: 2, prompt: 'Name of the rule, as analysts will read it' });
  if (name === undefined) return undefined;
  const index = await pick(choices.sources, {
    step: 3,
    placeholder: 'Index pattern of the events that the rule reads',
    skip: 'Decide later',
  });
  if (index === undefined) return undefined;
  const technique = await pickTechnique(choices);
  if (technique === undefined) return undefined;
  const author = await askAuthor(memory);
  if (author === undefined) return undefined;
  return { type, name, author, ...(index !== '' && { index }), ...technique };
}

interface Step {
  readonly step: number;
  readonly placeholder: string;
  /** Label of the first item, which stands for no choice. */
  readonly skip?: string;
}

/** The value chosen, '' for none, undefined where the user backed out. */
async function pick(
  choices: readonly Choice[],
  { step, placeholder, skip }: Step,
): Promise<string | undefined> {
  const none = skip === undefined ? [] : [{ label: skip, value: '' }];
  const items = choices.map(({ value, description }) => ({
    label: value,
    detail: description,
    value,
  }));
  const item = await vscode.window.showQuickPick([...none, ...items], {
    title: `${title} (${step} of ${steps})`,
    placeHolder: placeholder,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return item?.value;
}

/** Technique and tactic chosen; empty for none. */
async function pickTechnique({
  techniques,
}: NewRuleChoices): Promise<Pick<NewRuleParams, 'technique' | 'tactic'> | undefined> {
  const items = techniques.map(({ value, description, tactic, tacticName }) => ({
    label: `${value} ${description}`,
    description: tacticName,
    answer: { technique: value, tactic },
  }));
  const item = await vscode.window.showQuickPick(
    [{ label: 'Decide later', answer: {} }, ...items],
    {
      title: `${title} (4 of ${steps})`,
      placeHolder: 'ATT&CK technique, by id, name or tactic',
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return item?.answer;
}

async function askAuthor(memory: vscode.Memento): Promise<string | undefined> {
  const value = memory.get<string>(authorKey, '');
  const author = await askText({ step: 5, prompt: 'Author of the rule', value });
  if (author !== undefined) await memory.update(authorKey, author);
  return author;
}

interface Question {
  readonly step: number;
  readonly prompt: string;
  readonly value?: string;
}

async function askText({ step, prompt, value = '' }: Question): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: `${title} (${step} of ${steps})`,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (typed) => (typed.trim() === '' ? 'Type at least one character.' : undefined),
  });
  return text?.trim();
}

/**
 * Opens the rule unsaved: in the empty file that is shown, else under a free file name beside the rule that is shown or in
 * the workspace's `rules` folder.
 */
async function open(
  { fileName, text, fillsShown, cursor }: NewRuleResult,
  shown: vscode.TextDocument | undefined,
): Promise<void> {
  const document = shown && fillsShown ? shown : await newDocument(fileName, shown);
  const editor = await vscode.window.showTextDocument(document);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit((edit) => {
    edit.replace(all, text);
  });
  const place = document.positionAt(cursor);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function newDocument(
  fileName: string,
  shown: vscode.TextDocument | undefined,
): Promise<vscode.TextDocument> {
  const uri = await freeUri(fileName, shown);
  if (uri) return vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
  const languages = await vscode.languages.getLanguages();
  const language = languages.includes('toml') ? 'toml' : ruleLanguage;
  return vscode.workspace.openTextDocument({ language });
}

/** A place for the file where there is none yet; undefined without a folder on disk. */
async function freeUri(
  fileName: string,
  shown: vscode.TextDocument | undefined,
): Promise<vscode.Uri | undefined> {
  const folder = await ruleFolder(shown);
  if (!folder) return undefined;
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? fileName : fileName.replace(/\.toml$/, `_${copy}.toml`);
    const uri = vscode.Uri.joinPath(folder, name);
    const isOpen = vscode.workspace.textDocuments.some((each) => each.uri.path === uri.path);
    if (!isOpen && !(await exists(uri))) return uri;
  }
}

async function ruleFolder(shown: vscode.TextDocument | undefined): Promise<vscode.Uri | undefined> {
  if (shown?.uri.scheme === 'file' && isRuleDocument(shown))
    return vscode.Uri.joinPath(shown.uri, '..');
  const root = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  if (!root) return undefined;
  const rules = vscode.Uri.joinPath(root, 'rules');
  return (await exists(rules)) ? rules : root;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
