// MITRE ATT&CK for Enterprise, v18.1: tactics, techniques and sub-techniques.
import attackSummaries from '../../data/attack-summaries.tsv';
import attackTactics from '../../data/attack-tactics.tsv';
import attackTechniques from '../../data/attack-techniques.tsv';
import type { Tactic, Technique } from './catalogTypes';
import { cell, indexTable, lazy, listCell, tableLines } from './table';

const site = 'https://attack.mitre.org/';

const summaries = lazy(() => indexTable(attackSummaries));

function summaryOf(id: string): string {
  return cell(summaries().get(id) ?? '', 1);
}

// Rows without a name in v18 are tactics that come with v19.
const allTactics: () => readonly Tactic[] = lazy(() =>
  tableLines(attackTactics)
    .filter((line) => cell(line, 2) !== '')
    .map((line) => ({
      id: cell(line, 0),
      name: cell(line, 2),
      shortName: cell(line, 1),
      summary: summaryOf(cell(line, 0)),
      url: `${site}tactics/${cell(line, 0)}/`,
    })),
);

const techniques: () => ReadonlyMap<string, Technique> = lazy(
  () =>
    new Map(
      tableLines(attackTechniques).map((line) => {
        const technique = toTechnique(line);
        return [technique.id, technique] as const;
      }),
    ),
);

function toTechnique(line: string): Technique {
  const id = cell(line, 0);
  const [parent, sub] = id.split('.');
  const status = cell(line, 3);
  const replacedBy = cell(line, 4);
  return {
    id,
    name: cell(line, 1),
    tactics: listCell(line, 2),
    ...(sub !== undefined && parent !== undefined && { parent }),
    status: status === 'revoked' || status === 'deprecated' ? status : 'active',
    ...(replacedBy !== '' && { replacedBy }),
    platforms: listCell(line, 5),
    summary: summaryOf(id),
    url: `${site}techniques/${id.replace('.', '/')}/`,
  };
}

/** All tactics, in the order of the matrix. */
export function tactics(): readonly Tactic[] {
  return allTactics();
}

/** The tactic with that id (`TA0003`), or undefined. */
export function findTactic(id: string): Tactic | undefined {
  return allTactics().find((tactic) => tactic.id === id);
}

/** The technique or sub-technique with that id (`T1053`, `T1053.005`), revoked and deprecated ones too. */
export function findTechnique(id: string): Technique | undefined {
  return techniques().get(id);
}

/** Every technique and sub-technique, by id. */
export function allTechniques(): readonly Technique[] {
  return [...techniques().values()];
}

/** Tactics and techniques of that name (case ignored), active ones first; a name can be used more than once. */
export function findByName(name: string): readonly (Tactic | Technique)[] {
  const wanted = name.trim().toLowerCase();
  const named = allTechniques().filter((technique) => technique.name.toLowerCase() === wanted);
  return [
    ...allTactics().filter((tactic) => tactic.name.toLowerCase() === wanted),
    ...named.filter(({ status }) => status === 'active'),
    ...named.filter(({ status }) => status !== 'active'),
  ];
}

/** Active techniques and sub-techniques of a tactic, by id. */
export function techniquesOfTactic(tacticId: string): readonly Technique[] {
  return allTechniques().filter(
    ({ status, tactics: ids }) => status === 'active' && ids.includes(tacticId),
  );
}

/** Active sub-techniques of a technique, by id. */
export function subtechniquesOf(techniqueId: string): readonly Technique[] {
  return allTechniques().filter(
    ({ status, parent }) => status === 'active' && parent === techniqueId,
  );
}

const urlPattern =
  /^https?:\/\/attack\.mitre\.org\/(?:tactics\/(TA\d{4})|techniques\/(T\d{4})(?:\/(\d{3}))?)\/?$/;

/** What a page of attack.mitre.org is about; undefined for other URLs and unknown ids. */
export function findByUrl(url: string): Tactic | Technique | undefined {
  const [, tactic, technique, sub] = urlPattern.exec(url.trim()) ?? [];
  if (tactic !== undefined) return findTactic(tactic);
  if (technique === undefined) return undefined;
  return findTechnique(sub === undefined ? technique : `${technique}.${sub}`);
}
