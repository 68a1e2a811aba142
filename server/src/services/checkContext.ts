// Gives the checks what they may know beyond the file: types of fields and the engine's verdict on a query.
import type { CheckContext, QueryFailure } from '../checks/check';
import { builtInAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import * as fieldCatalog from '../catalog/fieldCatalog';
import { cannotFail } from '../engine/cannotFail';
import { compileKql } from '../engine/compileKql';
import { compileLucene } from '../engine/compileLucene';
import { layeredTypes, usableTypes } from '../engine/fieldTypeLayers';
import type { ExplicitTypes } from '../engine/fieldTypeLayers';
import type { FieldTypes } from '../engine/matcher';
import { memoize } from '../engine/memoize';
import type { RuleQuery } from '../rule/ruleDocument';
import { nearest } from '../text/nearest';
import { oncePer } from '../text/oncePer';
import { defaultSettings } from '../settings';
import type { Settings } from '../settings';

type CheckSettings = Pick<Settings, 'fieldTypes' | 'checks'>;

/** Types from the disk (workspace/checkTypes.ts). */
export interface LoadedCheckTypes {
  /** Instead of the types that the settings list. */
  readonly types: FieldTypes | undefined;
  /** Asked about fields that are not known without them. */
  readonly schemas: () => FieldTypes;
}

/** What is known beyond settings and what is built in. */
export interface CheckKnowledge {
  readonly types?: LoadedCheckTypes;
  readonly attack?: AttackCatalog;
}

/** What the checks of one file may know. Field types that make no sense count as none (a run says what is wrong). */
export function checkContext(
  settings: CheckSettings = defaultSettings,
  path?: string,
  { types: loaded, attack = builtInAttack }: CheckKnowledge = {},
): CheckContext {
  const listed = typesOf(settings);
  const types = loaded?.types ?? listed.types;
  return {
    ...(path !== undefined && { path }),
    severities: settings.checks.severity,
    attack,
    fields: {
      find: (name) => types.find(name) ?? loaded?.schemas().find(name),
      resolve: (pattern) => types.resolve(pattern),
      nearest: listed.nearest,
    },
    queryFailures: oncePer((query: RuleQuery) => failuresOf(query, types)),
  };
}

function failuresOf({ parsed, lucene }: RuleQuery, types: FieldTypes): readonly QueryFailure[] {
  if ((parsed ?? lucene)?.problems.length !== 0) return [];
  if (parsed && cannotFail(parsed.root, types)) return [];
  const compiled = parsed
    ? compileKql(parsed.root, types)
    : lucene && compileLucene(lucene.root, types);
  return compiled?.kind === 'failure' ? compiled.failures : [];
}

interface Layers {
  readonly explicit: ExplicitTypes;
  readonly types: FieldTypes;
  /** The known field that a name most likely means. */
  readonly nearest: (name: string) => string | undefined;
}

let last: (Layers & { readonly key: string }) | undefined;

/** Settings rarely change from one file to the next: the last layers are kept. */
function typesOf({ fieldTypes }: Pick<Settings, 'fieldTypes'>): Layers {
  const key = JSON.stringify(fieldTypes);
  if (last?.key !== key) {
    const explicit = typeof fieldTypes === 'string' ? new Map() : usableTypes(fieldTypes);
    // An unknown name is asked about at every keystroke.
    const nearestField = memoize(
      (name) => nearest(name, explicit.keys()) ?? fieldCatalog.nearestField(name),
    );
    const types = layeredTypes(explicit, fieldCatalog);
    last = { key, explicit, types, nearest: nearestField };
  }
  return last;
}
