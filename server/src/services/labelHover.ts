// Hover on values that label a rule: index patterns, integrations, tags, its own id.
import type { AttackCatalog } from '../catalog/attackCatalog';
import { dataSources, findDataSources, tagGroups } from '../catalog/ruleCatalog';
import type { DataSource } from '../catalog/ruleCatalog';
import { bullets, code, escapeMarkdown, paragraphs } from './markdown';

const shown = 12;

/** Markdown about the value of a key; undefined where there is nothing to say. */
export function describeLabel(
  path: readonly string[],
  value: string,
  attack: AttackCatalog,
): string | undefined {
  switch (path.join('.')) {
    case 'rule.index':
    case 'rule.threat_index':
      return describeIndex(value);
    case 'metadata.integration':
      return describeIntegration(value);
    case 'rule.tags':
      return describeTag(value, attack);
    default:
      return undefined;
  }
}

/** Markdown about an index pattern. */
export function describeIndex(pattern: string): string | undefined {
  const sources = findDataSources(pattern);
  if (sources.length === 0) return undefined;
  const integrations = [...new Set(sources.map(({ integration }) => integration))].filter(
    (name) => name !== '',
  );
  const words =
    integrations.length === 0
      ? ''
      : `Integration ${integrations.map((name) => code(name)).join(', ')}`;
  return paragraphs(`**${code(pattern)}**`, words, sourceList(sources));
}

function sourceList(sources: readonly DataSource[]): string {
  const [first] = sources;
  if (sources.length === 1 && first) return first.description;
  const lines = sources
    .slice(0, shown)
    .map(({ pattern, description }) => `${code(pattern)}: ${description}`);
  const more = sources.length > shown ? [`and ${sources.length - shown} more`] : [];
  return bullets([...lines, ...more]);
}

/** Markdown about an integration package. */
export function describeIntegration(name: string): string | undefined {
  if (name === '') return undefined;
  const sources = dataSources().filter(({ integration }) => integration === name);
  if (sources.length === 0) return undefined;
  return paragraphs(
    `**${code(name)}** · integration`,
    bullets(sources.map(({ pattern, description }) => `${code(pattern)}: ${description}`)),
  );
}

/** Markdown about a tag. */
export function describeTag(tag: string, attack: AttackCatalog): string | undefined {
  const [, prefix = '', value = ''] = /^([^:]+): (.*)$/.exec(tag) ?? [];
  const group = tagGroups(attack).find((candidate) => candidate.prefix === prefix);
  if (!group) return undefined;
  return paragraphs(
    `**${escapeMarkdown(tag)}**`,
    group.description,
    prefix === 'Tactic'
      ? attack.current.tactics.find(({ name }) => name === value)?.summary
      : sourceOfTag(prefix, value),
  );
}

function sourceOfTag(prefix: string, value: string): string {
  if (prefix !== 'Data Source') return '';
  const patterns = dataSources().filter(({ name }) => name === value);
  return patterns.length === 0
    ? ''
    : `Index patterns: ${patterns.map(({ pattern }) => code(pattern)).join(', ')}`;
}
