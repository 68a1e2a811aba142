// Values that rules customarily have: tags, index patterns, integrations, dates, times, a new id.
import type { AttackCatalog } from '../catalog/attackCatalog';
import { dataSources, integrations, tagGroups } from '../catalog/ruleCatalog';
import { timelineTemplates } from '../catalog/timelineTemplates';
import { riskLevels } from '../checks/riskLevels';
import type { RuleDocument } from '../rule/ruleDocument';
import { stringAt, stringListAt, tableAt } from '../rule/tomlValues';
import type { TextEdit } from '../text/problem';
import { dayText } from './completionContext';
import type { CompletionContext } from './completionContext';
import { attackOf } from './knowledge';

/** A text to insert into a string, and what to say about it. */
export interface LabelValue {
  readonly text: string;
  readonly detail: string;
  /** ATT&CK id that the value is about. */
  readonly id?: string;
  /** What accepting it changes elsewhere. */
  readonly edits?: readonly TextEdit[];
}

/** The values to offer for the key at a dotted path, best first; those that a list has already are left out. */
export function labelValues(
  document: RuleDocument,
  path: readonly string[],
  context: CompletionContext | undefined,
): readonly LabelValue[] {
  switch (path.join('.')) {
    case 'rule.tags':
      return without(presentIn(document, 'rule', 'tags'), tags(document, attackOf(context)));
    case 'rule.index':
      return without(presentIn(document, 'rule', 'index'), patterns(false));
    case 'rule.threat_index':
      return without(presentIn(document, 'rule', 'threat_index'), patterns(true));
    case 'metadata.integration':
      return without(presentIn(document, 'metadata', 'integration'), packages());
    case 'metadata.creation_date':
    case 'metadata.updated_date':
    case 'metadata.deprecation_date':
      return context ? [{ text: dayText(context.now), detail: 'today' }] : [];
    case 'rule.rule_id':
      return context ? [{ text: context.newId, detail: 'a new id' }] : [];
    case 'rule.from':
      return spans(['9m', '6m', '15m', '30m', '45m', '60m', '119m', '24h'], 'looks back');
    case 'rule.to':
      return [{ text: 'now', detail: 'up to the execution' }];
    case 'rule.interval':
      return ['5m', '10m', '15m', '30m', '60m', '24h'].map((text) => ({
        text,
        detail: `runs every ${text}`,
      }));
    case 'rule.history_window_start':
    case 'rule.new_terms.history_window_start.value':
      return spans(['5d', '7d', '10d', '14d', '30d'], 'history of');
    case 'rule.timeline_id':
      return templates(document).map(([text, detail]) => ({ text, detail }));
    case 'rule.timeline_title':
      return templates(document).map(([detail, text]) => ({ text, detail }));
    default:
      return [];
  }
}

/** Ids and titles, first those of the template that the rule names already. */
function templates({ toml }: RuleDocument): readonly (readonly [id: string, title: string])[] {
  const rule = tableAt(toml.root, 'rule');
  const named = ['timeline_id', 'timeline_title'].map((key) => stringAt(rule, key)?.value);
  const isNamed = (template: readonly string[]): boolean =>
    template.some((text) => named.includes(text));
  return [...timelineTemplates].sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
}

/** Numbers that rules customarily have, best first. */
export function usualNumbers(
  { rule }: RuleDocument,
  path: readonly string[],
): readonly { readonly number: number; readonly detail: string }[] {
  if (path.join('.') !== 'rule.risk_score') return [];
  const isOwn = (severity: string): number => Number(severity === rule.severity?.value);
  return riskLevels
    .map(({ severity, usual }) => ({ number: usual, detail: `severity ${severity}`, severity }))
    .sort((a, b) => isOwn(b.severity) - isOwn(a.severity));
}

function presentIn(document: RuleDocument, table: string, key: string): ReadonlySet<string> {
  const found = stringListAt(tableAt(document.toml.root, table), key)?.value ?? [];
  return new Set(found.map(({ value }) => value));
}

function without(
  present: ReadonlySet<string>,
  values: readonly LabelValue[],
): readonly LabelValue[] {
  return values.filter(({ text }) => !present.has(text));
}

function spans(lengths: readonly string[], words: string): readonly LabelValue[] {
  return lengths.map((length) => ({ text: `now-${length}`, detail: `${words} ${length}` }));
}

/** Tags that follow from what the rule says already come first. */
function tags(document: RuleDocument, attack: AttackCatalog): readonly LabelValue[] {
  const likely = new Set([
    ...document.rule.threat.flatMap(({ tactic }) =>
      tactic?.name ? [`Tactic: ${tactic.name.value}`] : [],
    ),
    ...(document.rule.index?.value ?? []).flatMap(({ value }) =>
      dataSources()
        .filter(({ pattern, name }) => pattern === value && name !== '')
        .flatMap(({ name, domain, os }) => [
          `Data Source: ${name}`,
          `Domain: ${domain}`,
          `OS: ${os}`,
        ]),
    ),
  ]);
  const all = tagGroups(attack).flatMap(({ prefix, values, description }) =>
    values.map((value) => ({ text: `${prefix}: ${value}`, detail: description })),
  );
  return [...all].sort((a, b) => Number(likely.has(b.text)) - Number(likely.has(a.text)));
}

function patterns(areIndicators: boolean): readonly LabelValue[] {
  return dataSources()
    .filter(({ integration }) => (integration === 'ti') === areIndicators)
    .map(({ pattern, description }) => ({ text: pattern, detail: description }));
}

function packages(): readonly LabelValue[] {
  return integrations().map(({ name, patterns: read }) => ({
    text: name,
    detail: read.join(', '),
  }));
}
