// Hover: finds what is under the cursor and asks the one who knows about it.
import { MarkupKind } from 'vscode-languageserver';
import type { Hover } from 'vscode-languageserver';
import { queryAt } from '../rule/ruleDocument';
import type { RuleDocument, RuleQuery } from '../rule/ruleDocument';
import { touches } from '../text/span';
import type { Span } from '../text/span';
import { attackHoverAt } from './attackHover';
import { describeField } from './fieldHover';
import { holdsFieldName } from './fieldKeys';
import { describeKey, describeKeyValue } from './keyHover';
import { clausesOf, eventCodesIn } from './kqlClauses';
import { kqlPlaceAt, termText } from './kqlPlace';
import { toRange } from './position';
import { placeAt } from './tomlPlace';
import type { TomlPlace } from './tomlPlace';
import { describeValue } from './valueHover';

interface Found {
  readonly markdown: string | undefined;
  readonly span: Span;
}

/** What there is to say about the place at an offset; null where that is nothing. */
export function doHover(document: RuleDocument, offset: number): Hover | null {
  const found = find(document, offset);
  if (found?.markdown === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: toRange(document, found.span),
  };
}

function find(document: RuleDocument, offset: number): Found | undefined {
  const query = queryAt(document, offset);
  const asked = eventCodesIn(clausesOf(document.query));
  if (query) return inQuery(query, offset, asked);
  const attack = attackHoverAt(document, offset);
  if (attack) return attack;
  const place = placeAt(document.toml, offset);
  switch (place.kind) {
    case 'blank':
      return undefined;
    case 'header':
    case 'key':
      return { markdown: describeKey(place.path), span: place.span };
    case 'value':
      return inValue(place, offset, asked);
  }
}

function inQuery(query: RuleQuery, offset: number, asked: readonly string[]): Found | undefined {
  const place = query.parsed && kqlPlaceAt(query.parsed.root, offset);
  if (!place) return undefined;
  const { span, field, term } = place;
  if (place.kind === 'field')
    return { markdown: describeField(field ?? termText(term), asked), span };
  return { markdown: describeValue(field, termText(term)), span };
}

function inValue(place: TomlPlace, offset: number, asked: readonly string[]): Found | undefined {
  const { value, path } = place;
  if (value?.kind !== 'string' || !touches(value.span, offset)) return undefined;
  const { span } = value;
  if (holdsFieldName(path) && value.value !== '')
    return { markdown: describeField(value.value, asked), span };
  return { markdown: describeKeyValue(path, value.value), span };
}
