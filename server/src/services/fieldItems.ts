// Completion items for field names, ranked: fields of this rule, fields its events carry, then what rules use most.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { completeFields, findField } from '../catalog/fieldCatalog';
import { findEventCodes } from '../catalog/windowsCatalog';
import type { SampleFields } from '../events/sampleFields';
import type { RuleDocument } from '../rule/ruleDocument';
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
  const fits = (name: string): boolean => name.toLowerCase().includes(typed.toLowerCase());
  const ranked = new Set([
    ...(datesOnly ? customaryDates : rankedForRule(document, offset)).filter(fits),
    ...[...(sample?.fields.keys() ?? [])].filter(fits),
    ...(typed === ''
      ? []
      : (workspace?.names() ?? []).filter(fits).filter((name) => !isInCatalog(name))),
    ...completeFields(typed, datesOnly ? Infinity : limit).map((field) => field.name),
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

function isInCatalog(name: string): boolean {
  return findField(name) !== undefined;
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

/** Fields the rule names already, then fields that the Windows events it asks for carry. */
function rankedForRule(document: RuleDocument, offset: number): readonly string[] {
  // What is being typed is no field of the rule yet.
  const clauses = clausesOf(document.query).filter((clause) => !isAt(clause, offset));
  const used = clauses.flatMap(({ field }) => (field ? [termText(field)] : []));
  const carried = eventCodesIn(clauses)
    .flatMap(findEventCodes)
    .flatMap((event) => event.fields ?? [])
    .map((name) => `winlog.event_data.${name}`);
  const newTerms = (document.rule.newTerms?.fields?.value ?? []).map(({ value }) => value);
  return [...used, ...newTerms, ...carried].filter((name) => findField(name) !== undefined);
}

function isAt({ field }: Clause, offset: number): boolean {
  return field !== undefined && touches(field.span, offset);
}
