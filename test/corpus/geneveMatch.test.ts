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
import { jsonLines, rulesCheckout } from '../support/data';

interface Scenario {
  readonly rule_file: string;
  readonly rule_type: string;
  readonly language: string;
  readonly branch: number;
  readonly upstream_verified: string;
  readonly python_selfcheck: boolean | null;
  readonly docs: readonly JsonObject[];
}

const scenarios = (jsonLines('data', 'geneve', 'scenarios.jsonl') as readonly Scenario[]).filter(
  (scenario) =>
    scenario.language === 'kuery' &&
    (scenario.rule_type === 'query' || scenario.rule_type === 'new_terms') &&
    (scenario.upstream_verified === 'same-query' || scenario.python_selfcheck === true),
);
/** Scenarios that are wrong, with the reason. */
const explained = [
  // The rule quotes "\\\\*\\IPC$", where Kibana takes the asterisk literally; the document takes it as a wildcard.
  'rules/windows/credential_access_protected_storage_service_access.toml #0:',
  // github.actor_ip is an ip field; the documents hold "oa" and "Eyg", which are no addresses and so not indexed.
  'rules_building_block/initial_access_github_new_ip_address_for_pat.toml #0:',
  'rules_building_block/initial_access_github_new_ip_address_for_pat.toml #1:',
];

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
    const missed = scenarios
      .map((scenario) => ({ scenario, why: whyNot(queryFor(scenario.rule_file), scenario.docs) }))
      .filter(({ why }) => why !== undefined)
      .map(({ scenario, why }) => `${scenario.rule_file} #${scenario.branch}: ${why ?? ''}`);
    assert.deepEqual(
      missed.filter((line) => !explained.some((start) => line.startsWith(start))),
      [],
    );
    assert.equal(missed.length, explained.length);
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
