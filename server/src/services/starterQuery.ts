// The query that a new rule starts with: the events of its data source.
import type { DataSource } from '../catalog/ruleCatalog';
import type { RuleType } from '../rule/rule';

/** What narrows the events of a source: field and value. */
interface Term {
  readonly field: string;
  readonly value: string;
}

/** A query of the type's language; '' for types without one. */
export function starterQuery(type: RuleType, source: DataSource | undefined): string {
  const terms = source ? termsOf(source) : [];
  switch (type) {
    case 'machine_learning':
    case 'saved_query':
      return '';
    case 'eql':
      return eqlText(terms);
    case 'esql':
      return esqlText(terms, source?.pattern ?? 'logs-*');
    default:
      return terms.length === 0
        ? 'event.action: *'
        : terms.map(({ field, value }) => `${field}: "${value}"`).join(' and ');
  }
}

const categories: readonly string[] = ['process', 'file', 'network', 'registry', 'library'];

function termsOf({ pattern, os }: DataSource): readonly Term[] {
  const system = os === '' ? [] : [{ field: 'host.os.type', value: os.toLowerCase() }];
  const kind = /^logs-endpoint\.events\.(\w+)/.exec(pattern)?.[1];
  if (kind !== undefined && categories.includes(kind)) {
    const started = kind === 'process' ? [{ field: 'event.type', value: 'start' }] : [];
    return [...system, { field: 'event.category', value: kind }, ...started];
  }
  // Beats and vendors' streams hold many data sets; only the integrations' own names tell one.
  const dataset = /^logs-([a-z0-9_]+\.[a-z0-9_]+)[-*]*$/.exec(pattern)?.[1];
  if (dataset === 'system.security') return [...system, { field: 'event.code', value: '4624' }];
  if (dataset === undefined || dataset.startsWith('crowdstrike')) return system;
  return dataset.startsWith('windows.')
    ? system
    : [...system, { field: 'event.dataset', value: dataset }];
}

/** The event class is the category, where the source has one. */
function eqlText(terms: readonly Term[]): string {
  const category = terms.find(({ field }) => field === 'event.category')?.value ?? 'any';
  const conditions = terms
    .filter(({ field }) => field !== 'event.category')
    .map(({ field, value }) => `${field} == "${value}"`);
  return `${category} where ${conditions.length === 0 ? 'true' : conditions.join(' and ')}`;
}

function esqlText(terms: readonly Term[], pattern: string): string {
  const conditions = terms.map(({ field, value }) => `${field} == "${value}"`);
  return [
    `from ${pattern} metadata _id, _version, _index`,
    `| where ${conditions.length === 0 ? 'event.action is not null' : conditions.join(' and ')}`,
    '| keep @timestamp, host.*, user.*, event.*, _id, _version, _index',
  ].join('\n');
}
