// Which integration packages a rule names and which its index patterns name.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, stringListAt, valueAt } from '../../rule/tomlValues';
import { oncePerText } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { Span } from '../../text/span';
import { appendItems, removeItem } from '../listEdits';
import { addPair } from '../pairEdits';
import { metadataOf, ruleOf } from '../ruleTables';

/** Patterns that name no package. Facts: TestRuleMetadata of the detection-rules repository. */
const generic: readonly string[] = [
  'logs-*',
  'metrics-*',
  'traces-*',
  'filebeat-*',
  'packetbeat-*',
  'auditbeat-*',
  'winlogbeat-*',
  'endgame-*',
  '.alerts-security.*',
];

export interface IntegrationKey {
  readonly names: readonly Located<string>[];
  /** Of the value. */
  readonly span: Span;
}

/** `metadata.integration`, a text or a list. */
export function integrationKey(document: RuleDocument): IntegrationKey | undefined {
  const table = metadataOf(document);
  const single = stringAt(table, 'integration');
  if (single) return { names: [single], span: single.span };
  const list = stringListAt(table, 'integration');
  return list && { names: list.value, span: list.span };
}

/** `cluster:logs-x` reads another cluster's `logs-x`. */
function withoutCluster(pattern: string): string {
  return pattern.slice(pattern.indexOf(':') + 1);
}

/** Packages of machine learning models. Facts: schema of the detection-rules repository. */
const modelPackages: readonly string[] = ['lmd', 'dga', 'ded', 'problemchild', 'beaconing', 'pad'];

/** The rule names a package whose models write what it reads. */
export function readsModelPackage(document: RuleDocument): boolean {
  return (
    integrationKey(document)?.names.some(({ value }) => modelPackages.includes(value)) ?? false
  );
}

/** The package that an index pattern names: the word after its first hyphen, up to a dot or wildcard. */
export const packageOf = oncePerText((written): string | undefined => {
  const pattern = withoutCluster(written);
  if (generic.includes(pattern) || !/^(?:logs|metrics|traces)-/.test(pattern)) return undefined;
  const name = /^[a-z]+-([a-z0-9_]+)/.exec(pattern)?.[1];
  // `logs-ti_*` stands for many packages.
  return name === undefined || name.endsWith('_') ? undefined : name;
});

const open: readonly string[] = ['logs-*', 'logs*', '*'];

/** Rules that read any data: nothing can be said about packages. */
export function isOpen(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => open.includes(withoutCluster(pattern)));
}

/**
 * Names one more package: in the key where it names one already, or in a new key. A rule whose index patterns do not read
 * the package gets a pattern that does.
 */
export function addIntegration(document: RuleDocument, name: string): readonly Fix[] {
  const patterns = (document.rule.index?.value ?? []).map(({ value }) => value);
  const isRead = isOpen(patterns) || patterns.some((pattern) => readsPackage(pattern, name));
  const [pattern] = patterns.length === 0 || isRead ? [] : addPattern(document, name);
  return nameIn(document, name).map((fix) => ({
    ...fix,
    title: pattern ? `${fix.title}, and \`${patternOf(name)}\` to \`index\`` : fix.title,
    edits: [...fix.edits, ...(pattern?.edits ?? [])].sort((a, b) => a.span.start - b.span.start),
  }));
}

/** A value of another type is a problem of its own. */
function nameIn(document: RuleDocument, name: string): readonly Fix[] {
  const title = `Add \`${name}\` to \`integration\``;
  const table = metadataOf(document);
  const value = valueAt(table, 'integration');
  const quoted = JSON.stringify(name);
  switch (value?.kind) {
    case undefined:
      return addPair(document, table, {
        key: 'integration',
        value: `[${quoted}]`,
        below: 'creation_date',
      });
    case 'string': {
      const { span } = value;
      const own = document.text.slice(span.start, span.end);
      return [{ title, edits: [{ span, text: `[${own}, ${quoted}]` }], isSafe: false }];
    }
    case 'array':
      return [{ title, edits: appendItems(document.text, value, [quoted]), isSafe: false }];
    default:
      return [];
  }
}

/** The data sets of the package in every name space. */
const patternOf = (name: string): string => `logs-${name}.*-*`;

/** Reads the package too. */
export function addPattern(document: RuleDocument, name: string): readonly Fix[] {
  const list = valueAt(ruleOf(document), 'index');
  if (list?.kind !== 'array' || !list.closed) return [];
  const pattern = patternOf(name);
  const edits = appendItems(document.text, list, [JSON.stringify(pattern)]);
  return [{ title: `Add \`${pattern}\` to \`index\``, edits, isSafe: false }];
}

/** Names the package no more, where it names others. */
export function removeName(document: RuleDocument, name: string): readonly Fix[] {
  const list = valueAt(metadataOf(document), 'integration');
  if (list?.kind !== 'array' || list.items.length < 2) return [];
  const index = list.items.findIndex((item) => item.kind === 'string' && item.value === name);
  const edits = removeItem(document.text, list, index);
  return [{ title: `Remove \`${name}\` from \`integration\``, edits, isSafe: false }];
}

/** Winlogbeat ships what the package windows and the Windows part of the package system ship. */
export function readsPackage(written: string, name: string): boolean {
  if (name === 'apm') return true;
  const pattern = withoutCluster(written);
  const isStream = pattern.startsWith('logs-') || pattern.startsWith('metrics-');
  if (isStream && pattern.startsWith(name, pattern.indexOf('-') + 1)) return true;
  return (name === 'windows' || name === 'system') && pattern.startsWith('winlog');
}
