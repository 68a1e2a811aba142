// Documents made to satisfy real rules: the rule's query must match them with our own field types.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse as parseToml } from 'smol-toml';
import { fieldNames, findFieldType } from '../../server/src/catalog/fieldCatalog';
import { compileKql } from '../../server/src/engine/compileKql';
import { layeredTypes } from '../../server/src/engine/fieldTypeLayers';
import type { CompiledQuery } from '../../server/src/engine/matcher';
import type { JsonObject } from '../../server/src/events/event';
import { parseKql } from '../../server/src/kql/parse';
import { rulesCheckout } from '../support/data';
import { nameOf, trustedScenarios, wrongScenarios } from '../support/geneve';

const scenarios = trustedScenarios();

const types = layeredTypes(new Map(), { findFieldType, fieldNames });

describe('documents made for real rules', { skip: scenarios.length === 0 }, () => {
  const compiled = new Map<string, CompiledQuery>();
  const queryFor = (file: string): CompiledQuery => {
    const known = compiled.get(file);
    if (known !== undefined) return known;
    const query = compileKql(parseKql(queryOf(file)).root, types);
    compiled.set(file, query);
    return query;
  };
  it('match the query of their rule', () => {
    const missed = scenarios.flatMap((scenario) => {
      const why = whyNot(queryFor(scenario.rule_file), scenario.docs);
      return why === undefined ? [] : [{ name: nameOf(scenario), why }];
    });
    assert.deepEqual(
      missed.filter(({ name }) => !wrongScenarios.has(name)),
      [],
    );
    assert.equal(missed.length, wrongScenarios.size);
  });
});

/** Undefined if every document matches. */
function whyNot(query: CompiledQuery, docs: readonly JsonObject[]): string | undefined {
  if (query.kind === 'failure') return query.failures[0]?.message;
  const stray = docs.find((doc) => !query.matcher.matches(doc, 0));
  return stray === undefined ? undefined : JSON.stringify(stray);
}

function queryOf(ruleFile: string): string {
  const text = readFileSync(path.join(rulesCheckout(), ruleFile), 'utf8');
  const rule = parseToml(text)['rule'] as { readonly query: string };
  return rule.query;
}
