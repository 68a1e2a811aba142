// What rules read and how they are labelled: index patterns, integrations, tags.
import indexPatterns from '../../data/index-patterns.tsv';
import ruleTags from '../../data/rule-tags.tsv';
import type { AttackCatalog } from './attackCatalog';
import { oncePer } from '../text/oncePer';
import { cell, lazy, listCell, tableLines } from './table';

/** An index pattern that rules read; what is not fixed is ''. */
export interface DataSource {
  readonly pattern: string;
  /** Package of the integration, as in `metadata.integration`. */
  readonly integration: string;
  /** Customary tag, without `Data Source: `. */
  readonly name: string;
  /** Customary tags, without `Domain: ` and `OS: `. */
  readonly domain: string;
  readonly os: string;
  readonly description: string;
  /** Fields and groups of fields that tell what its events are about, the first above all. */
  readonly subjects: readonly string[];
}

/** Every known index pattern. */
export const dataSources: () => readonly DataSource[] = lazy(() =>
  tableLines(indexPatterns).map((line) => ({
    pattern: cell(line, 0),
    integration: cell(line, 1),
    name: cell(line, 2),
    domain: cell(line, 3),
    os: cell(line, 4),
    description: cell(line, 5),
    subjects: listCell(line, 6),
  })),
);

/** Without the wildcard at the end and the separator before it. */
function stem(pattern: string): string {
  return pattern.replace(/[-.]?\*+$/, '');
}

/**
 * The data sources that an index pattern reads: the known patterns below it (`logs-endpoint.*`), else the closest one
 * above it (`logs-aws.cloudtrail-prod`).
 */
export function findDataSources(pattern: string): readonly DataSource[] {
  return sourcesOf(pattern, dataSources(), (source) => stem(source.pattern));
}

/** The same of patterns that are given without the asterisk and what separates it. */
export function stemsRead(pattern: string, stems: readonly string[]): readonly string[] {
  return sourcesOf(pattern, stems, (known) => known);
}

function sourcesOf<T>(
  pattern: string,
  known: readonly T[],
  stemOf: (source: T) => string,
): readonly T[] {
  const wanted = stem(pattern.replace(/^[^:]*:/, ''));
  if (wanted === '') return [];
  const below = known.filter((source) => stemOf(source).startsWith(wanted));
  if (below.length > 0 && pattern.includes('*')) return below;
  const above = known
    .filter((source) => isBelow(wanted, stemOf(source)))
    .sort((a, b) => stemOf(b).length - stemOf(a).length);
  return above.slice(0, 1);
}

function isBelow(pattern: string, above: string): boolean {
  return (
    pattern === above || (pattern.startsWith(above) && /[-._]/.test(pattern.charAt(above.length)))
  );
}

/** Packages that rules read, each with what it brings, sorted. */
export const integrations: () => readonly {
  readonly name: string;
  readonly patterns: readonly string[];
}[] = lazy(() => {
  const found = new Map<string, string[]>();
  for (const { integration, pattern } of dataSources())
    if (integration !== '' && integration !== 'ti')
      found.set(integration, [...(found.get(integration) ?? []), pattern]);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, patterns]) => ({ name, patterns }));
});

/** `Prefix: Value` tags of one prefix. */
export interface TagGroup {
  readonly prefix: string;
  readonly description: string;
  readonly values: readonly string[];
}

/** The prefixes of tags and their customary values: those of tactics are names of ATT&CK. */
export const tagGroups: (attack: AttackCatalog) => readonly TagGroup[] = oncePer(
  ({ current }: AttackCatalog) =>
    tableLines(ruleTags).map((line) => {
      const prefix = cell(line, 0);
      const values =
        prefix === 'Tactic' ? current.tactics.map(({ name }) => name) : listCell(line, 2);
      return { prefix, description: cell(line, 1), values };
    }),
);
