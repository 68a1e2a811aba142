// The ATT&CK tables of server/data, read for v18.1 and for v19.
import attackChanges from '../../data/attack-v19-changes.tsv';
import attackSummaries from '../../data/attack-summaries.tsv';
import attackTactics from '../../data/attack-tactics.tsv';
import attackTechniques from '../../data/attack-techniques.tsv';
import type { AttackVersion, Tactic, Technique } from './catalogTypes';
import { cell, indexTable, lazy, listCell, tableLines } from './table';

const site = 'https://attack.mitre.org/';

const summaries = lazy(() => indexTable(attackSummaries));

function summaryOf(id: string): string {
  return cell(summaries().get(id) ?? '', 1);
}

/** Tactics by version, in the order of the matrix. */
export const tacticsByVersion: Readonly<Record<AttackVersion, () => readonly Tactic[]>> = {
  18: lazy(() => readTactics({ shortName: 1, name: 2 })),
  19: lazy(() => readTactics({ shortName: 3, name: 4 })),
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
      summary: summaryOf(cell(line, 0)),
      url: `${site}tactics/${cell(line, 0)}/`,
    }));
}

/** Techniques and sub-techniques by version, by id. */
export const techniquesByVersion: Readonly<
  Record<AttackVersion, () => ReadonlyMap<string, Technique>>
> = {
  18: lazy(
    () =>
      new Map(
        tableLines(attackTechniques).map((line) => [cell(line, 0), toTechnique(line)] as const),
      ),
  ),
  19: lazy(readV19),
};

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
    summary: summaryOf(id),
  };
}

function identityOf(id: string): Pick<Technique, 'id' | 'parent' | 'url'> {
  const [parent, sub] = id.split('.');
  return {
    id,
    ...(sub !== undefined && parent !== undefined && { parent }),
    url: `${site}techniques/${id.replace('.', '/')}/`,
  };
}

/** v18.1 with the changes on top. What v19 revokes keeps the tactics it had; platforms of new ids are not known. */
function readV19(): ReadonlyMap<string, Technique> {
  const techniques = new Map(techniquesByVersion[18]());
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
      summary: summaryOf(id),
    });
  }
  return new Map([...techniques].sort(([a], [b]) => (a < b ? -1 : 1)));
}
