// Documents that geneve made to trip real rules, as far as they can be trusted.
import type { JsonObject } from '../../server/src/events/event';
import { jsonLines } from './data';

export interface Scenario {
  /** Path in the rules checkout. */
  readonly rule_file: string;
  readonly rule_type: string;
  readonly language: string;
  readonly branch: number;
  readonly upstream_verified: string;
  readonly python_selfcheck: boolean | null;
  readonly docs: readonly JsonObject[];
}

const ruleTypes: readonly string[] = ['query', 'new_terms', 'threshold', 'threat_match'];

/** Those for KQL rules that were seen to alert, or checked by their maker; none without the data. */
export function trustedScenarios(): readonly Scenario[] {
  return (jsonLines('data', 'geneve', 'scenarios.jsonl') as readonly Scenario[]).filter(
    ({ language, rule_type, upstream_verified, python_selfcheck }) =>
      language === 'kuery' &&
      ruleTypes.includes(rule_type) &&
      (upstream_verified === 'same-query' || python_selfcheck === true),
  );
}

export function nameOf({ rule_file, branch }: Scenario): string {
  return `${rule_file} #${branch}`;
}

/** Scenarios that are wrong: the documents do not satisfy the query of their rule, with the reason. */
export const wrongScenarios: ReadonlyMap<string, string> = new Map([
  [
    'rules/windows/credential_access_protected_storage_service_access.toml #0',
    'the rule quotes "\\\\*\\IPC$", where Kibana takes the asterisk literally; the document takes it as a wildcard',
  ],
  [
    'rules_building_block/initial_access_github_new_ip_address_for_pat.toml #0',
    'github.actor_ip is an ip field; the document holds "oa", which is no address and so not indexed',
  ],
  [
    'rules_building_block/initial_access_github_new_ip_address_for_pat.toml #1',
    'github.actor_ip is an ip field; the document holds "Eyg", which is no address and so not indexed',
  ],
]);
