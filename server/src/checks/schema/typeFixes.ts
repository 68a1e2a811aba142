// How a value of another TOML type is written in the type that its key wants.
import type { RuleKey } from '../../rule/ruleKey';
import { readDay } from '../../rule/meantValue';
import type { Fix, TextEdit } from '../../text/problem';
import type { TomlEntry, TomlScalar } from '../../toml/ast';

/** The fix, where the same value can be written in the wanted type. */
export function typeFixes(text: string, key: RuleKey, entry: TomlEntry): readonly Fix[] {
  const { value } = entry;
  if (value.kind === 'table' || value.kind === 'tables') return headerFixes(text, key, entry);
  const written = text.slice(value.span.start, value.span.end);
  const better = rewritten(key, entry, written);
  if (better === undefined) return [];
  const edits: readonly TextEdit[] = [{ span: value.span, text: better }];
  return [{ title: `Change to ${better}`, edits, isSafe: false }];
}

function rewritten(key: RuleKey, { value }: TomlEntry, written: string): string | undefined {
  switch (key.type) {
    case 'strings':
      return value.kind === 'string' ? `[${written}]` : undefined;
    case 'integer':
      return integerText(value);
    case 'boolean':
      return value.kind === 'string' && /^(?:true|false)$/i.test(value.value)
        ? value.value.toLowerCase()
        : undefined;
    case 'date':
      return value.kind === 'scalar' ? dateText(value) : undefined;
    case 'string':
      return stringText(value, written);
    default:
      return undefined;
  }
}

function integerText(value: TomlEntry['value']): string | undefined {
  if (value.kind === 'string')
    return /^(?:0|[1-9]\d{0,9})$/.test(value.value) ? value.value : undefined;
  const isWhole = value.kind === 'scalar' && Number.isSafeInteger(value.value);
  return isWhole ? String(value.value) : undefined;
}

function dateText({ value }: TomlScalar): string | undefined {
  const day = typeof value === 'string' ? readDay(value) : undefined;
  return day === undefined ? undefined : `"${day}"`;
}

/** A scalar in quotes, or the only item of a list. */
function stringText(value: TomlEntry['value'], written: string): string | undefined {
  if (value.kind === 'scalar') return JSON.stringify(written);
  if (value.kind !== 'array') return undefined;
  const [only, other] = value.items;
  if (only?.kind !== 'string' || other) return undefined;
  const { start } = value.span;
  const around = written.slice(0, only.span.start - start) + written.slice(only.span.end - start);
  // A comment would be lost.
  return around.includes('#') ? undefined : JSON.stringify(only.value);
}

/** `[a]` where `[[a]]` is wanted, and the other way round where it stands once. */
function headerFixes(text: string, key: RuleKey, { value }: TomlEntry): readonly Fix[] {
  const wants = value.kind === 'table' ? 'tables' : 'table';
  const table = value.kind === 'tables' && value.tables.length === 1 ? value.tables[0] : value;
  if (key.type !== wants || table?.kind !== 'table' || !table.header) return [];
  const { span } = table.header;
  const inner = text.slice(span.start, span.end).replace(/^\[\[?|\]\]?$/g, '');
  const better = wants === 'tables' ? `[[${inner}]]` : `[${inner}]`;
  return [{ title: `Change to \`${better}\``, edits: [{ span, text: better }], isSafe: false }];
}
