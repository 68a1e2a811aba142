// Which of our checks the switches and tests of the detection-rules repository stand for.
import type { SeverityLevels } from './check';

/** By the switch in `_config.yaml`; in capitals behind `DR_` it is the environment variable. */
const codesBySwitch: Readonly<Record<string, readonly string[]>> = {
  bypass_note_validation_and_parse: [
    'setup-heading',
    'guide-name',
    'guide-triage',
    'guide-placeholder',
  ],
  bypass_bbr_lookback_validation: ['building-block-timing'],
  bypass_tags_validation: [
    'duplicate-tag',
    'tag-case',
    'tag-prefix',
    'index-tag',
    'os-tag',
    'tactic-tag',
    'unmapped-tactic',
    'tactic-tags',
    'source-tags',
    'kind-tag',
  ],
  bypass_timeline_template_validation: ['timeline'],
  bypass_esql_keep_validation: ['esql-keep'],
  bypass_esql_metadata_validation: ['esql-metadata'],
  bypass_version_lock: ['locked-version'],
};

/** Versions are no part of "all optional validations". */
const optional = Object.keys(codesBySwitch).filter((name) => name !== 'bypass_version_lock');

/** By the name of a unit test, its module left out. */
const codesByTest: Readonly<Record<string, readonly string[]>> = {
  'TestValidRules.test_file_names': ['file-name'],
  'TestValidRules.test_duplicate_file_names': ['duplicate-file-name'],
  'TestValidRules.test_bbr_validation': ['building-block-timing'],
  'TestValidRules.test_max_signals_note': ['max-signals'],
  'TestValidRules.test_from_filed_value': ['rounded-from'],
  'TestValidRules.test_index_or_data_view_id_present': ['missing-index'],
  'TestThreatMappings.test_technique_deprecations': ['attack-status'],
  'TestThreatMappings.test_tactic_to_technique_correlations': [
    'attack-id',
    'attack-name',
    'attack-reference',
    'attack-tactic',
    'attack-parent',
  ],
  'TestThreatMappings.test_duplicated_tactics': ['attack-repeated'],
  'TestRuleTags.test_casing_and_spacing': ['tag-case'],
  'TestRuleTags.test_tag_prefix': ['tag-prefix'],
  'TestRuleTags.test_no_duplicate_tags': ['duplicate-tag'],
  'TestRuleTags.test_required_tags': ['index-tag'],
  'TestRuleTags.test_primary_tactic_as_tag': ['tactic-tag', 'tactic-tags', 'unmapped-tactic'],
  'TestRuleTags.test_os_tags': ['os-tag'],
  'TestRuleTags.test_ml_rule_type_tags': ['kind-tag'],
  'TestRuleTags.test_bbr_tags': ['kind-tag'],
  'TestRuleTags.test_investigation_guide_tag': ['kind-tag'],
  'TestRuleTimelines.test_timeline_has_title': ['timeline'],
  'TestRuleTimelines.test_timeline_has_id': ['timeline'],
  'TestRuleFiles.test_rule_file_name_tactic': ['file-name-tactic'],
  'TestRuleFiles.test_bbr_in_correct_dir': ['rule-folder'],
  'TestRuleFiles.test_non_bbr_in_correct_dir': ['rule-folder'],
  'TestRuleMetadata.test_updated_date_newer_than_creation': ['date-order'],
  'TestRuleMetadata.test_deprecated_rules': ['deprecation', 'rule-folder'],
  'TestRuleMetadata.test_integration_tag': [
    'index-integration',
    'integration-folder',
    'dataset-package',
  ],
  'TestRuleTiming.test_event_override': ['timestamp-override'],
  'TestRuleTiming.test_required_lookback': ['endpoint-from'],
  'TestRuleTiming.test_eql_lookback': ['maxspan'],
  'TestRuleTiming.test_eql_interval_to_maxspan': ['maxspan'],
  'TestLicense.test_elastic_license_only_v2': ['license'],
  'TestRiskScoreMismatch.test_rule_risk_score_severity_mismatch': ['risk-severity'],
  'TestNoteMarkdownPlugins.test_note_has_osquery_warning': ['guide-placeholder'],
  'TestNoteMarkdownPlugins.test_plugin_placeholders_match_entries': ['guide-placeholder'],
  'TestNoteMarkdownPlugins.test_note_contains_triage_and_analysis': ['guide-triage'],
  'TestEndpointQuery.test_os_and_platform_in_query': ['os-type'],
  'TestIncompatibleFields.test_rule_backports_for_restricted_fields': ['stack-version'],
  'TestIntegrationRules.test_all_min_stack_rules_have_comment': ['min-stack-comments'],
  'TestAlertSuppression.test_group_field_in_schemas': ['rule-field'],
  'TestNewTerms.test_history_window_start': ['history-window'],
  'TestNewTerms.test_new_terms_field_exists': ['rule-field'],
  'TestNewTerms.test_new_terms_fields_unique': ['repeated-field'],
};

/** Switches that are on, by their name in `_config.yaml`. */
export function bypassedBySwitches(names: Iterable<string>): SeverityLevels {
  const all = [...names].flatMap((name) =>
    name === 'bypass_optional_elastic_validation' ? optional : [name],
  );
  return off(all.flatMap((name) => codesBySwitch[name] ?? []));
}

/** Every switch that there is. */
export const bypassSwitches: readonly string[] = [
  'bypass_optional_elastic_validation',
  ...Object.keys(codesBySwitch),
];

/** Tests that are left out, or the only ones that are not: full names, or `pattern:` and a name with `*`. */
export function bypassedByTests(tests: readonly string[], areOnly = false): SeverityLevels {
  const isLeftOut = (name: string): boolean =>
    tests.some((test) => isMeant(test, name)) !== areOnly;
  const all = Object.entries(codesByTest);
  // A check that stands for several tests is off only if none of them is left.
  const needed = all.flatMap(([name, own]) => (isLeftOut(name) ? [] : own));
  const codes = all.flatMap(([name, own]) => (isLeftOut(name) ? own : []));
  return off(codes.filter((code) => !needed.includes(code)));
}

function isMeant(test: string, name: string): boolean {
  const pattern = /^pattern:(.*)$/.exec(test)?.[1];
  if (pattern === undefined) return test.endsWith(`.${name}`) || test === name;
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(`tests.test_all_rules.${name}`);
}

function off(codes: readonly string[]): SeverityLevels {
  return Object.fromEntries(codes.map((code) => [code, 'off'] as const));
}
