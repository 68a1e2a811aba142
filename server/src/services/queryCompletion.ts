// Completion in a KQL query: fields, values, keywords and operators, each where it can stand.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { findField } from '../catalog/fieldCatalog';
import type { SampleFields } from '../events/sampleFields';
import { kqlContext } from '../kql/context';
import type { KqlContext, KqlKeyword } from '../kql/context';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import { toDecoded } from '../text/offsetMap';
import { fieldItems } from './fieldItems';
import { completeLucene } from './luceneCompletion';
import type { WorkspaceFields } from './knowledge';
import { insertInto } from './queryInsert';
import type { Insert } from './queryInsert';
import { valueItems } from './valueItems';
import { completeWords } from './wordCompletion';

/** Where completion is asked for, and what is known beyond the catalogues. */
export interface QueryRequest {
  readonly offset: number;
  readonly sample: SampleFields | undefined;
  readonly workspace: WorkspaceFields | undefined;
}

export function completeQuery(
  document: RuleDocument,
  query: RuleQuery,
  request: QueryRequest,
): readonly CompletionItem[] {
  const { offset, sample } = request;
  if (query.language === 'lucene') return completeLucene(document, query, request);
  if (query.language === 'eql' || query.language === 'esql')
    return completeWords(document, query, query.language, request);
  if (query.language !== 'kuery') return [];
  const context = kqlContext(query.text, toDecoded(query.node.map, offset));
  if (context.kind === 'none') return [];
  const insert = insertInto(document, query, { replace: context.replace, offset });
  switch (context.kind) {
    case 'field':
      return [...fields(document, request, context, insert), ...keywords(context.keywords, insert)];
    case 'value':
      return [...values(context, insert, sample), ...keywords(context.keywords, insert)];
    case 'quoted':
      return values(context, insert, sample);
    case 'keyword':
      return [...operators(context, insert), ...keywords(context.keywords, insert)];
    default:
      return assertNever(context);
  }
}

function fields(
  document: RuleDocument,
  { offset, sample, workspace }: QueryRequest,
  context: Extract<KqlContext, { kind: 'field' }>,
  insert: Insert,
): readonly CompletionItem[] {
  const { prefix, path } = context;
  return fieldItems(document, offset, { prefix, group: path, sample, workspace }).map((item) =>
    insert(item, item.label),
  );
}

function values(
  context: Extract<KqlContext, { kind: 'value' | 'quoted' }>,
  insert: Insert,
  sample: SampleFields | undefined,
): readonly CompletionItem[] {
  if (context.field === undefined) return [];
  const bare = context.kind === 'value';
  const name = fullName(context.path, context.field);
  return valueItems(name, bare, sample).map(({ item, text, quoted }) =>
    insert(item, writtenKql(text, bare, quoted)),
  );
}

/** In quotes a quote and a backslash need a backslash. */
function writtenKql(text: string, bare: boolean, quoted: boolean): string {
  if (bare && !quoted) return text;
  const inner = text.replace(/[\\"]/g, '\\$&');
  return bare ? `"${inner}"` : inner;
}

/** The name of a field as written, quotes taken off, with the path of the group around it. */
function fullName(path: string, written: string): string {
  const name = written.replace(/^"(.*)"$/s, '$1');
  return path === '' ? name : `${path}.${name}`;
}

const keywordDetails: Readonly<Record<KqlKeyword, string>> = {
  and: 'both sides hold',
  or: 'one of the sides holds',
  not: 'what follows does not hold; true for events without the field',
};

function keywords(words: readonly KqlKeyword[], insert: Insert): readonly CompletionItem[] {
  return words.map((word) =>
    insert(
      {
        label: word,
        kind: CompletionItemKind.Keyword,
        detail: keywordDetails[word],
        sortText: `2${word}`,
      },
      `${word} `,
    ),
  );
}

const orderedTypes: readonly string[] = [
  'long',
  'integer',
  'short',
  'byte',
  'unsigned_long',
  'double',
  'float',
  'half_float',
  'scaled_float',
  'date',
  'date_nanos',
  'ip',
  'version',
];

const comparisons: readonly (readonly [string, string])[] = [
  ['<', 'less than'],
  ['<=', 'at most'],
  ['>', 'greater than'],
  ['>=', 'at least'],
];

/** Behind a bare word, which these make a field; comparisons where the type has an order that people mean. */
function operators(
  context: Extract<KqlContext, { kind: 'keyword' }>,
  insert: Insert,
): readonly CompletionItem[] {
  if (context.term === undefined || context.prefix !== '') return [];
  const type = findField(fullName(context.path, context.term))?.mapping.type;
  const all = [
    [':', 'has the value'] as const,
    ...(type !== undefined && orderedTypes.includes(type) ? comparisons : []),
  ];
  return all.map(([label, detail], index) =>
    insert(
      { label, kind: CompletionItemKind.Operator, detail, sortText: `0${index}` },
      `${label} `,
    ),
  );
}
