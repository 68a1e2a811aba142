// Document symbols: the outline of a rule, with its query and its ATT&CK entries by name.
import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol } from 'vscode-languageserver';
import type { AttackReference, ThreatMapping } from '../rule/rule';
import type { RuleDocument } from '../rule/ruleDocument';
import { asTable, asTables, entrySpan } from '../rule/tomlValues';
import { contains, cover } from '../text/span';
import type { Span } from '../text/span';
import type { TomlEntry, TomlTable } from '../toml/ast';
import { toRange } from './position';

/** At most so many symbols of one level: an outline of thousands helps nobody. */
const limit = 500;
const detailLength = 60;

/** A symbol before its ranges are turned into LSP's. */
interface Outline {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly Outline[];
}

/** The outline of a rule document. */
export function doDocumentSymbols(document: RuleDocument): DocumentSymbol[] {
  const entries = [...document.toml.root.entries].slice(0, limit);
  return entries.map(([name, entry]) => toSymbol(document, outlineOf(document, name, entry)));
}

function outlineOf(document: RuleDocument, name: string, entry: TomlEntry): Outline {
  const outline = entryOutline(name, entry);
  return name === 'rule' ? { ...outline, ...ruleOutline(document, entry, outline) } : outline;
}

/** The rule's own keys, with `threat` shown by tactic and technique. */
function ruleOutline(document: RuleDocument, entry: TomlEntry, outline: Outline): Partial<Outline> {
  const table = asTable(entry.value);
  if (!table) return {};
  const threats = document.rule.threat.map(threatOutline);
  const others = outline.children.filter((child) => child.name !== 'threat');
  const children = threats.length === 0 ? outline.children : [...others, ...threats];
  return { detail: document.rule.name?.value ?? '', kind: SymbolKind.Class, children };
}

function entryOutline(name: string, entry: TomlEntry): Outline {
  const selection = entry.key.span;
  const table = asTable(entry.value);
  const tables = asTables(entry.value);
  const base = { name, selection, span: entrySpan(entry) };
  if (table) return { ...base, ...tableOutline(table), kind: SymbolKind.Namespace };
  if (tables.length > 0)
    return {
      ...base,
      detail: String(tables.length),
      kind: SymbolKind.Array,
      children: tables.slice(0, limit).map(itemOutline),
    };
  return { ...base, detail: scalarDetail(entry), kind: kindOf(name, entry), children: [] };
}

function tableOutline(table: TomlTable): Pick<Outline, 'detail' | 'children'> {
  const entries = [...table.entries].slice(0, limit);
  return { detail: '', children: entries.map(([name, entry]) => entryOutline(name, entry)) };
}

function itemOutline(table: TomlTable, index: number): Outline {
  const span = table.span;
  return {
    ...tableOutline(table),
    name: String(index + 1),
    kind: SymbolKind.Object,
    span,
    selection: table.header?.span ?? span,
  };
}

function threatOutline(threat: ThreatMapping): Outline {
  const children = threat.techniques.map((technique) =>
    referenceOutline(
      technique,
      technique.subtechniques.map((sub) => referenceOutline(sub, [])),
    ),
  );
  if (threat.tactic)
    return { ...referenceOutline(threat.tactic, children), kind: SymbolKind.Interface };
  const { span } = threat;
  return {
    name: 'threat',
    detail: '',
    kind: SymbolKind.Interface,
    span,
    selection: span,
    children,
  };
}

function referenceOutline(reference: AttackReference, children: readonly Outline[]): Outline {
  return {
    name: reference.name?.value ?? reference.id?.value ?? 'unnamed',
    detail: reference.id?.value ?? '',
    kind: SymbolKind.Key,
    span: reference.span,
    selection: reference.name?.span ?? reference.id?.span ?? reference.span,
    children,
  };
}

function kindOf(name: string, entry: TomlEntry): SymbolKind {
  if (name === 'query' || name === 'threat_query') return SymbolKind.Function;
  if (entry.value.kind === 'array') return SymbolKind.Array;
  if (entry.value.kind !== 'scalar') return SymbolKind.String;
  return entry.value.type === 'bool' ? SymbolKind.Boolean : SymbolKind.Number;
}

function scalarDetail(entry: TomlEntry): string {
  const { value } = entry;
  const text = value.kind === 'string' || value.kind === 'scalar' ? String(value.value).trim() : '';
  const line = text.replace(/\s+/g, ' ');
  return line.length > detailLength ? `${line.slice(0, detailLength)}...` : line;
}

/** LSP wants a name, the selection within the range, and children within their parent. */
function toSymbol(document: RuleDocument, outline: Outline): DocumentSymbol {
  const span = fullSpan(outline);
  const selection = contains(span, outline.selection) ? outline.selection : span;
  return {
    name: outline.name.trim() === '' ? '""' : outline.name.replace(/\s+/g, ' '),
    detail: outline.detail.replace(/\s+/g, ' '),
    kind: outline.kind,
    range: toRange(document, span),
    selectionRange: toRange(document, selection),
    children: outline.children.map((child) => toSymbol(document, child)),
  };
}

function fullSpan(outline: Outline): Span {
  return outline.children.map(fullSpan).reduce(cover, cover(outline.span, outline.selection));
}
