// Tokenizes TOML with our TextMate grammars the way VS Code does, on our own base grammar or on a stand-in for a foreign one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { OnigScanner, OnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry, parseRawGrammar } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';
import { lineStarts } from '../../server/src/text/lineIndex';

const files: Readonly<Record<string, string>> = {
  'source.kuery': 'syntaxes/kuery.tmLanguage.json',
  'source.toml.detection-rule': 'syntaxes/rule.tmLanguage.json',
  'source.toml': 'test/unit/syntaxes/foreign-toml.tmLanguage.json',
  'rulewright.query.injection': 'syntaxes/query.injection.tmLanguage.json',
};

/** A piece of a line and its scopes, outermost first. */
export interface Token {
  readonly line: number;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

let engine: Promise<void> | undefined;

/** A base grammar by scope, with our injection or without. */
export async function loadGrammar(scope: string, injection: boolean): Promise<IGrammar> {
  engine ??= loadEngine();
  const registry = new Registry({
    onigLib: engine.then(() => ({
      createOnigScanner: (patterns: string[]) => new OnigScanner(patterns),
      createOnigString: (text: string) => new OnigString(text),
    })),
    loadGrammar: (name) => {
      const file = files[name];
      return Promise.resolve(file ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null);
    },
    getInjections: (name) =>
      injection && name.startsWith('source.toml') ? ['rulewright.query.injection'] : [],
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`no grammar for ${scope}`);
  return grammar;
}

/** All tokens of a text; the scope of the whole file, which every token has, is left out. */
export function tokenize(grammar: IGrammar, text: string): readonly Token[] {
  let stack = INITIAL;
  const starts = lineStarts(text);
  return text.split(/\r?\n/).flatMap((content, line) => {
    const result = grammar.tokenizeLine(content, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      line,
      offset: (starts[line] ?? 0) + startIndex,
      text: content.slice(startIndex, endIndex),
      scopes: scopes.slice(1),
    }));
  });
}

async function loadEngine(): Promise<void> {
  const main = createRequire(path.resolve('package.json')).resolve('vscode-oniguruma');
  await loadWASM(readFileSync(path.join(path.dirname(main), 'onig.wasm')));
}
