// Mistakes in TOML itself.
import type { TomlArray } from '../../../server/src/toml/ast';
import { drawn, entryAt, queryOf, replaced, setValue, textAt, valueSpan } from '../mistake';
import type { MistakeKind, Original } from '../mistake';

function list(original: Original, path: string): TomlArray | undefined {
  const value = entryAt(original, path)?.value;
  return value?.kind === 'array' && value.items.length > 1 ? value : undefined;
}

export const tomlMistakes: readonly MistakeKind[] = [
  {
    name: 'toml: string without its closing quote',
    codes: ['toml-syntax'],
    mutate(original) {
      const span = valueSpan(original, 'rule.name');
      return span && replaced(original, { start: span.end - 1, end: span.end }, '');
    },
  },
  {
    name: 'toml: literal block without its end',
    codes: ['toml-syntax'],
    mutate(original) {
      const node = original.document.query?.node;
      if (node?.quote !== "'''") return undefined;
      return replaced(original, { start: node.inner.end, end: node.span.end }, '');
    },
  },
  {
    name: 'toml: key without an equals sign',
    codes: ['toml-syntax'],
    mutate(original) {
      const entry = entryAt(original, 'rule.severity');
      const value = entry?.pair?.value;
      return (
        entry &&
        value &&
        replaced(original, { start: entry.key.span.end, end: value.span.start }, ' ')
      );
    },
  },
  {
    name: 'toml: colon in place of the equals sign',
    codes: ['toml-syntax'],
    mutate(original) {
      const entry = entryAt(original, 'rule.severity');
      const value = entry?.pair?.value;
      return (
        entry &&
        value &&
        replaced(original, { start: entry.key.span.end, end: value.span.start }, ': ')
      );
    },
  },
  {
    name: 'toml: comma missing in a list',
    codes: ['toml-syntax'],
    mutate(original) {
      const [first, second] = list(original, 'rule.tags')?.items ?? [];
      return (
        first &&
        second &&
        replaced(original, { start: first.span.end, end: second.span.start }, ' ')
      );
    },
  },
  {
    name: 'toml: list without its closing bracket',
    codes: ['toml-syntax'],
    mutate(original) {
      const value = list(original, 'rule.index');
      return value && replaced(original, { start: value.span.end - 1, end: value.span.end }, '');
    },
  },
  {
    name: 'toml: value without quotes',
    codes: ['toml-syntax'],
    mutate(original) {
      const severity = textAt(original, 'rule.severity');
      return severity === undefined ? undefined : setValue(original, 'rule.severity', severity);
    },
  },
  {
    name: 'toml: key twice',
    codes: ['toml-duplicate-key'],
    mutate(original) {
      const pair = drawn(
        original.random,
        ['rule.name', 'rule.severity', 'rule.type', 'rule.license'].flatMap(
          (path) => entryAt(original, path)?.pair ?? [],
        ),
      );
      if (!pair) return undefined;
      const { start, end } = pair.span;
      return replaced(
        original,
        { start: end, end },
        `\n${original.document.text.slice(start, end)}`,
      );
    },
  },
  {
    name: 'toml: table twice',
    codes: ['toml-duplicate-key'],
    mutate: ({ document }) => ({ text: `${document.text}\n[rule]\n` }),
  },
  {
    name: 'toml: table header without its bracket',
    codes: ['toml-syntax'],
    mutate(original) {
      const header = original.document.toml.statements.find(
        (statement) => statement.kind === 'header',
      );
      return header && replaced(original, { start: header.span.end - 1, end: header.span.end }, '');
    },
  },
  {
    name: 'toml: Windows path in a basic string',
    codes: ['toml-syntax', 'control-character'],
    mutate(original) {
      const node = queryOf(original)?.query.node;
      // An escape of KQL that TOML does not have.
      if (!node || !/(?:^|[^\\])(?:\\\\)*\\[:()*<>{} .-]/.test(node.value)) return undefined;
      return replaced(
        original,
        node.span,
        `"""${original.document.text.slice(node.inner.start, node.inner.end)}"""`,
      );
    },
  },
];
