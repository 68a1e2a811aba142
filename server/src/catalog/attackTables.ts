// The ATT&CK tables of server/data, read for v18.1 and for v19, and our own summaries.
import attackChanges from '../../data/attack-v19-changes.tsv';
import attackSummaries from '../../data/attack-summaries.tsv';
import attackTactics from '../../data/attack-tactics.tsv';
import attackTechniques from '../../data/attack-techniques.tsv';
import type { AttackSource, AttackTables, AttackVersion, Tactic, Technique } from './catalogTypes';
import { cell, indexTable, lazy, listCell, tableLines } from './table';

const site = 'https://attack.mitre.org/';

/** Name of the source of these tables. */
export const builtInSource = 'built-in';

/** The name of a bundle's file; undefined for what is built in. */
export function bundleName({ name }: AttackSource): string | undefined {
  return name === builtInSource ? undefined : name.replace(/^.*[\\/]/, '');
}

/** What `attackSummary` answers from, as it is: another text means other answers. */
export const attackSummaryTable: string = attackSummaries;

const summaries = lazy(() => indexTable(attackSummaries));

/** Our sentence about an id; empty where we have none. */
export function attackSummary(id: string): string {
  return cell(summaries().get(id) ?? '', 1);
}

/** The page of a tactic, technique or sub-technique. */
export function attackUrl(id: string): string {
  const kind = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `${site}${kind}/${id.replace('.', '/')}/`;
}

/** The technique that the id of a sub-technique begins with. */
export function parentOfId(id: string): string | undefined {
  const dot = id.indexOf('.');
  return dot < 0 ? undefined : id.slice(0, dot);
}

/** By version, read on first use. */
export const builtInTables: Readonly<Record<AttackVersion, () => AttackTables>> = {
  18: lazy(() => ({
    source: { name: builtInSource, version: '18.1' },
    tactics: readTactics({ shortName: 1, name: 2 }),
    techniques: [...techniques18().values()],
  })),
  19: lazy(() => ({
    source: { name: builtInSource, version: '19' },
    tactics: readTactics({ shortName: 3, name: 4 }),
    techniques: [...techniques19().values()],
  })),
};

/** A row without a name in the version's column is no tactic of that version. */
function readTactics(column: {
  readonly shortName: number;
  readonly name: number;
}): readonly Tactic[] {
  return tableLines(attackTactics)
    .filter((line) => cell(line, column.name) !== '')
    .map((line) => ({
      id: cell(line, 0),
      name: cell(line, column.name),
      shortName: cell(line, column.shortName),
      summary: attackSummary(cell(line, 0)),
      url: attackUrl(cell(line, 0)),
    }));
}

const techniques18 = lazy(
  () =>
    new Map(
      tableLines(attackTechniques).map((line) => [cell(line, 0), toTechnique(line)] as const),
    ),
);

function toTechnique(line: string): Technique {
  const id = cell(line, 0);
  const status = cell(line, 3);
  const replacedBy = cell(line, 4);
  return {
    ...identityOf(id),
    name: cell(line, 1),
    tactics: listCell(line, 2),
    status: status === 'revoked' || status === 'deprecated' ? status : 'active',
    ...(replacedBy !== '' && { replacedBy }),
    platforms: listCell(line, 5),
    summary: attackSummary(id),
  };
}

function identityOf(id: string): Pick<Technique, 'id' | 'parent' | 'url'> {
  const parent = parentOfId(id);
  return { id, ...(parent !== undefined && { parent }), url: attackUrl(id) };
}

/** v18.1 with the changes on top. What v19 revokes keeps the tactics it had; platforms of new ids are not known. */
function techniques19(): ReadonlyMap<string, Technique> {
  const techniques = new Map(techniques18());
  for (const line of tableLines(attackChanges)) {
    const id = cell(line, 0);
    const before = techniques.get(id);
    const tactics = listCell(line, 2);
    const replacedBy = cell(line, 3);
    techniques.set(id, {
      ...identityOf(id),
      name: cell(line, 1),
      tactics: tactics.length > 0 ? tactics : (before?.tactics ?? []),
      status: replacedBy === '' ? 'active' : 'revoked',
      ...(replacedBy !== '' && { replacedBy }),
      platforms: before?.platforms ?? [],
      summary: attackSummary(id),
    });
  }
  return new Map([...techniques].sort(([a], [b]) => (a < b ? -1 : 1)));
}
