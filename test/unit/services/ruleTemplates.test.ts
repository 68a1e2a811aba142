// Templates for an empty file: filled in they have no problem, and the cursor goes where something is to be typed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runChecks } from '../../../server/src/checks';
import { ruleTypes } from '../../../server/src/rule/rule';
import type { RuleType } from '../../../server/src/rule/rule';
import { parseRule } from '../../../server/src/rule/ruleDocument';
import { checkContext } from '../../../server/src/services/checkContext';
import type { CompletionContext } from '../../../server/src/services/completionContext';
import {
  completeEmptyFile,
  isAlmostEmpty,
  templateText,
} from '../../../server/src/services/ruleTemplates';

const context: CompletionContext = {
  now: Date.UTC(2026, 2, 1),
  newId: '7b3f2c1e-0a54-4a55-9c3e-5f0f6c1b2d3e',
  snippets: true,
};

/** What an editor makes of a snippet whose places get these texts; without one the default stays. */
function fill(snippet: string, texts: Readonly<Record<string, string>> = {}): string {
  return snippet
    .replace(
      /(?<!\\)\$\{(\d+):((?:\\.|[^\\}])*)\}/g,
      (_, n: string, text: string) => texts[n] ?? text,
    )
    .replace(/\\([\\$}])/g, '$1');
}

describe('a template for an empty file', () => {
  for (const type of ruleTypes)
    it(`of type ${type} has no problem, with the names filled in or not`, () => {
      const snippet = templateText(type, context);
      const plain = templateText(type, { ...context, snippets: false });
      assert.equal(fill(snippet), plain);
      for (const text of [plain, fill(snippet, { 1: 'Strange Logon', 2: 'Jane Doe' })]) {
        const document = parseRule(text);
        assert.equal(document.rule.type?.value, type);
        assert.deepEqual(
          runChecks(document, checkContext()).map(({ code, message }) => `${code}: ${message}`),
          [],
          text,
        );
      }
      assert.match(plain, /creation_date = "2026\/03\/01"/);
      assert.ok(plain.includes(context.newId));
    });

  const own: Readonly<Partial<Record<RuleType, readonly string[]>>> = {
    new_terms: ['user.id', 'now-30d'],
    threshold: ['user.id', '10'],
    threat_match: ['destination.ip', 'threat.indicator.ip'],
    saved_query: ['id-of-the-saved-query'],
    machine_learning: ['name_of_the_job'],
  };
  for (const type of ruleTypes)
    it(`of type ${type} goes through name, author, index, query, its own keys and the description`, () => {
      const stops = [...templateText(type, context).matchAll(/\$\{(\d+):([^}]*)/g)]
        .map(([, n = '', text = '']) => [Number(n), text] as const)
        .sort(([a], [b]) => a - b);
      const texts = [...new Set(stops.filter(([n]) => n < 3 || n > 4).map(([, text]) => text))];
      assert.deepEqual(texts, [
        'Name of the Rule',
        'Your Name',
        ...(own[type] ?? []),
        'Say here what that means and why it matters.',
      ]);
      const index = stops.find(([n]) => n === 3)?.[1];
      assert.equal(index, ['esql', 'machine_learning'].includes(type) ? undefined : 'logs-*');
      const hasQuery = !['saved_query', 'machine_learning'].includes(type);
      assert.equal(stops.filter(([n]) => n === 4).length, hasQuery ? 1 : 0);
    });

  it('is offered where the file is empty or a word is begun', () => {
    for (const text of ['', '\n', '\ufeff', 'ru', '  rule\n', 'new-terms'])
      assert.ok(isAlmostEmpty(text), text);
    for (const text of ['[', 'a = 1', '# x', 'two words']) assert.ok(!isAlmostEmpty(text), text);
  });

  it('replaces what is typed', () => {
    const [item] = completeEmptyFile(parseRule('\nru'), context);
    assert.ok(item?.textEdit && 'range' in item.textEdit);
    assert.deepEqual(item.textEdit.range, {
      start: { line: 1, character: 0 },
      end: { line: 1, character: 2 },
    });
  });
});
