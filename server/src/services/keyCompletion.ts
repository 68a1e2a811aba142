// Completion outside the query: keys of the table the cursor is in, headers of tables, values of a key.
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem, Range } from 'vscode-languageserver';
import type { RuleDocument } from '../rule/ruleDocument';
import type { KeyType, RuleKey } from '../rule/ruleKey';
import { findRuleKey, keysOf } from '../rule/ruleKeys';
import { asTable, asTables, valueAt } from '../rule/tomlValues';
import { positionAt } from '../text/lineIndex';
import type { Span } from '../text/span';
import type { TomlTable, TomlValue } from '../toml/ast';
import { fieldItems } from './fieldItems';
import { holdsDateField, holdsFieldName } from './fieldKeys';
import { keyTypeWords } from './keyHover';
import { onLineOf, toRange } from './position';
import type { TomlPlace } from './tomlPlace';

/** What to offer at a place of the TOML. */
export function completeToml(
  document: RuleDocument,
  place: TomlPlace,
  offset: number,
): readonly CompletionItem[] {
  switch (place.kind) {
    case 'blank':
      return completeStatement(document, place.path, {
        start: lineContent(document, offset),
        end: offset,
      });
    case 'key':
      return completeKey(document, place.path.slice(0, -1), place.span);
    case 'header':
      return completeHeader(document, offset);
    case 'value':
      return completeValue(document, place, offset);
  }
}

/** The text typed so far on the line decides: an opening bracket begins a header, a word a key. */
function completeStatement(
  document: RuleDocument,
  table: readonly string[],
  typed: Span,
): readonly CompletionItem[] {
  const text = document.text.slice(typed.start, typed.end);
  if (text.startsWith('[')) return completeHeader(document, typed.end);
  return /^[\w-]*$/.test(text) ? completeKey(document, table, typed) : [];
}

function lineContent(document: RuleDocument, offset: number): number {
  const start = document.lineStarts[positionAt(document.lineStarts, offset).line] ?? 0;
  return start + (/^[\s\ufeff]*/.exec(document.text.slice(start, offset))?.[0].length ?? 0);
}

/** Keys of the table that it does not have yet and that its rule type can have. */
function completeKey(
  document: RuleDocument,
  table: readonly string[],
  replace: Span,
): readonly CompletionItem[] {
  const present = tablesAtPath(document.toml.root, table);
  const type = document.rule.type?.value;
  return keysOf(table.join('.'))
    .filter((key) => key.type !== 'table' && key.type !== 'tables')
    .filter((key) => type === undefined || key.onlyFor?.includes(type) !== false)
    .filter((key) => !has(present.at(-1), key, replace))
    .map((key) => keyItem(document, key, replace));
}

/** The key is written elsewhere than where the cursor is. */
function has(table: TomlTable | undefined, key: RuleKey, except: Span): boolean {
  const entry = table?.entries.get(key.name);
  return entry !== undefined && entry.key.span.start !== except.start;
}

function tablesAtPath(root: TomlTable, path: readonly string[]): readonly TomlTable[] {
  return path.reduce<readonly TomlTable[]>(
    (tables, name) =>
      tables.flatMap((table) => {
        const value = valueAt(table, name);
        const single = asTable(value);
        return single ? [single] : asTables(value);
      }),
    [root],
  );
}

function keyItem(document: RuleDocument, key: RuleKey, replace: Span): CompletionItem {
  const name = key.name;
  const followed = /^[ \t]*=/.test(document.text.slice(replace.end, replace.end + 20));
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: keyTypeWords(key.type),
    sortText: `${key.requiredFor === undefined ? '1' : '0'}${name}`,
    insertTextFormat: InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(document, replace),
      newText: followed ? name : `${name} = ${emptyValue(key.type)}`,
    },
    data: { kind: 'key', path: key.path },
  };
}

function emptyValue(type: KeyType): string {
  switch (type) {
    case 'string':
    case 'date':
      return '""';
    case 'strings':
    case 'list':
      return '[]';
    default:
      return '';
  }
}

/** Headers of the tables a rule can have; the one being typed is replaced whole. */
function completeHeader(document: RuleDocument, offset: number): readonly CompletionItem[] {
  const start = lineContent(document, offset);
  const rest = /^[^\r\n#]*/.exec(document.text.slice(start))?.[0] ?? '';
  const range = toRange(document, { start, end: start + rest.trimEnd().length });
  const type = document.rule.type?.value;
  return allTables('')
    .filter((key) => type === undefined || key.onlyFor?.includes(type) !== false)
    .map((key) => {
      const header = key.type === 'tables' ? `[[${key.path}]]` : `[${key.path}]`;
      return {
        label: header,
        kind: CompletionItemKind.Struct,
        filterText: header,
        textEdit: { range, newText: header },
        data: { kind: 'key', path: key.path },
      };
    });
}

function allTables(parent: string): readonly RuleKey[] {
  return keysOf(parent)
    .filter((key) => key.type === 'table' || key.type === 'tables')
    .flatMap((key) => [key, ...allTables(key.path)]);
}

/** The allowed values of a key or names of fields, in quotes where there are none yet. */
function completeValue(
  document: RuleDocument,
  place: TomlPlace,
  offset: number,
): readonly CompletionItem[] {
  const { span, quote } = valueToReplace(place.value, offset);
  const range = toRange(document, onLineOf(document, offset, span));
  if (holdsFieldName(place.path)) {
    const prefix = document.text.slice(span.start, offset).replace(/^"/, '');
    return fieldItems(document, offset, { prefix, datesOnly: holdsDateField(place.path) }).map(
      (item) => ({
        ...item,
        filterText: `${quote}${item.label}`,
        textEdit: { range, newText: `${quote}${item.label}${quote}` },
      }),
    );
  }
  const key = findRuleKey(place.path.join('.'));
  if (key?.type === 'boolean') return booleans(range);
  const type = document.rule.type?.value;
  const allowed = type === undefined ? undefined : key?.valuesFor?.(type);
  const values = (key?.values ?? []).filter(({ name }) => allowed?.includes(name) !== false);
  return values.map(({ name, description }, index) => ({
    label: name,
    kind: CompletionItemKind.EnumMember,
    documentation: description,
    sortText: String(index).padStart(3, '0'),
    filterText: `${quote}${name}`,
    textEdit: { range, newText: `${quote}${name}${quote}` },
  }));
}

function booleans(range: Range): readonly CompletionItem[] {
  return ['true', 'false'].map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    textEdit: { range, newText: label },
  }));
}

/** The inside of a string; else the whole value, which then needs quotes. */
function valueToReplace(
  value: TomlValue | undefined,
  offset: number,
): { readonly span: Span; readonly quote: string } {
  if (value?.kind === 'string' && value.closed) return { span: value.inner, quote: '' };
  if (value === undefined || value.kind === 'array')
    return { span: { start: offset, end: offset }, quote: '"' };
  return { span: value.span, quote: '"' };
}
