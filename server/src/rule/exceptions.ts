// Exception items: what keeps an event from alerting. Read from a repository's item file or from an export of Kibana.
export interface ExceptionItem {
  /** For people: its name, else its id. */
  readonly name: string;
  readonly listId: string | undefined;
  /** Only `detection` and `rule_default` lists concern the detection engine; `endpoint` lists work on the endpoint. */
  readonly listType: ExceptionListType | undefined;
  readonly entries: readonly ExceptionEntry[];
  readonly osTypes: readonly string[];
  /** As written, ISO 8601. */
  readonly expireTime: string | undefined;
  /** Rules that the item's file names; empty in an export. */
  readonly ruleIds: readonly string[];
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

export const exceptionListTypes = ['detection', 'rule_default', 'endpoint'] as const;
export type ExceptionListType = (typeof exceptionListTypes)[number];

export type ExceptionEntry = SimpleEntry | NestedEntry;

export type SimpleEntry =
  | (EntryBase & { readonly type: 'match' | 'wildcard'; readonly value: string })
  | (EntryBase & { readonly type: 'match_any'; readonly values: readonly string[] })
  | (EntryBase & { readonly type: 'exists' })
  | (EntryBase & { readonly type: 'list'; readonly list: ValueListReference });

interface EntryBase {
  readonly field: string;
  /** `operator: excluded`: the entry holds for what does not match, events without the field included. */
  readonly isExcluded: boolean;
}

export interface ValueListReference {
  readonly id: string;
  /** Elasticsearch type of its values. */
  readonly type: string;
}

/** All entries hold for one object of the field. */
export interface NestedEntry {
  readonly type: 'nested';
  readonly field: string;
  /** Fields relative to the nested field. */
  readonly entries: readonly SimpleEntry[];
}

export interface ExceptionFile {
  readonly items: readonly ExceptionItem[];
  /** Ids of the lists that the file holds, with or without items. */
  readonly listIds: readonly string[];
  /** What cannot be used, in one sentence each with file and line. */
  readonly problems: readonly string[];
}
