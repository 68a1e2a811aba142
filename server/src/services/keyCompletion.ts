// Completion outside the query: keys of the table the cursor is in, headers of tables, values of a key.
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem, Range } from 'vscode-languageserver';
import type { RuleDocument } from '../rule/ruleDocument';
import type { RuleKey } from '../rule/ruleKey';
import { keyTableOf } from '../rule/companionKeys';
import type { KeyTable } from '../rule/keyTable';
import { asTable, asTables, tableAt, valueAt } from '../rule/tomlValues';
import { positionAt } from '../text/lineIndex';
import type { Span } from '../text/span';
import type { TomlTable, TomlValue } from '../toml/ast';
import { attackValues, threatBlockItems } from './attackItems';
import { toLspEdits } from './codeActions';
import { suggestAgain } from './completionContext';
import type { CompletionContext } from './completionContext';
import { fieldItems } from './fieldItems';
import { holdsDateField, holdsFieldName, holdsIndicatorField } from '../rule/fieldKeys';
import { keyTypeWords } from './keyHover';
import { attackOf } from './knowledge';
import { labelValues, usualNumbers } from './labelItems';
import { onLineOf, toRange } from './position';
import { headerText, keyText, tableText } from './ruleSnippets';
import type { TomlPlace } from './tomlPlace';

/** Where completion is asked for. */
interface Request {
  readonly document: RuleDocument;
  readonly offset: number;
  readonly context: CompletionContext | undefined;
}

/** What to offer at a place of the TOML. Without a context there are no snippets and nothing that depends on the time. */
export function completeToml(
  document: RuleDocument,
  place: TomlPlace,
  offset: number,
  context?: CompletionContext,
): readonly CompletionItem[] {
  const request = { document, offset, context };
  const start = lineContent(document, offset);
  const blocks =
    place.kind === 'value' || document.companion
      ? []
      : threatBlockItems(document, { start, end: offset }, attackOf(context).current);
  switch (place.kind) {
    case 'blank':
      return [...completeStatement(request, place.path, start), ...blocks];
    case 'key':
      return [...completeKey(request, place.path.slice(0, -1), place.span), ...blocks];
    case 'header':
      return [...completeHeader(request), ...blocks];
    case 'value':
      return completeValue(request, place);
  }
}

/** The text typed so far on the line decides: an opening bracket begins a header, a word a key. */
function completeStatement(
  request: Request,
  table: readonly string[],
  start: number,
): readonly CompletionItem[] {
  const typed = { start, end: request.offset };
  const text = request.document.text.slice(typed.start, typed.end);
  if (text.startsWith('[')) return completeHeader(request);
  return /^[\w-]*$/.test(text) ? completeKey(request, table, typed) : [];
}

function lineContent(document: RuleDocument, offset: number): number {
  const start = document.lineStarts[positionAt(document.lineStarts, offset).line] ?? 0;
  return start + (/^[\s\ufeff]*/.exec(document.text.slice(start, offset))?.[0].length ?? 0);
}

/** Keys of the table that it does not have yet and that its rule type can have. */
function completeKey(
  request: Request,
  table: readonly string[],
  replace: Span,
): readonly CompletionItem[] {
  const { document } = request;
  const present = tablesAtPath(document.toml.root, table);
  const type = document.rule.type?.value;
  return keyTableOf(document)
    .keysOf(table.join('.'))
    .filter((key) => key.type !== 'table' && key.type !== 'tables')
    .filter((key) => type === undefined || key.onlyFor?.includes(type) !== false)
    .filter((key) => !has(present.at(-1), key, replace))
    .map((key) => keyItem(request, key, replace));
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

function keyItem({ document, context }: Request, key: RuleKey, replace: Span): CompletionItem {
  const { name } = key;
  const followed = /^[ \t]*=/.test(document.text.slice(replace.end, replace.end + 20));
  const isSnippet = !followed && context?.snippets === true;
  return {
    label: name,
    kind: CompletionItemKind.Property,
    detail: keyTypeWords(key.type),
    sortText: `${key.requiredFor === undefined ? '1' : '0'}${name}`,
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: {
      range: toRange(document, replace),
      newText: followed ? name : keyText(key, isSnippet),
    },
    ...(isSnippet && suggestAgain(context)),
    data: { kind: 'key', path: key.path },
  };
}

/** Headers of the tables a rule can have; the one being typed is replaced whole. */
function completeHeader({ document, offset, context }: Request): readonly CompletionItem[] {
  const start = lineContent(document, offset);
  const rest = /^[^\r\n#]*/.exec(document.text.slice(start))?.[0] ?? '';
  const range = toRange(document, { start, end: start + rest.trimEnd().length });
  const type = document.rule.type?.value;
  const keys = keyTableOf(document);
  const isOpen = (key: RuleKey): boolean =>
    (type === undefined || key.onlyFor?.includes(type) !== false) &&
    !isWritten(document, key, start);
  return allTables(keys, '', isOpen).map((key) => {
    const header = headerText(key);
    const isSnippet = context?.snippets === true && isNewHeader(document, offset);
    return {
      label: header,
      kind: CompletionItemKind.Struct,
      filterText: header,
      insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range, newText: isSnippet ? tableText(keys, key, type, true) : header },
      data: { kind: 'key', path: key.path },
    };
  });
}

/** Nothing stands behind the cursor but brackets, which editors close by themselves, and nothing in the table yet. */
function isNewHeader({ text }: RuleDocument, offset: number): boolean {
  const rest = text.slice(offset, offset + 200);
  return /^[ \t]*\]{0,2}[ \t]*(?:$|\r?\n[ \t]*(?:$|\r?\n|\[))/.test(rest);
}

/** A table that is there once, and not in the line that begins at the offset: a second header would be an error. */
function isWritten({ toml, companion }: RuleDocument, key: RuleKey, lineStart: number): boolean {
  if (companion || key.type === 'tables' || key.path.includes('.')) return false;
  const table = tableAt(toml.root, key.path);
  return table !== undefined && table.span.start !== lineStart;
}

/** Tables in the order of the keys, each before those below it; none below a table that the rule cannot have. */
function allTables(
  keys: KeyTable,
  parent: string,
  isOpen: (key: RuleKey) => boolean,
): readonly RuleKey[] {
  return keys
    .keysOf(parent)
    .filter((key) => key.type === 'table' || key.type === 'tables')
    .flatMap((key) => {
      const below =
        key.onlyFor === undefined || isOpen(key) ? allTables(keys, key.path, isOpen) : [];
      return isOpen(key) ? [key, ...below] : below;
    });
}

/** The allowed values of a key or names of fields, in quotes where there are none yet. */
function completeValue(request: Request, place: TomlPlace): readonly CompletionItem[] {
  const { document, offset } = request;
  const { span, quote } = valueToReplace(place.value, offset);
  const range = toRange(document, onLineOf(document, offset, span));
  if (holdsFieldName(place.path)) {
    const prefix = document.text.slice(span.start, offset).replace(/^"/, '');
    return fieldItems(document, offset, {
      prefix: prefix === '' && holdsIndicatorField(place.path) ? 'threat.indicator.' : prefix,
      datesOnly: holdsDateField(place.path),
      sample: request.context?.sample,
      workspace: request.context?.fields,
    }).map((item) => ({
      ...item,
      filterText: `${quote}${item.label}`,
      textEdit: { range, newText: `${quote}${item.label}${quote}` },
    }));
  }
  const key = keyTableOf(document).find(place.path.join('.'));
  if (key?.type === 'boolean') return booleans(range);
  const numbers = usualNumbers(document, place.path);
  if (numbers.length > 0) return numbers.map(numberItem(range));
  const type = document.rule.type?.value;
  const allowed = type === undefined ? undefined : key?.valuesFor?.(type);
  const labelled = labelItems(request, place.path, { range, quote });
  if (labelled.length > 0) return labelled;
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

/** Customary values of a key, and those of ATT&CK tables, which bring the rest of their table along. */
function labelItems(
  { document, offset, context }: Request,
  path: readonly string[],
  { range, quote }: { readonly range: Range; readonly quote: string },
): readonly CompletionItem[] {
  const attack = attackValues(document, path, offset, attackOf(context).current);
  const values = attack ?? labelValues(document, path, context);
  return values.map((value, index) => ({
    label: value.text,
    kind: CompletionItemKind.Value,
    detail: value.detail,
    sortText: String(index).padStart(4, '0'),
    filterText: `${quote}${value.text} ${value.detail}`,
    textEdit: { range, newText: `${quote}${value.text}${quote}` },
    ...(value.edits &&
      value.edits.length > 0 && { additionalTextEdits: toLspEdits(document, value.edits) }),
    ...(value.id !== undefined && { data: { kind: 'attack', id: value.id } }),
  }));
}

function numberItem(
  range: Range,
): (usual: ReturnType<typeof usualNumbers>[number], index: number) => CompletionItem {
  return ({ number, detail }, index) => ({
    label: String(number),
    kind: CompletionItemKind.Value,
    detail,
    labelDetails: { description: detail },
    sortText: String(index),
    textEdit: { range, newText: String(number) },
  });
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
