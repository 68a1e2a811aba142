// Completion in a Lucene query: fields and operators where a clause begins, values behind a field.
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { luceneContext } from '../lucene/context';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { toDecoded } from '../text/offsetMap';
import { fieldItems } from './fieldItems';
import { insertInto } from './queryInsert';
import type { QueryRequest } from './queryCompletion';
import type { Insert } from './queryInsert';
import { valueItems } from './valueItems';
import type { ValueItem } from './valueItems';

export function completeLucene(
  document: RuleDocument,
  query: RuleQuery,
  { offset, sample, workspace }: QueryRequest,
): readonly CompletionItem[] {
  const at = toDecoded(query.node.map, offset);
  const context = luceneContext(query.text, at);
  if (context.kind === 'none') return [];
  const insert = insertInto(document, query, { replace: context.replace, offset });
  if (context.kind !== 'field')
    return values(
      valueItems(context.field, context.kind !== 'quoted', sample),
      context.kind === 'quoted',
      insert,
    );
  const isFirst = query.text.slice(0, context.replace.start).trim() === '';
  return [
    ...fieldItems(document, offset, { ...context, sample, workspace }).map((item) =>
      insert(item, item.label),
    ),
    ...operators.filter(([label]) => !isFirst || label === 'NOT').map(operatorItem(insert)),
  ];
}

function values(
  items: readonly ValueItem[],
  isQuoted: boolean,
  insert: Insert,
): readonly CompletionItem[] {
  return items.map(({ item, text }) => {
    if (!isQuoted && /^(?:[\w.]+|\*)$/.test(text)) return insert(item, text);
    const inner = text.replace(/[\\"]/g, '\\$&');
    return insert(item, isQuoted ? inner : `"${inner}"`);
  });
}

const operators: readonly (readonly [label: string, detail: string])[] = [
  ['AND', 'the clauses on both sides must hold'],
  ['OR', 'one of the clauses is enough where none must hold'],
  ['NOT', 'what follows must not hold; true for events without the field'],
];

function operatorItem(insert: Insert): (operator: (typeof operators)[number]) => CompletionItem {
  return ([label, detail]) =>
    insert({ label, detail, kind: CompletionItemKind.Keyword, sortText: `2${label}` }, `${label} `);
}
