// Writes `[[rule.threat]]` tables of ATT&CK, in the layout of the rule repository.
import type { AttackEdition } from '../catalog/attackEdition';
import type { Tactic, Technique } from '../catalog/catalogTypes';

/** A tactic and the techniques and sub-techniques under it, by id. */
export interface ThreatContent {
  readonly tactic: string;
  /** A sub-technique brings its technique along. */
  readonly techniques: readonly string[];
}

/** The tables as TOML without a line break at the end. Unknown ids are left out. */
export function threatBlock(
  { tactic, techniques }: ThreatContent,
  attack: AttackEdition,
  eol = '\n',
): string {
  const known = techniques.flatMap((id) => attack.findTechnique(id) ?? []);
  const tops = [...new Set(known.map(({ id, parent }) => parent ?? id))];
  const parts = [
    ['[[rule.threat]]', 'framework = "MITRE ATT&CK"'],
    ...tops.flatMap((top) => techniqueTables(top, known, attack)),
    referenceTable('[rule.threat.tactic]', attack.findTactic(tactic)),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join(eol))
    .join(eol + eol);
}

function techniqueTables(
  top: string,
  known: readonly Technique[],
  attack: AttackEdition,
): readonly (readonly string[])[] {
  const subtechniques = known.filter(({ parent }) => parent === top);
  return [
    referenceTable('[[rule.threat.technique]]', attack.findTechnique(top)),
    ...subtechniques.map((sub) => referenceTable('[[rule.threat.technique.subtechnique]]', sub)),
  ];
}

function referenceTable(
  header: string,
  subject: Tactic | Technique | undefined,
): readonly string[] {
  if (!subject) return [];
  // Names of ATT&CK need no escapes: JSON's form of a string is TOML's, too.
  return [
    header,
    `id = ${JSON.stringify(subject.id)}`,
    `name = ${JSON.stringify(subject.name)}`,
    `reference = ${JSON.stringify(subject.url)}`,
  ];
}
