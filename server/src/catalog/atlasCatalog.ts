// MITRE ATLAS 5.1 (attacks on systems that use machine learning): ids, names and tactics.
import atlas from '../../data/atlas.tsv';
import { nearestOf } from '../text/nearest';
import { cell, indexTable, lazy, listCell } from './table';

/** A tactic (no tactics of its own), technique or sub-technique. */
export interface AtlasEntry {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
  /** Technique of a sub-technique. */
  readonly parent?: string;
  readonly url: string;
}

const rows = lazy(() => indexTable(atlas));

/** True for an id of ATLAS by its form, known or not. */
export function isAtlasId(id: string): boolean {
  return /^AML\./i.test(id);
}

/** The entry with that id (`AML.T0051`, `AML.TA0002`), or undefined. */
export function findAtlas(id: string): AtlasEntry | undefined {
  const line = rows().get(id);
  if (line === undefined) return undefined;
  const parent = cell(line, 3);
  const kind = id.startsWith('AML.TA') ? 'tactics' : 'techniques';
  return {
    id,
    name: cell(line, 1),
    tactics: listCell(line, 2),
    ...(parent !== '' && { parent }),
    url: `https://atlas.mitre.org/${kind}/${id}`,
  };
}

/** Up to `limit` ids nearest to a mistyped one, best first. */
export function nearestAtlasIds(id: string, limit: number): readonly string[] {
  return nearestOf(id.toUpperCase(), rows().keys(), limit);
}
