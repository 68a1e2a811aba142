// Completion in EQL and ES|QL: commands, sources, fields, operators and values, each where it can stand.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { findField } from '../catalog/fieldCatalog';
import { dataSources } from '../catalog/ruleCatalog';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { assertNever } from '../text/assertNever';
import { toDecoded } from '../text/offsetMap';
import { fieldItems } from './fieldItems';
import type { QueryRequest } from './queryCompletion';
import { insertInto } from './queryInsert';
import type { Insert } from './queryInsert';
import { valueItems } from './valueItems';
import { wordPlaceAt } from './wordPlace';
import type { WordLanguage, WordPlace } from './wordPlace';

/** What is inserted has a blank behind it. */
type Word = readonly [label: string, detail: string];

export function completeWords(
  document: RuleDocument,
  query: RuleQuery,
  language: WordLanguage,
  request: QueryRequest,
): readonly CompletionItem[] {
  const { offset, sample, workspace } = request;
  const place = wordPlaceAt(query.text, toDecoded(query.node.map, offset), language);
  if (place.kind === 'none') return [];
  const insert = insertInto(document, query, { replace: place.replace, offset });
  const { prefix } = place;
  const fields = (): readonly CompletionItem[] =>
    fieldItems(document, offset, { prefix, sample, workspace }).map((item) =>
      insert(item, item.label),
    );
  const words = (list: readonly Word[]): readonly CompletionItem[] => list.map(wordItem(insert));
  switch (place.kind) {
    case 'start':
      return words(language === 'eql' ? eqlStarts() : commands);
    case 'source':
      return [...sources(insert), ...words([metadata])];
    case 'metadata':
      return words([metadataFields]);
    case 'field':
      return [...fields(), ...words([not])];
    case 'value':
      return [
        ...values(place, request, insert),
        ...(place.isQuoted || prefix === '' ? [] : fields()),
      ];
    case 'shared':
      return words([maxspan]);
    case 'operator':
      return words(
        language === 'eql' ? [...operators, ...eqlOperators] : [...operators, ...esqlOperators],
      );
    case 'join':
      return words(joins);
    default:
      return assertNever(place);
  }
}

function wordItem(insert: Insert): (word: Word, index: number) => CompletionItem {
  return ([label, detail], index) => {
    const sortText = `2${String(index).padStart(2, '0')}`;
    return insert({ label, detail, kind: CompletionItemKind.Keyword, sortText }, `${label} `);
  };
}

/** Categories of events, of which a condition asks for one. */
function eqlStarts(): readonly Word[] {
  const categories = findField('event.category')?.allowedValues ?? [];
  return [
    ...['any', ...usualCategories, ...categories.map(({ name }) => name)]
      .filter((name, index, all) => all.indexOf(name) === index)
      .map((name): Word => [`${name} where`, `events of category ${name}`]),
    ['sequence by', 'events one after the other that share values'],
    ['sample by', 'events in any order that share values'],
  ];
}

/** Those that rules ask for most. */
const usualCategories = ['process', 'file', 'registry', 'network', 'library', 'authentication'];

const commands: readonly Word[] = [
  ['from', 'the indices to read'],
  ['where', 'rows that stay'],
  ['eval', 'a new column'],
  ['stats', 'rows in groups'],
  ['keep', 'columns that stay'],
  ['drop', 'columns that go'],
  ['rename', 'columns with other names'],
  ['sort', 'the order of rows'],
  ['limit', 'how many rows stay'],
  ['dissect', 'columns out of a text, by its separators'],
  ['grok', 'columns out of a text, by patterns'],
  ['enrich', 'columns of an enrich policy'],
  ['lookup join', 'columns of a lookup index'],
  ['mv_expand', 'a row for each value'],
];

const maxspan: Word = ['with maxspan=1m', 'the longest time from the first event to the last'];
const not: Word = ['not', 'what follows does not hold'];
const metadata: Word = ['metadata _id, _version, _index', 'what tells one event from another'];
const metadataFields: Word = ['_id, _version, _index', 'what tells one event from another'];

const joins: readonly Word[] = [
  ['and', 'both sides hold'],
  ['or', 'one of the sides holds'],
];

const operators: readonly Word[] = [
  ['==', 'is the value, case included'],
  ['!=', 'is another value'],
  ['in', 'is one of the values in brackets'],
  ['not in', 'is none of the values in brackets'],
];

const eqlOperators: readonly Word[] = [
  [':', 'is the value or pattern, in any case'],
  ['in~', 'is one of the values in brackets, in any case'],
  ['like~', 'fits one of the patterns, in any case'],
  ['regex~', 'fits one of the regular expressions, in any case'],
];

const esqlOperators: readonly Word[] = [
  ['like', 'fits the pattern'],
  ['rlike', 'fits the regular expression'],
  ['is null', 'has no value'],
  ['is not null', 'has a value'],
];

function sources(insert: Insert): readonly CompletionItem[] {
  return dataSources().map(({ pattern, description }, index) =>
    insert(
      {
        label: pattern,
        kind: CompletionItemKind.Value,
        detail: description,
        sortText: `1${String(index).padStart(4, '0')}`,
      },
      pattern,
    ),
  );
}

function values(
  { field, isQuoted }: Extract<WordPlace, { kind: 'value' }>,
  { sample }: QueryRequest,
  insert: Insert,
): readonly CompletionItem[] {
  const isText = !bareTypes.has(findField(field)?.mapping.type ?? '');
  return valueItems(field, false, sample).map(({ item, text }) => {
    const inner = text.replace(/[\\"]/g, '\\$&');
    return insert(item, isQuoted || !isText ? inner : `"${inner}"`);
  });
}

/** Written without quotes. */
const bareTypes: ReadonlySet<string> = new Set(['boolean', 'long', 'integer', 'float', 'double']);
