// Completion: finds what can stand at the cursor and asks the one who knows the candidates.
import { MarkupKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { findAnyKey } from '../rule/companionKeys';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument } from '../rule/ruleDocument';
import { describeAttackId } from './attackHover';
import type { CompletionContext } from './completionContext';
import { describeField } from './fieldHover';
import { completeToml } from './keyCompletion';
import { describeKey } from './keyHover';
import { attackOf } from './knowledge';
import type { Knowledge } from './knowledge';
import { paragraphs } from './markdown';
import { completeQuery } from './queryCompletion';
import { describeInSample } from './sampleWords';
import { completeComment } from './suppressionCompletion';
import { placeAt } from './tomlPlace';
import { describeValue } from './valueHover';

/** Candidates at an offset. Lists of fields depend on what is typed: an editor asks again as that grows. */
export function doCompletion(
  document: RuleDocument,
  offset: number,
  context?: CompletionContext,
): CompletionList | null {
  const query = queryAt(document, offset);
  const items = query
    ? completeQuery(document, query, {
        offset,
        sample: context?.sample,
        workspace: context?.fields,
      })
    : (completeComment(document, offset, { ...context, attack: attackOf(context) }) ??
      completeToml(document, placeAt(document.toml, offset), offset, context));
  if (items.length === 0) return null;
  return {
    isIncomplete: items.some(
      ({ data }) => isData(data) && data.kind !== 'key' && data.kind !== 'value',
    ),
    items: [...items],
  };
}

/** What an item stands for; travels with it to the client and back. */
type ItemData =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value'; readonly field: string; readonly value: string }
  | { readonly kind: 'key'; readonly path: string }
  | { readonly kind: 'attack'; readonly id: string };

type Resolving = Pick<Knowledge, 'fields' | 'sample' | 'attack'>;

/** The item with its documentation; `knowledge` as of the list that it is of. */
export function resolveCompletion(item: CompletionItem, knowledge: Resolving = {}): CompletionItem {
  const markdown = isData(item.data) ? describe(item.data, knowledge) : undefined;
  if (markdown === undefined) return item;
  return { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } };
}

function describe(data: ItemData, knowledge: Resolving): string | undefined {
  const { sample } = knowledge;
  switch (data.kind) {
    case 'field':
      return describeField(data.name, knowledge);
    case 'value':
      return (
        paragraphs(
          describeValue(data.field, data.value),
          describeInSample(sample, data.field, data.value),
        ) || undefined
      );
    case 'key':
      return describeKey(findAnyKey(data.path));
    case 'attack':
      return describeAttackId(data.id, attackOf(knowledge));
  }
}

/** What a client sends back may be anything. */
function isData(data: unknown): data is ItemData {
  if (typeof data !== 'object' || data === null) return false;
  const has = (...names: readonly string[]): boolean =>
    names.every((name) => typeof (data as Record<string, unknown>)[name] === 'string');
  const { kind } = data as Record<string, unknown>;
  if (kind === 'field') return has('name');
  if (kind === 'attack') return has('id');
  return kind === 'value' ? has('field', 'value') : kind === 'key' && has('path');
}
