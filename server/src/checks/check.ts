// What a check is: one file, one function, one code.
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { FieldMapping } from '../catalog/fieldType';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { QueryLanguage } from '../rule/rule';
import type { RuleSearch } from '../rule/ruleIdentity';
import type { RulePlaces } from '../rule/rulePlaces';
import type { Fix, RelatedPlace, Severity } from '../text/problem';
import type { Span } from '../text/span';
import type { KnownTable } from './knownTables';

/** A row of the table in index.ts. `code` names file, function, test and section of docs/checks.md. */
export interface Check {
  readonly code: string;
  /** By default; settings can change it. */
  readonly severity: Severity;
  /** One sentence for the documentation. */
  readonly doc: string;
  /** It says what is missing: silent while the TOML is broken, as that may stand in the part that could not be read. */
  readonly needsWholeFile?: true;
  /** Which files it looks at; absent: rules. Companions are exceptions, actions and connectors. */
  readonly files?: 'companions' | 'all';
  /** Says nothing about rules without a query in one of these; absent: other things matter too. */
  readonly languages?: readonly QueryLanguage[];
  readonly run: (input: CheckInput) => readonly Finding[];
}

/** What a check looks at. */
export interface CheckInput {
  readonly document: RuleDocument;
  /** The known tables of the document. */
  readonly tables: readonly KnownTable[];
  readonly context: CheckContext;
}

/** What a check may know beyond the file. */
export interface CheckContext {
  /** Path of the file with `/` between folders; undefined for a text without a name. */
  readonly path?: string;
  /** The folder of rules that the file lies in; absent where no configuration of its repository says so. */
  readonly folder?: RuleFolder | 'none';
  /** Levels that differ from the defaults, by code. */
  readonly severities: SeverityLevels;
  /** Checks of less serious levels are not made; absent: all are. */
  readonly least?: Severity;
  readonly fields: CheckedFields;
  /** Why Kibana would refuse the query, by the engine's own codes; the query parses. */
  readonly queryFailures: (query: RuleQuery) => readonly QueryFailure[];
  readonly attack: AttackCatalog;
  /** An id for a rule that is to have another one; absent where no fix is asked for. */
  readonly newId?: string;
  /** The other rules of the workspace or run; absent where they are not known. */
  readonly others?: OtherRules;
}

/** A folder that a repository keeps rules in. */
export interface RuleFolder {
  /** Its own name. */
  readonly name: string;
  readonly holds: 'rules' | 'blocks';
  /** Folders between it and the file, the outermost first. */
  readonly below: readonly string[];
  /** Names of the repository's folders of building blocks. */
  readonly blocks: readonly string[];
}

/** A rule beside the one that is checked. */
export interface OtherRule {
  /** As it is shown. */
  readonly path: string;
  readonly isDeprecated: boolean;
  readonly places?: RulePlaces;
}

/** Looks up other rules that have the same; the rule itself is none of them. */
export interface OtherRules {
  withId(id: string): readonly OtherRule[];
  withName(name: string): readonly OtherRule[];
  withFileName(name: string): readonly OtherRule[];
  /** By `searchKey` of its identity. */
  withSearch(key: string): readonly OtherRule[];
  /** Those that differ from the search in few parts and may find the same events; nearest first. */
  near(search: RuleSearch): readonly NearRule[];
  /** Absent unless all rules of the file's repository are known. */
  readonly known?: KnownRules;
}

export interface NearRule {
  readonly rule: OtherRule;
  /** Parts of the search, in KQL, that the other one does not have. */
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
}

/** All rules of a repository: what none of them has does not exist. */
export interface KnownRules {
  /** A rule has it, or had it and was retired. */
  hasId(id: string): boolean;
  nameOf(id: string): string | undefined;
  idOf(name: string): string | undefined;
  ids(): readonly string[];
  names(): readonly string[];
}

export type SeverityLevel = Severity | 'off';
export type SeverityLevels = Readonly<Record<string, SeverityLevel>>;

/** The types of fields: those the user declares first, then those we know. */
export interface CheckedFields {
  find(name: string): CheckedField | undefined;
  /** Known names that match a name pattern (the texts between its asterisks). */
  resolve(pattern: readonly string[]): readonly string[];
  /** The known field that a mistyped name most likely means. */
  nearest(name: string): string | undefined;
}

export interface CheckedField extends FieldMapping {
  readonly source: 'explicit' | 'mapping' | 'schema' | 'catalog';
}

export interface QueryFailure {
  readonly code: string;
  readonly message: string;
  readonly span?: Span | undefined;
}

/** What a check found; code and severity come from its row. */
export interface Finding {
  readonly message: string;
  readonly span: Span;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
}
