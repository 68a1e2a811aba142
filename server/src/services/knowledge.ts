// What hovers and completion may know beyond the file and the catalogues.
import { builtInAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { KnownField } from '../engine/matcher';
import type { SampleFields } from '../events/sampleFields';
import type { RuleCollection } from './otherRules';
import type { Clocks } from './timeHover';

export interface WorkspaceFields {
  /** The catalogue included: `source` tells who speaks. */
  readonly find: (name: string) => KnownField | undefined;
  /** Without the catalogue's. */
  readonly names: () => readonly string[];
}

export interface Knowledge {
  /** The moments for which the times of a rule are shown. */
  readonly clocks?: Clocks;
  /** What is in the sample that was chosen last. */
  readonly sample?: SampleFields;
  /** What the settings and the schemas of the workspace say of fields, for this rule. */
  readonly fields?: WorkspaceFields;
  /** ATT&CK as the workspace has it; absent: as it is built in. */
  readonly attack?: AttackCatalog;
  /** The rules of the workspace. */
  readonly rules?: Pick<RuleCollection, 'withId'>;
}

/** The one place where what is built in stands for what nobody knows better. */
export function attackOf(knowledge: Pick<Knowledge, 'attack'> | undefined): AttackCatalog {
  return knowledge?.attack ?? builtInAttack;
}
