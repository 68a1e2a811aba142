// Workspace symbols: rules by name, id or file, and the ATT&CK ids they are mapped to by id or name.
import { SymbolKind } from 'vscode-languageserver';
import type { SymbolInformation } from 'vscode-languageserver';
import { findAtlas } from '../catalog/atlasCatalog';
import { findAttack } from '../catalog/attackCatalog';
import type { AttackCatalog } from '../catalog/attackCatalog';
import type { PlacedMention } from '../rule/ruleSummary';
import { oncePer } from '../text/oncePer';
import type { WorkspaceRule } from './workspaceRules';

/** More are no help in a list, and slow to send. */
const limit = 1000;

/** Rules first, by words or by letters in their order; then ATT&CK ids, by words of id and name. */
export function doWorkspaceSymbols(
  rules: readonly WorkspaceRule[],
  query: string,
  attack: AttackCatalog,
): SymbolInformation[] {
  const wanted = query.trim().toLowerCase();
  const labelOf = labelsOf(attack);
  const names = rules.flatMap((rule) => ruleSymbols(rule, wanted));
  const ids = wanted === '' ? [] : rules.flatMap((rule) => attackSymbols(rule, wanted, labelOf));
  return [...names, ...ids].slice(0, limit);
}

function ruleSymbols({ uri, summary }: WorkspaceRule, wanted: string): SymbolInformation[] {
  if (summary.kind !== 'rule') return [];
  const own = (kind: PlacedMention['kind']): PlacedMention | undefined =>
    summary.mentions.find((mention) => mention.kind === kind && mention.isDefinition);
  const name = own('ruleName');
  const id = own('rule');
  const place = name ?? id;
  const file = fileOf(uri);
  if (!place || ![name?.name ?? '', id?.name ?? '', file].some((text) => fits(text, wanted)))
    return [];
  // An editor filters by the name once more: an id that was asked for has to be in it.
  const isById = id !== undefined && wanted.length > 3 && id.name.toLowerCase().includes(wanted);
  return [
    {
      name: isById && name ? `${name.name} (${id.name})` : place.name,
      kind: SymbolKind.Class,
      location: { uri, range: place.range },
      containerName: file,
    },
  ];
}

function attackSymbols(
  { uri, summary }: WorkspaceRule,
  wanted: string,
  labelOf: (id: string) => string,
): SymbolInformation[] {
  const container = summary.rule.name?.value ?? fileOf(uri);
  return summary.mentions.flatMap(({ kind, name, range }) => {
    if (kind !== 'attack') return [];
    const title = labelOf(name);
    if (!hasWords(title, wanted)) return [];
    return [
      { name: title, kind: SymbolKind.Key, location: { uri, range }, containerName: container },
    ];
  });
}

/** Id and name, looked up once per catalogue. */
const labelsOf = oncePer((attack: AttackCatalog) => {
  const labels = new Map<string, string>();
  return (id: string): string => {
    const known = labels.get(id);
    if (known !== undefined) return known;
    const found = findAttack(attack, id) ?? findAtlas(id);
    const label = found ? `${id} ${found.name}` : id;
    labels.set(id, label);
    return label;
  };
});

function fileOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** `wanted` in lower case. */
function hasWords(text: string, wanted: string): boolean {
  const lower = text.toLowerCase();
  return wanted.split(/\s+/).every((word) => lower.includes(word));
}

/** Also by letters in their order, as editors do. */
function fits(text: string, wanted: string): boolean {
  if (hasWords(text, wanted)) return true;
  const lower = text.toLowerCase();
  let at = 0;
  for (const letter of wanted.replace(/\s+/g, '')) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
