// What package.json says must be what the code does, and the webview must stay shut to markup.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pageHtml } from '../../../client/src/resultsView/pageHtml';

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly languages: readonly { readonly id: string; readonly firstLine: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}

const text = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;

/** Sources of the client by path. */
const sources = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(path.join('client/src', file), 'utf8') }));

function sourceOf(file: string): string {
  return sources.find((source) => source.file === file)?.text ?? '';
}

/** Behind a quick fix alone: it needs a rule and a field, so the palette does not show it. */
const declare = 'rulewright.declareField';

describe('manifest', () => {
  it('lists the commands that are registered', () => {
    const registered = [...sourceOf('commands.ts').matchAll(/registerCommand\('([^']+)'/g)];
    assert.deepEqual(
      registered.map((match) => match[1]).filter((command) => command !== declare),
      contributes.commands.map(({ command }) => command),
    );
  });

  it('has a text for every %name% and no text too many', () => {
    const names = [...text.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '').sort();
    const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    assert.deepEqual(Object.keys(texts).sort(), names);
  });

  it('names the view and the language as the code does', () => {
    const [view] = Object.values(contributes.views).flat();
    assert.ok(view && sourceOf('resultsView/provider.ts').includes(`'${view.id}'`));
    const [language] = contributes.languages;
    assert.ok(language && sourceOf('ruleServer.ts').includes(`'${language.id}'`));
  });

  it('claims a file by its first line and by nothing else', () => {
    const [language] = contributes.languages;
    assert.deepEqual(Object.keys(language ?? {}), ['id', 'aliases', 'firstLine', 'configuration']);
    const firstLine = new RegExp(language?.firstLine ?? '');
    for (const line of ['[metadata]', '[rule]', ' [ rule ] # a rule'])
      assert.match(line, firstLine);
    for (const line of ['[project]', '[[rule]]', '[rule.threat]', 'rule', '# [rule]'])
      assert.doesNotMatch(line, firstLine);
  });

  it('has its icon', () => {
    assert.ok(existsSync(manifest.icon));
  });
});

describe('results view', () => {
  it('may run its script, use its style, and nothing else', () => {
    const html = pageHtml({
      script: 'https://x/main.js',
      style: 'https://x/style.css',
      cspSource: 'https://x',
      nonce: 'abc',
    });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; style-src https://x; script-src 'nonce-abc';");
    assert.deepEqual(html.match(/<script[^>]*>/g), [
      '<script nonce="abc" src="https://x/main.js">',
    ]);
  });

  it('never makes markup of text', () => {
    const markup =
      /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|srcdoc|setHTML\w*|document\.write|eval|new Function)\b/;
    const page = sources.filter(({ file }) => file.includes('webview'));
    assert.ok(page.length > 5);
    for (const { file, text: source } of page) assert.doesNotMatch(source, markup, file);
  });

  it('has no colours of its own', () => {
    const folder = 'client/src/resultsView/webview';
    const styles = readdirSync(folder).filter((file) => file.endsWith('.css'));
    assert.ok(styles.length > 0);
    const declared = styles
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n')
      .replace(/\/\*[^]*?\*\//g, '');
    assert.doesNotMatch(declared, /#[0-9a-f]{3,8}\b(?=[^{}]*;)|\brgba?\(|\bhsla?\(/i);
  });
});
