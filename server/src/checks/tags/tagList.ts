// The tags of a rule and edits of the list.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { valueAt } from '../../rule/tomlValues';
import { keepLast } from '../../text/oncePer';
import type { Fix, TextEdit } from '../../text/problem';
import type { Span } from '../../text/span';
import type { TomlArray } from '../../toml/ast';
import { appendItems, removeItem } from '../listEdits';
import { addPair } from '../pairEdits';
import { ruleHeader, ruleOf } from '../ruleTables';
import type { Finding } from '../check';
import { nothing } from '../findEach';

/** The tags as a set. */
export const tagNames = keepLast(
  ({ rule }: RuleDocument): ReadonlySet<string> => new Set(rule.tags.map(({ value }) => value)),
);

export function tagList(document: RuleDocument): TomlArray | undefined {
  const value = valueAt(ruleOf(document), 'tags');
  return value?.kind === 'array' ? value : undefined;
}

/** What to say of tags that a rule lacks: at its list of tags, with a fix that adds them. */
export function lacking(
  document: RuleDocument,
  wanted: readonly string[],
  reason: string,
): readonly Finding[] {
  const tags = tagNames(document);
  if (!ruleOf(document) || wanted.every((tag) => tags.has(tag))) return nothing;
  const missing = [...new Set(wanted)].filter((tag) => !tags.has(tag));
  const names = missing.map((tag) => `\`${tag}\``).join(', ');
  const list = tagList(document);
  // A value of another type is a problem of its own.
  if (!list && ruleOf(document)?.entries.has('tags')) return [];
  return [
    {
      message: `${reason} the ${missing.length === 1 ? 'tag' : 'tags'} ${names}.`,
      span: placeOfTags(document),
      fixes: addTags(document, list, missing),
    },
  ];
}

/** Where to say what the tags lack: at their key, else at the header. */
export function placeOfTags(document: RuleDocument): Span {
  return ruleOf(document)?.entries.get('tags')?.key.span ?? ruleHeader(document);
}

/** A fix that puts tags behind the others. */
export function addTags(
  document: RuleDocument,
  list: TomlArray | undefined,
  tags: readonly string[],
): readonly Fix[] {
  const title = `Add ${tags.map((tag) => `\`${tag}\``).join(', ')}`;
  const quoted = tags.map((tag) => JSON.stringify(tag));
  if (!list) {
    const pair = { key: 'tags', value: `[${quoted.join(', ')}]`, below: 'severity' };
    return addPair(document, ruleOf(document), pair, title);
  }
  return list.closed
    ? [{ title, edits: appendItems(document.text, list, quoted), isSafe: false }]
    : [];
}

/** What takes a tag out of the list. */
export function removeTag(document: RuleDocument, tag: Located<string>): readonly TextEdit[] {
  const list = tagList(document);
  const index = list?.items.findIndex(({ span }) => span.start === tag.span.start) ?? -1;
  return list && index >= 0 ? removeItem(document.text, list, index) : [];
}
