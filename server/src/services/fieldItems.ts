// Completion items for field names, ranked: what the events of the rule carry, what it names already, what is in the
// sample, then what rules on its index patterns use.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { findField } from '../catalog/fieldCatalog';
import { completeFields } from '../catalog/fieldCompletion';
import { commonRanking, rankingFor } from '../catalog/fieldRanking';
import { eventCodesOfField, findEventCodes } from '../catalog/windowsCatalog';
import { integrations } from '../catalog/ruleCatalog';
import type { SampleFields } from '../events/sampleFields';
import { dataSetsAsked } from '../rule/dataSets';
import { indexPatternsOf } from '../rule/indexPatterns';
import type { RuleDocument } from '../rule/ruleDocument';
import { stringListAt, tableAt } from '../rule/tomlValues';
import { touches } from '../text/span';
import { ownField } from './fieldSource';
import type { WorkspaceFields } from './knowledge';
import { clausesOf, eventCodesIn } from './kqlClauses';
import type { Clause } from './kqlClauses';
import { termText } from './kqlPlace';
import { fieldDetail, fieldIn } from './sampleWords';

/** More are not worth the time to list; typing on asks again. */
const limit = 150;

export interface FieldQuery {
  /** What is typed of the name. */
  readonly prefix: string;
  /** Nested path around the cursor; names are offered relative to it. */
  readonly group?: string;
  /** Only fields of type date. */
  readonly datesOnly?: boolean;
  /** The fields of these are offered too. */
  readonly sample?: SampleFields | undefined;
  readonly workspace?: WorkspaceFields | undefined;
}

/** What rules take an event's time from. */
const customaryDates: readonly string[] = ['event.ingested', '@timestamp'];

/** Items without the text edit that puts them into the file. */
export function fieldItems(
  document: RuleDocument,
  offset: number,
  { prefix, group = '', datesOnly = false, sample, workspace }: FieldQuery,
): readonly CompletionItem[] {
  const path = group === '' ? '' : `${group}.`;
  const typed = path + prefix;
  const sampled = [...(sample?.fields.keys() ?? [])];
  const ownFirst = [
    ...(datesOnly ? customaryDates : rankedForRule(document, offset)),
    ...sampled,
  ].filter((name) => beginsWith(name, typed));
  const ranked = new Set([
    ...ownFirst,
    ...completeFields(typed, datesOnly ? Infinity : limit, {
      ranking: rankingFor(patternsOf(document)),
      others: [...sampled, ...(workspace?.names() ?? [])],
    }),
  ]);
  return [...ranked]
    .filter((name) => name.startsWith(path))
    .filter((name) => !datesOnly || typeOf(name, workspace) === 'date')
    .slice(0, limit)
    .map((name, index) => ({
      label: name.slice(path.length),
      kind: CompletionItemKind.Field,
      detail: detailOf(name, { sample, workspace }),
      sortText: `1${String(index).padStart(4, '0')}`,
      data: { kind: 'field', name },
    }));
}

/** The name or one of its segments does, whatever the case. */
function beginsWith(name: string, typed: string): boolean {
  return `.${name}`.toLowerCase().includes(`.${typed.toLowerCase()}`);
}

function typeOf(name: string, workspace: WorkspaceFields | undefined): string | undefined {
  return ownField(workspace?.find(name))?.type ?? findField(name)?.mapping.type;
}

/** Its type, and how much of the sample has it. */
function detailOf(
  name: string,
  { sample, workspace }: Pick<FieldQuery, 'sample' | 'workspace'>,
): string {
  const type = typeOf(name, workspace);
  const field = sample && fieldIn(sample, name);
  const words = sample && field && fieldDetail(sample, field);
  return [type, words].filter((part) => part !== undefined).join(' · ');
}

/** Fields that the Windows events it asks for carry, then those that the rule names already. */
function rankedForRule(document: RuleDocument, offset: number): readonly string[] {
  // What is being typed is no field of the rule yet.
  const clauses = clausesOf(document.query).filter((clause) => !isAt(clause, offset));
  const used = clauses.flatMap(({ field }) => (field ? [termText(field)] : []));
  const newTerms = (document.rule.newTerms?.fields?.value ?? []).map(({ value }) => value);
  return [...carriedBy(eventCodesIn(clauses)), ...used, ...newTerms].filter(
    (name) => findField(name) !== undefined,
  );
}

/** More events than that carry who did it, and the like. */
const manyEvents = 50;

/** Fields of the events, each in its order; first those that rules use, of these first what few other events tell. */
function carriedBy(codes: readonly string[]): readonly string[] {
  const fields = codes
    .flatMap(findEventCodes)
    .flatMap((event) => event.fields ?? [])
    .map((name) => `winlog.event_data.${name}`);
  const rank = (name: string): number => {
    if (commonRanking.place(name) >= commonRanking.used) return 2;
    return eventCodesOfField(name).length > manyEvents ? 1 : 0;
  };
  return [...new Set(fields)].sort((a, b) => rank(a) - rank(b));
}

/** What the rule reads: its index patterns, the data sets that its query names, else those of its integrations. */
function patternsOf(document: RuleDocument): readonly string[] {
  const { rule, toml } = document;
  const asked = dataSetsAsked(document).map((name) => `logs-${name}-*`);
  const patterns = [...new Set([...asked, ...indexPatternsOf(rule)])];
  if (patterns.length > 0) return patterns;
  const named = stringListAt(tableAt(toml.root, 'metadata'), 'integration')?.value ?? [];
  return integrations()
    .filter(({ name }) => named.some(({ value }) => value === name))
    .flatMap((integration) => integration.patterns);
}

function isAt({ field }: Clause, offset: number): boolean {
  return field !== undefined && touches(field.span, offset);
}
