// Hover: finds what is under the cursor and asks the one who knows about it.
import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import type { LuceneNode } from '../lucene/ast';
import { keyTableOf } from '../rule/companionKeys';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { RuleKey } from '../rule/ruleKey';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import { attackHoverAt } from './attackHover';
import { clauseSentence, operatorHoverAt } from './clauseHover';
import { describeField } from './fieldHover';
import { holdsFieldName } from '../rule/fieldKeys';
import { describeKey, describeKeyValue } from './keyHover';
import { clausesOf, eventCodesIn } from './kqlClauses';
import { kqlPlaceAt, termText } from './kqlPlace';
import type { KqlPlace } from './kqlPlace';
import { describeLabel } from './labelHover';
import { lucenePlaceAt } from './lucenePlace';
import { paragraphs } from './markdown';
import { toRange } from './position';
import { describeTime } from './timeHover';
import type { Clocks } from './timeHover';
import { placeAt } from './tomlPlace';
import type { TomlPlace } from './tomlPlace';
import { describeValue } from './valueHover';

interface Found {
  readonly markdown: string | undefined;
  readonly span: Span;
}

/** What there is to say about the place at an offset; null where that is nothing. */
export function doHover(document: RuleDocument, offset: number, clocks?: Clocks): Hover | null {
  const found = find(document, offset, clocks);
  if (found?.markdown === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: toRange(document, found.span),
  };
}

function find(
  document: RuleDocument,
  offset: number,
  clocks: Clocks | undefined,
): Found | undefined {
  const query = queryAt(document, offset);
  const asked = eventCodesIn(clausesOf(document.query));
  if (query) return inQuery(query, offset, asked);
  const attack = attackHoverAt(document, offset);
  if (attack) return attack;
  const place = placeAt(document.toml, offset);
  const key = keyTableOf(document).find(place.path.join('.'));
  switch (place.kind) {
    case 'blank':
      return undefined;
    case 'header':
      return { markdown: describeKey(key), span: place.span };
    case 'key':
      return {
        markdown: withTimes(document, place, describeKey(key), clocks),
        span: place.span,
      };
    case 'value': {
      const found = inValue(place, key, offset, asked);
      const markdown = withTimes(document, place, found?.markdown, clocks);
      return markdown === undefined ? found : { markdown, span: place.span };
    }
  }
}

/** The description of a key or its value, with the real times of a time setting. */
function withTimes(
  document: RuleDocument,
  { path }: TomlPlace,
  markdown: string | undefined,
  clocks: Clocks | undefined,
): string | undefined {
  const times = clocks && describeTime(document, path, clocks);
  return times === undefined ? markdown : paragraphs(markdown, times);
}

function inQuery(query: RuleQuery, offset: number, asked: readonly string[]): Found | undefined {
  if (query.lucene) return inLucene(query.lucene.root, offset, asked);
  return inKql(query, offset, asked);
}

function inLucene(root: LuceneNode, offset: number, asked: readonly string[]): Found | undefined {
  const place = lucenePlaceAt(root, offset);
  if (!place) return undefined;
  const { field, span } = place;
  if (place.kind === 'field') return { markdown: describeField(place.field, asked), span };
  return place.text === undefined
    ? undefined
    : { markdown: describeValue(field, place.text), span };
}

function inKql(query: RuleQuery, offset: number, asked: readonly string[]): Found | undefined {
  const place = query.parsed && kqlPlaceAt(query.parsed.root, offset);
  if (!place) return operatorHoverAt(query, offset);
  const { span, field, term } = place;
  if (place.kind === 'field')
    return { markdown: describeField(field ?? termText(term), asked), span };
  return {
    markdown: paragraphs(describeValue(field, termText(term)), sentenceOf(place)),
    span,
  };
}

/** What the clause of a value matches. */
function sentenceOf({ clause, field }: KqlPlace): string {
  if (clause.kind === 'nested') return '';
  const own = clause.field ? termText(clause.field) : '';
  return clauseSentence(clause, field?.slice(0, field.length - own.length) ?? '');
}

function inValue(
  place: TomlPlace,
  key: RuleKey | undefined,
  offset: number,
  asked: readonly string[],
): Found | undefined {
  const { value, path } = place;
  if (value?.kind !== 'string' || !touches(value.span, offset)) return undefined;
  const { span } = value;
  if (holdsFieldName(path) && value.value !== '')
    return { markdown: describeField(value.value, asked), span };
  return {
    markdown: describeKeyValue(key, value.value) ?? describeLabel(path, value.value),
    span,
  };
}
