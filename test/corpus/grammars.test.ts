// The grammars over real rules: the query's colours begin and end with the query, and no other token changes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import type { IGrammar } from 'vscode-textmate';
import { parseRule } from '../../server/src/rule/ruleDocument';
import { asTable, asTables, entrySpan, tableAt, tablesAt } from '../../server/src/rule/tomlValues';
import { cover, touches } from '../../server/src/text/span';
import type { Span } from '../../server/src/text/span';
import type { TomlTable } from '../../server/src/toml/ast';
import { ruleFiles } from '../support/data';
import { loadGrammar, tokenize } from '../support/grammars';
import type { Token } from '../support/grammars';

const embedded = 'meta.embedded.block.kuery';

interface Queries {
  /** Key and value of the rule's queries. */
  readonly rule: readonly Span[];
  /** SQL for the agent, under the same key. */
  readonly osquery: readonly Span[];
  /** All of that name, filters and their parameters included. */
  readonly all: readonly Span[];
}

function queriesOf(text: string): Queries {
  const { root } = parseRule(text).toml;
  const transforms = tablesAt(tableAt(root, 'transform'), 'osquery');
  return {
    rule: querySpans(tableAt(root, 'rule')),
    osquery: transforms.flatMap(querySpans),
    all: tablesBelow(root).flatMap(querySpans),
  };
}

function querySpans(table: TomlTable | undefined): readonly Span[] {
  return ['query', 'threat_query'].flatMap((key) => {
    const entry = table?.entries.get(key);
    return entry ? [cover(entry.key.span, entrySpan(entry))] : [];
  });
}

function tablesBelow(table: TomlTable): readonly TomlTable[] {
  const inner = [...table.entries.values()].flatMap(({ value }) => [
    ...asTables(value),
    ...[asTable(value) ?? []].flat(),
  ]);
  return [table, ...inner.flatMap(tablesBelow)];
}

function outside(tokens: readonly Token[], spans: readonly Span[]): readonly string[] {
  return tokens
    .filter(({ offset }) => !spans.some((span) => touches(span, offset)))
    .filter(({ text }) => text.trim() !== '')
    .map(({ line, text, scopes }) => `${line + 1}: ${text} ${scopes.join(' ')}`);
}

describe('grammars over real rules', () => {
  for (const base of ['source.toml', 'source.toml.detection-rule'])
    describe(base, () => {
      let plain: IGrammar;
      let injected: IGrammar;
      before(async () => {
        plain = await loadGrammar(base, false);
        injected = await loadGrammar(base, true);
      });

      it('colours the query and leaves the rest alone', () => {
        let queries = 0;
        for (const file of ruleFiles()) {
          const text = readFileSync(file, 'utf8');
          const { rule, osquery, all } = queriesOf(text);
          const tokens = tokenize(injected, text);
          const name = path.basename(file);
          assert.deepEqual(outside(tokens, all), outside(tokenize(plain, text), all), name);
          const inner = tokens.filter(({ scopes }) => scopes.includes(embedded));
          const coloured = inner.filter(({ scopes }) => scopes.at(-1)?.endsWith('.kuery'));
          for (const span of rule) {
            assert.ok(
              inner.some(({ offset }) => touches(span, offset)),
              `${name}: no colours`,
            );
            queries++;
          }
          for (const span of osquery)
            assert.ok(!coloured.some(({ offset }) => touches(span, offset)), `${name}: SQL`);
        }
        assert.ok(queries > 0);
      });
    });
});
