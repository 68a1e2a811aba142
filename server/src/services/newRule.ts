// Writes a new rule that has no problem: everything a rule of its type needs, with identity, dates, tags and mapping filled in.
import type { AttackEdition } from '../catalog/attackEdition';
import type { Tactic } from '../catalog/catalogTypes';
import { requiredTags } from '../catalog/requiredTags';
import { dataSources } from '../catalog/ruleCatalog';
import type { DataSource } from '../catalog/ruleCatalog';
import { languagesOf } from '../rule/rule';
import type { RuleType } from '../rule/rule';
import { starterQuery } from './starterQuery';
import { threatBlock } from './threatBlock';

export interface NewRule {
  readonly type: RuleType;
  readonly name: string;
  readonly author: string;
  /** A known index pattern. */
  readonly index?: string;
  /** Id of a technique or sub-technique, and of the one of its tactics that is meant (absent: its first). */
  readonly technique?: string;
  readonly tactic?: string;
  /** UUID in lower case. */
  readonly id: string;
  /** `YYYY/MM/DD`. */
  readonly date: string;
}

/** Name of the rule's file: tactic and name in lower case with underscores, as the rule repository has it. */
export function newRuleFileName(rule: NewRule, attack: AttackEdition): string {
  const words = `${tacticOf(rule, attack)?.name ?? ''} ${rule.name}`
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return `${words === '' ? 'rule' : words}.toml`;
}

/** The text of the rule. */
export function newRuleText(rule: NewRule, attack: AttackEdition): string {
  const source = dataSources().find(({ pattern }) => pattern === rule.index);
  const parts = [
    metadata(rule, source),
    ruleTable(rule, source, tacticOf(rule, attack)),
    query(rule, source),
    threat(rule, attack),
    ...typeTables(rule.type),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function metadata({ date }: NewRule, source: DataSource | undefined): string {
  return lines(
    '[metadata]',
    `creation_date = ${quote(date)}`,
    source && namesPackage(source) ? `integration = [${quote(source.integration)}]` : '',
    'maturity = "development"',
    `updated_date = ${quote(date)}`,
  );
}

/** The repository wants an index pattern of each package, or Winlogbeat's for Windows. */
function namesPackage({ integration, pattern }: DataSource): boolean {
  if (integration === '') return false;
  if (pattern.startsWith('winlog')) return true;
  return ['.', '-', '*'].some((end) => pattern.startsWith(`logs-${integration}${end}`));
}

/** Keys of `[rule]` in the order of the alphabet, as the rule repository writes them. */
function ruleTable(
  rule: NewRule,
  source: DataSource | undefined,
  tactic: Tactic | undefined,
): string {
  const { type } = rule;
  const [language] = languagesOf(type);
  const readsIndex = language !== undefined && type !== 'esql';
  return lines(
    '[rule]',
    type === 'machine_learning' ? 'anomaly_threshold = 70' : '',
    `author = [${quote(rule.author)}]`,
    `description = ${quote(`Finds ${rule.name}. Say here what that means and why it matters.`)}`,
    `from = ${quote(type === 'machine_learning' ? 'now-45m' : 'now-9m')}`,
    readsIndex ? `index = [${quote(source?.pattern ?? 'logs-*')}]` : '',
    type === 'machine_learning' ? 'interval = "15m"' : '',
    language === undefined || type === 'saved_query' ? '' : `language = ${quote(language)}`,
    type === 'machine_learning' ? 'machine_learning_job_id = "name_of_the_job"' : '',
    `name = ${quote(rule.name)}`,
    'risk_score = 47',
    `rule_id = ${quote(rule.id)}`,
    type === 'saved_query' ? 'saved_id = "id-of-the-saved-query"' : '',
    'severity = "medium"',
    tags(rule, source, tactic),
    ...(type === 'threat_match' ? indicatorKeys : []),
    type === 'machine_learning' ? '' : 'timestamp_override = "event.ingested"',
    `type = ${quote(type)}`,
  );
}

const indicatorKeys: readonly string[] = [
  'threat_index = ["logs-ti_*"]',
  'threat_indicator_path = "threat.indicator"',
  'threat_language = "kuery"',
  `threat_query = '@timestamp >= "now-30d/d" and threat.indicator.ip: *'`,
];

function tags(rule: NewRule, source: DataSource | undefined, tactic: Tactic | undefined): string {
  const all = [
    source && source.domain !== '' ? `Domain: ${source.domain}` : '',
    source && source.os !== '' ? `OS: ${source.os}` : '',
    'Use Case: Threat Detection',
    tactic ? `Tactic: ${tactic.name}` : '',
    source && source.name !== '' ? `Data Source: ${source.name}` : '',
    ...(rule.type === 'machine_learning' ? ['Rule Type: ML', 'Rule Type: Machine Learning'] : []),
    ...requiredTags(source?.pattern ?? ''),
  ].filter((tag) => tag !== '');
  return ['tags = [', ...[...new Set(all)].map((tag) => `    ${quote(tag)},`), ']'].join('\n');
}

function query({ type }: NewRule, source: DataSource | undefined): string {
  const text = starterQuery(type, source);
  return text === '' ? '' : `query = '''\n${text}\n'''`;
}

function tacticOf({ tactic, technique }: NewRule, attack: AttackEdition): Tactic | undefined {
  return attack.findTactic(tactic ?? attack.findTechnique(technique ?? '')?.tactics[0] ?? '');
}

function threat(rule: NewRule, attack: AttackEdition): string {
  const tactic = tacticOf(rule, attack);
  if (!tactic) return '';
  const techniques = rule.technique === undefined ? [] : [rule.technique];
  return threatBlock({ tactic: tactic.id, techniques }, attack);
}

/** Tables that only some types have; they stand at the end of the file. */
function typeTables(type: RuleType): readonly string[] {
  switch (type) {
    case 'new_terms':
      return [
        lines('[rule.new_terms]', 'field = "new_terms_fields"', 'value = ["user.id"]'),
        lines(
          '[[rule.new_terms.history_window_start]]',
          'field = "history_window_start"',
          'value = "now-30d"',
        ),
      ];
    case 'threshold':
      return [lines('[rule.threshold]', 'field = ["user.id"]', 'value = 10')];
    case 'threat_match':
      return [
        '[[rule.threat_mapping]]',
        lines(
          '[[rule.threat_mapping.entries]]',
          'field = "destination.ip"',
          'type = "mapping"',
          'value = "threat.indicator.ip"',
        ),
      ];
    default:
      return [];
  }
}

function lines(...all: readonly string[]): string {
  return all.filter((line) => line !== '').join('\n');
}

/** A basic string of TOML: JSON's escapes are among TOML's, but for the character of DEL. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}
