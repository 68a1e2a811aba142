// Reads the domain rule out of a TOML tree, in the spelling of the repository format or of the Kibana API.
import { cover } from '../text/span';
import type { Span } from '../text/span';
import type { TomlTable } from '../toml/ast';
import { readAlertSuppression, readIndicatorMatch, readThreshold } from './readRuleType';
import { queryLanguages, ruleTypes } from './rule';
import type { AttackReference, NewTerms, Rule, TechniqueReference, ThreatMapping } from './rule';
import {
  booleanAt,
  entrySpan,
  integerAt,
  oneOfAt,
  stringAt,
  stringListAt,
  tableAt,
  tablesAt,
} from './tomlValues';

/** The rule of a `[rule]` table. Never throws; what is absent or of the wrong type is `undefined`. */
export function readRule(table: TomlTable | undefined): Rule {
  return {
    id: stringAt(table, 'rule_id'),
    name: stringAt(table, 'name'),
    type: oneOfAt(table, 'type', ruleTypes),
    language: oneOfAt(table, 'language', queryLanguages),
    query: stringAt(table, 'query'),
    index: stringListAt(table, 'index'),
    dataViewId: stringAt(table, 'data_view_id'),
    from: stringAt(table, 'from'),
    to: stringAt(table, 'to'),
    interval: stringAt(table, 'interval'),
    maxSignals: integerAt(table, 'max_signals'),
    timestampOverride: stringAt(table, 'timestamp_override'),
    timestampOverrideFallbackDisabled: booleanAt(table, 'timestamp_override_fallback_disabled'),
    severity: stringAt(table, 'severity'),
    riskScore: integerAt(table, 'risk_score'),
    tags: stringListAt(table, 'tags')?.value ?? [],
    newTerms: readNewTerms(table),
    threshold: readThreshold(tableAt(table, 'threshold')),
    indicatorMatch: readIndicatorMatch(table),
    alertSuppression: readAlertSuppression(tableAt(table, 'alert_suppression')),
    threat: tablesAt(table, 'threat').map(readThreat),
  };
}

/** `[rule.new_terms]` of the repository format, else `new_terms_fields` and `history_window_start` of the API. */
function readNewTerms(rule: TomlTable | undefined): NewTerms | undefined {
  const table = tableAt(rule, 'new_terms');
  if (table)
    return {
      fields: stringListAt(table, 'value'),
      historyWindowStart: stringAt(tablesAt(table, 'history_window_start')[0], 'value'),
      path: 'rule.new_terms',
      span: table.span,
    };
  const span = spanOfEntries(rule, ['new_terms_fields', 'history_window_start']);
  return (
    span && {
      fields: stringListAt(rule, 'new_terms_fields'),
      historyWindowStart: stringAt(rule, 'history_window_start'),
      path: 'rule',
      span,
    }
  );
}

function spanOfEntries(table: TomlTable | undefined, keys: readonly string[]): Span | undefined {
  const spans = keys.flatMap((key) => {
    const entry = table?.entries.get(key);
    return entry ? [entrySpan(entry)] : [];
  });
  return spans.length === 0 ? undefined : spans.reduce(cover);
}

/** One entry of `rule.threat`. */
export function readThreat(table: TomlTable): ThreatMapping {
  const tactic = tableAt(table, 'tactic');
  return {
    framework: stringAt(table, 'framework'),
    tactic: tactic && readReference(tactic),
    techniques: tablesAt(table, 'technique').map(readTechnique),
    span: table.span,
  };
}

function readTechnique(table: TomlTable): TechniqueReference {
  const { id, name, reference, span } = readReference(table);
  const subtechniques = tablesAt(table, 'subtechnique').map(readReference);
  return { id, name, reference, span, subtechniques };
}

function readReference(table: TomlTable): AttackReference {
  return {
    id: stringAt(table, 'id'),
    name: stringAt(table, 'name'),
    reference: stringAt(table, 'reference'),
    span: table.span,
  };
}
