// What a file of the workspace names: fields, ATT&CK ids, rule ids, exception lists, each with its place.
import type { KqlNode, KqlTerm } from '../kql/ast';
import { termText } from '../kql/terms';
import type { LuceneField, LuceneNode } from '../lucene/ast';
import { assertNever } from '../text/assertNever';
import { toSourceSpan } from '../text/offsetMap';
import type { Span } from '../text/span';
import type { TomlKey, TomlString, TomlTable } from '../toml/ast';
import { holdsFieldName, isFieldName, namesExistingField } from './fieldKeys';
import type { Located } from './rule';
import type { RuleDocument, RuleQuery } from './ruleDocument';
import { asTable, asTables, stringAt, stringListAt, tableAt } from './tomlValues';
import type { EntryValue } from './tomlValues';

export type MentionKind = 'field' | 'attack' | 'rule' | 'ruleName' | 'list';

export interface Mention {
  readonly kind: MentionKind;
  /** Of the field in full, the id, or the rule's own name. */
  readonly name: string;
  /** Without quotes; of a field in a nested group the part that is written. */
  readonly span: Span;
  /** The place that makes the thing: a rule's own `rule_id` and `name`. */
  readonly isDefinition?: true;
  /** The name stands here only in part. */
  readonly isPart?: true;
  /** A key without quotes: a name with dots in its place needs them. */
  readonly isBareKey?: true;
}

/** Everything that a rule or an exceptions file names, in file order. Empty for other files. */
export function mentionsOf(document: RuleDocument): readonly Mention[] {
  const { root } = document.toml;
  if (!document.isRule && !isBesideRules(document)) return [];
  const found: Mention[] = [...ruleIds(document), ...ruleNames(document), ...attackIds(document)];
  if (document.isRule) found.push(...placeholders(document));
  for (const query of [document.query, document.threatQuery])
    if (query) found.push(...queryFields(query, document.text));
  if (document.isRule || root.entries.has('exceptions'))
    visitTable(root, [], document.isRule ? ruleString : exceptionString, found);
  return found.sort((a, b) => a.span.start - b.span.start);
}

/** Exceptions in the form of a rules repository, and the actions and connectors of rules. */
export function isBesideRules({
  toml,
  companion,
}: Pick<RuleDocument, 'toml' | 'companion'>): boolean {
  return companion !== undefined || toml.root.entries.has('exceptions');
}

/** Ids in lower case, as rules have them; class ids stand in braces. */
const uuid = /(?<![\w{-])[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])/g;

/** The own id, which may be any text, and ids in guides, comments, lists. */
function ruleIds({ text, rule }: RuleDocument): readonly Mention[] {
  const own = rule.id && mention('rule', rule.id);
  const others = [...text.matchAll(uuid)]
    .map(({ 0: name, index }): Mention => ({
      kind: 'rule',
      name,
      span: { start: index, end: index + name.length },
    }))
    .filter(({ span }) => span.start !== own?.span.start);
  return own ? [{ ...own, isDefinition: true }, ...others] : others;
}

/** Guides and the queries in them take values of the alert in. */
const placeholder = /(?<=\{\{\s*)[\w@]+(?:\.[\w@]+)*(?=\s*\}\})/g;

function placeholders({ text }: RuleDocument): readonly Mention[] {
  if (!text.includes('{{')) return [];
  return [...text.matchAll(placeholder)].map(({ 0: name, index }) => ({
    kind: 'field',
    name,
    span: { start: index, end: index + name.length },
  }));
}

/** The own name; in files beside rules the names of those that they are for. */
function ruleNames({ rule, toml, isRule }: RuleDocument): readonly Mention[] {
  if (rule.name) return [{ ...mention('ruleName', rule.name), isDefinition: true }];
  const metadata = isRule ? undefined : tableAt(toml.root, 'metadata');
  const single = stringAt(metadata, 'rule_name');
  const names = [
    ...(single ? [single] : []),
    ...(stringListAt(metadata, 'rule_names')?.value ?? []),
  ];
  return names.filter(({ value }) => value !== '').map((name) => mention('ruleName', name));
}

function attackIds({ rule }: RuleDocument): readonly Mention[] {
  return rule.threat
    .flatMap(({ tactic, techniques }) => [
      tactic,
      ...techniques.flatMap((technique) => [technique, ...technique.subtechniques]),
    ])
    .flatMap((reference) => (reference?.id ? mention('attack', reference.id) : []));
}

function mention(kind: MentionKind, { value, span }: Located<string>): Mention {
  return { kind, name: value, span: { start: span.start + 1, end: span.end - 1 } };
}

type ReadString = (path: readonly string[], node: TomlString) => MentionKind | undefined;

function ruleString(path: readonly string[]): MentionKind | undefined {
  if (holdsFieldName(path) || namesExistingField(path)) return 'field';
  return path.join('.') === 'rule.exceptions_list.list_id' ? 'list' : undefined;
}

function exceptionString(path: readonly string[]): MentionKind | undefined {
  const last = path.at(-1);
  if (last === 'field') return 'field';
  return last === 'list_id' ? 'list' : undefined;
}

function visitTable(
  table: TomlTable,
  path: readonly string[],
  read: ReadString,
  found: Mention[],
): void {
  for (const [name, { key, value }] of table.entries) {
    const inner = [...path, name];
    if (isFieldName(inner)) found.push(keyMention(key));
    visitValue(value, inner, read, found);
  }
}

function keyMention({ name, span: { start, end } }: TomlKey): Mention {
  const isBareKey = end - start === name.length;
  if (isBareKey) return { kind: 'field', name, span: { start, end }, isBareKey };
  return { kind: 'field', name, span: { start: start + 1, end: end - 1 } };
}

function visitValue(
  value: EntryValue,
  path: readonly string[],
  read: ReadString,
  found: Mention[],
): void {
  const tables = asTable(value) ? [asTable(value)] : asTables(value);
  for (const table of tables) if (table) visitTable(table, path, read, found);
  const nodes = value.kind === 'array' ? value.items : [value];
  for (const node of nodes) {
    if (node.kind === 'array') visitValue(node, path, read, found);
    if (node.kind !== 'string' || node.value === '') continue;
    const kind = read(path, node);
    if (kind) found.push({ kind, name: node.value, span: node.inner });
  }
}

/** The fields of a query, each place once: values of a list share their field. */
function queryFields(query: RuleQuery, text: string): readonly Mention[] {
  const found: Mention[] = [];
  if (query.parsed) visitKql(query.parsed.root, '', { found, text });
  else if (query.lucene) visitLucene(query.lucene.root, found);
  else if (query.language !== undefined) found.push(...dottedNames(query));
  const starts = new Set<number>();
  return found.filter(({ span }) => {
    const isNew = span.end > span.start && !starts.has(span.start);
    starts.add(span.start);
    return isNew;
  });
}

interface KqlFields {
  readonly found: Mention[];
  /** Of the file. */
  readonly text: string;
}

function visitKql(node: KqlNode, path: string, fields: KqlFields): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const child of node.children) visitKql(child, path, fields);
      return;
    case 'not':
      visitKql(node.child, path, fields);
      return;
    case 'nested':
      addKqlField(node.path, path, fields);
      visitKql(node.query, `${path}${termText(node.path)}.`, fields);
      return;
    case 'is':
    case 'range':
    case 'error':
      if (node.field) addKqlField(node.field, path, fields);
      return;
    default:
      assertNever(node);
  }
}

/** A pattern names no field of its own. */
function addKqlField(term: KqlTerm, path: string, { found, text }: KqlFields): void {
  if (term.kind === 'wildcard') return;
  found.push({
    kind: 'field',
    name: path + termText(term),
    span: term.kind === 'phrase' ? withoutQuotes(term.span, text) : term.span,
    ...(path !== '' && { isPart: true }),
  });
}

/** In a basic TOML string the quotes are written as escapes. */
const quoteAtStart = /^\\(?:"|u0022|U00000022)/;
const quoteAtEnd = /\\(?:"|u0022|U00000022)$/;

function withoutQuotes({ start, end }: Span, text: string): Span {
  const written = text.slice(start, end);
  const before = quoteAtStart.exec(written)?.[0].length;
  if (before === undefined) return { start: start + 1, end: end - 1 };
  const after = quoteAtEnd.exec(written)?.[0].length ?? 0;
  return { start: start + before, end: Math.max(start + before, end - after) };
}

function visitLucene(node: LuceneNode, found: Mention[]): void {
  switch (node.kind) {
    case 'bool':
      for (const { query } of node.clauses) visitLucene(query, found);
      return;
    case 'text':
    case 'phrase':
    case 'wildcard':
    case 'regex':
    case 'range':
    case 'exists':
      if (node.field) addLuceneField(node.field, found);
      return;
    case 'all':
    case 'error':
      return;
    default:
      assertNever(node);
  }
}

function addLuceneField({ name, span }: LuceneField, found: Mention[]): void {
  if (!name.includes('*')) found.push({ kind: 'field', name, span });
}

/** What is no name in EQL and ES|QL: strings and comments. Names are dotted, and no part of an index pattern. */
const nameOrText =
  /\?"[^"]*"|"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\\n])*'|\/\/.*|\/\*[\s\S]*?\*\/|(?<![\w.*@:-])(?:@timestamp|[A-Za-z_]\w*(?:\.\w+)+)(?![\w.*(-])/g;

/** EQL and ES|QL are not parsed: their dotted names are read word by word. */
function dottedNames({ text, node }: RuleQuery): readonly Mention[] {
  return [...text.matchAll(nameOrText)]
    .filter(([name]) => /^[@A-Za-z_]/.test(name))
    .map(({ 0: name, index }) => ({
      kind: 'field',
      name,
      span: toSourceSpan(node.map, { start: index, end: index + name.length }),
    }));
}
