// Hover: finds what is under the cursor and asks the one who knows about it.
import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import { findField } from '../catalog/fieldCatalog';
import type { LuceneNode } from '../lucene/ast';
import { keyTableOf } from '../rule/companionKeys';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import type { RuleKey } from '../rule/ruleKey';
import { toDecoded, toSourceSpan } from '../text/offsetMap';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import { attackHoverAt } from './attackHover';
import { clauseSentence, isNegated, operatorHoverAt } from './clauseHover';
import { describeField } from './fieldHover';
import { holdsFieldName } from '../rule/fieldKeys';
import { idHoverAt } from './idHover';
import { describeKey, describeKeyValue } from './keyHover';
import { attackOf } from './knowledge';
import type { Knowledge } from './knowledge';
import { clausesOf, eventCodesIn } from './kqlClauses';
import { kqlPlaceAt, termText } from './kqlPlace';
import type { KqlPlace } from './kqlPlace';
import { describeLabel } from './labelHover';
import { lucenePlaceAt } from './lucenePlace';
import { code, paragraphs } from './markdown';
import { toRange } from './position';
import { describeInSample } from './sampleWords';
import { describeTime } from './timeHover';
import type { Clocks } from './timeHover';
import { placeAt } from './tomlPlace';
import type { TomlPlace } from './tomlPlace';
import { describeValue } from './valueHover';
import { wordAt } from './wordPlace';
import type { WordLanguage } from './wordPlace';

interface Found {
  readonly markdown: string | undefined;
  readonly span: Span;
}

/** What there is to say about the place at an offset; null where that is nothing. */
export function doHover(
  document: RuleDocument,
  offset: number,
  knowledge: Knowledge = {},
): Hover | null {
  const found = find(document, offset, knowledge);
  if (found?.markdown === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: toRange(document, found.span),
  };
}

function find(document: RuleDocument, offset: number, knowledge: Knowledge): Found | undefined {
  const { clocks } = knowledge;
  const query = queryAt(document, offset);
  const about = { knowledge, asked: eventCodesIn(clausesOf(document.query)) };
  if (query) return inQuery(query, offset, about);
  const id = idHoverAt(document, offset, knowledge);
  if (id) return id;
  const attack = attackHoverAt(document, offset, attackOf(knowledge));
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
      const found = inValue(place, key, offset, about);
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

/** What is known beside the place. */
interface About {
  readonly knowledge: Knowledge;
  /** Event codes that the query asks for. */
  readonly asked: readonly string[];
}

function fieldWords(name: string, { knowledge, asked }: About): string {
  return describeField(name, { ...knowledge, asked });
}

function valueWords(field: string | undefined, value: string, { knowledge }: About): string {
  return paragraphs(
    describeValue(field, value),
    field === undefined ? undefined : describeInSample(knowledge.sample, field, value),
  );
}

function inQuery(query: RuleQuery, offset: number, about: About): Found | undefined {
  if (query.lucene) return inLucene(query.lucene.root, offset, about);
  const { language } = query;
  if (language === 'eql' || language === 'esql') return inWords(query, language, { offset, about });
  return inKql(query, offset, about);
}

function inLucene(root: LuceneNode, offset: number, about: About): Found | undefined {
  const place = lucenePlaceAt(root, offset);
  if (!place) return undefined;
  const { field, span } = place;
  if (place.kind === 'field') return { markdown: fieldWords(place.field, about), span };
  return place.text === undefined
    ? undefined
    : { markdown: valueWords(field, place.text, about), span };
}

function inWords(
  { text, node }: RuleQuery,
  language: WordLanguage,
  { offset, about }: { readonly offset: number; readonly about: About },
): Found | undefined {
  const found = wordAt(text, toDecoded(node.map, offset), language);
  if (!found) return undefined;
  const span = toSourceSpan(node.map, found.span);
  if (found.kind === 'value')
    return { markdown: valueWords(found.field, found.text, about) || undefined, span };
  const isField = found.name.includes('.') || findField(found.name) !== undefined;
  return isField ? { markdown: fieldWords(found.name, about), span } : undefined;
}

function inKql(query: RuleQuery, offset: number, about: About): Found | undefined {
  const place = query.parsed && kqlPlaceAt(query.parsed.root, offset);
  if (!place) return operatorHoverAt(query, offset);
  const { span, field, term } = place;
  if (place.kind === 'field') return { markdown: fieldWords(field ?? termText(term), about), span };
  return {
    markdown: paragraphs(valueWords(field, termText(term), about), sentenceOf(place, query)),
    span,
  };
}

/** What the clause of a value matches. */
function sentenceOf({ clause, field }: KqlPlace, { parsed }: RuleQuery): string {
  if (clause.kind === 'nested') return '';
  const own = clause.field ? termText(clause.field) : '';
  const sentence = clauseSentence(clause, field?.slice(0, field.length - own.length) ?? '');
  const isOpposite = parsed !== undefined && isNegated(parsed.root, clause);
  return isOpposite
    ? `${sentence} Under ${code('not')}: the query asks for the opposite.`
    : sentence;
}

function inValue(
  place: TomlPlace,
  key: RuleKey | undefined,
  offset: number,
  about: About,
): Found | undefined {
  const { value, path } = place;
  if (value?.kind !== 'string' || !touches(value.span, offset)) return undefined;
  const { span } = value;
  if (holdsFieldName(path) && value.value !== '')
    return { markdown: fieldWords(value.value, about), span };
  return {
    markdown:
      describeKeyValue(key, value.value) ??
      describeLabel(path, value.value, attackOf(about.knowledge)),
    span,
  };
}
