// Which integration packages a rule names and which its index patterns name.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, stringListAt } from '../../rule/tomlValues';
import { oncePerText } from '../../text/oncePer';
import type { Fix } from '../../text/problem';
import type { Span } from '../../text/span';
import { insertLineBelow } from '../lines';
import { metadataOf } from '../ruleTables';

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

/** The package that an index pattern names: the word after its first hyphen, up to a dot or wildcard. */
export const packageOf = oncePerText((pattern): string | undefined => {
  if (generic.includes(pattern) || !/^(?:logs|metrics|traces)-/.test(pattern)) return undefined;
  const name = /^[a-z]+-([a-z0-9_]+)/.exec(pattern)?.[1];
  // `logs-ti_*` stands for many packages.
  return name === undefined || name.endsWith('_') ? undefined : name;
});

/** Rules that read any data: nothing can be said about packages. */
export function isOpen(patterns: readonly string[]): boolean {
  return patterns.some((pattern) => pattern === 'logs-*' || pattern === '*' || pattern === 'logs*');
}

/** Names one more package: in the key where it names one already, or in a new key. */
export function addIntegration(document: RuleDocument, name: string): readonly Fix[] {
  const key = integrationKey(document);
  return key ? addName(key, name) : addKey(document, name);
}

/** Below the header; a value of another type is a problem of its own. */
function addKey(document: RuleDocument, name: string): readonly Fix[] {
  const table = metadataOf(document);
  if (!table?.header || table.entries.has('integration')) return [];
  const line = `integration = ["${name}"]`;
  const edits = [insertLineBelow(document.text, table.header.span, line)];
  return [{ title: `Add \`${line}\``, edits, isSafe: false }];
}

function addName(key: IntegrationKey, name: string): readonly Fix[] {
  const last = key.names.at(-1);
  if (!last) return [];
  const title = `Add \`${name}\` to \`integration\``;
  // A single text becomes a list.
  const edits =
    key.span === last.span
      ? [{ span: key.span, text: `["${last.value}", "${name}"]` }]
      : [{ span: { start: last.span.end, end: last.span.end }, text: `, "${name}"` }];
  return [{ title, edits, isSafe: false }];
}
