// What the catalogues answer. Lookups are synchronous; data is parsed on first use.
import type { FieldMapping } from './fieldType';

/** A document field. */
export interface FieldInfo {
  readonly name: string;
  readonly mapping: FieldMapping;
  /** One to three sentences, Markdown. Empty where nothing is known but the type. */
  readonly description: string;
  /** Who defines it: shown in the hover. */
  readonly source: 'ecs' | 'windows' | 'endpoint' | 'integration';
  readonly allowedValues?: readonly AllowedValue[];
  readonly example?: string;
  /** Full names of multi-fields, such as `process.name.text`. */
  readonly multiFields?: readonly string[];
  /** Name of the field this one is a multi-field of. */
  readonly parent?: string;
  /** True where ECS says the field holds an array. */
  readonly isArray?: boolean;
  /** What trips people up, one sentence each: case, localisation, `-` for none, missing on older systems. */
  readonly pitfalls?: readonly string[];
  /** Windows event codes (Security or Sysmon) that carry the field. */
  readonly eventCodes?: readonly string[];
}

export interface AllowedValue {
  readonly name: string;
  readonly description: string;
  /** ECS: expected `event.type` values for this `event.category`. */
  readonly expectedEventTypes?: readonly string[];
}

/** Versions of ATT&CK whose tables are built in: 18.1 and 19. */
export type AttackVersion = '18' | '19';

export interface Tactic {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  /** One sentence, ours; empty where we have none. */
  readonly summary: string;
  /** MITRE's own first sentence, of a bundle that has an entry which we do not summarise. */
  readonly quote?: string;
  readonly url: string;
}

export interface Technique {
  readonly id: string;
  readonly name: string;
  /** Ids, in the order of the matrix. */
  readonly tactics: readonly string[];
  /** Parent technique of a sub-technique. */
  readonly parent?: string;
  readonly status: 'active' | 'revoked' | 'deprecated';
  /** Successor of a revoked technique. */
  readonly replacedBy?: string;
  readonly platforms: readonly string[];
  /** One sentence, ours; empty where we have none. */
  readonly summary: string;
  /** As of a tactic. */
  readonly quote?: string;
  readonly url: string;
}

/** Where what is said of ATT&CK comes from. */
export interface AttackSource {
  /** `built-in`, or the path of a STIX bundle. */
  readonly name: string;
  /** `18.1`; empty for a bundle that does not tell. */
  readonly version: string;
  /** What MITRE asks to be shown with quotes. */
  readonly notice?: string;
}

/** One version of ATT&CK for Enterprise as plain data, which threads can hand to each other. */
export interface AttackTables {
  readonly source: AttackSource;
  /** In the order of the matrix. */
  readonly tactics: readonly Tactic[];
  /** Techniques and sub-techniques by id, revoked and deprecated ones too. */
  readonly techniques: readonly Technique[];
}

/** A Windows event code, in one channel. */
export interface EventCode {
  readonly code: string;
  readonly title: string;
  readonly channel: string;
  readonly provider: string;
  /** What winlogbeat / Elastic Agent puts into event.action, event.category, event.type, where known. */
  readonly action?: string;
  readonly category?: readonly string[];
  readonly type?: readonly string[];
  /** Audit subcategory that must be on, where known. */
  readonly auditSubcategory?: string;
  /** event_data fields the event carries, where known. */
  readonly fields?: readonly string[];
}

export interface KnownSid {
  readonly sid: string;
  readonly name: string;
  /** What it is, and a note: `built-in group: may read event logs`. */
  readonly kind: string;
}
