// Brings our TOML tree and those of two other parsers to one shape, so that tests can compare them.
import type { AST } from 'toml-eslint-parser';
import type { Span } from '../../server/src/text/span';
import type {
  TomlDocument,
  TomlHeader,
  TomlPair,
  TomlTable,
  TomlTables,
  TomlValue,
} from '../../server/src/toml/ast';

/** Plain objects, arrays and scalars; dates as text. */
export function oursAsPlain(value: TomlValue | TomlTable | TomlTables): unknown {
  switch (value.kind) {
    case 'table':
      return Object.fromEntries(
        [...value.entries].map(([name, entry]) => [name, oursAsPlain(entry.value)]),
      );
    case 'tables':
      return value.tables.map(oursAsPlain);
    case 'inline-table':
      return oursAsPlain(value.table);
    case 'array':
      return value.items.map(oursAsPlain);
    case 'string':
      return value.value;
    case 'scalar':
      return typeof value.value === 'bigint' ? Number(value.value) : value.value;
    case 'invalid':
      return undefined;
  }
}

/** smol-toml leaves CRLF in values as it is; we read it as LF. */
export function unifyLineBreaks(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\r\n', '\n');
  if (Array.isArray(value)) return value.map(unifyLineBreaks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, unifyLineBreaks(item)]),
  );
}

/** A node as text: what it is, and where. */
type Range = string;

function range(kind: string, span: Span): Range {
  return `${kind} ${span.start}-${span.end}`;
}

export function ourRanges(document: TomlDocument): readonly Range[] {
  return document.statements.flatMap((statement) =>
    statement.kind === 'header' ? ourHeader(statement) : ourPair(statement),
  );
}

function ourHeader(header: TomlHeader): readonly Range[] {
  const kind = header.array ? 'array header' : 'header';
  return [range(kind, header.span), ...header.keys.map(({ span }) => range('key', span))];
}

function ourPair(pair: TomlPair): readonly Range[] {
  const keys = pair.keys.map(({ span }) => range('key', span));
  return [range('pair', pair.span), ...keys, ...(pair.value ? ourValue(pair.value) : [])];
}

function ourValue(value: TomlValue): readonly Range[] {
  switch (value.kind) {
    case 'array':
      return [range('array', value.span), ...value.items.flatMap(ourValue)];
    case 'inline-table':
      return [range('inline-table', value.span), ...value.pairs.flatMap(ourPair)];
    case 'string':
      return [range(value.quote, value.span)];
    case 'scalar':
    case 'invalid':
      return [range(value.kind, value.span)];
  }
}

/** The same of toml-eslint-parser's tree, moved by `shift`. */
export function theirRanges(program: AST.TOMLProgram, shift: number): readonly Range[] {
  const spanOf = (node: { readonly range: readonly [number, number] }): Span => ({
    start: node.range[0] + shift,
    end: node.range[1] + shift,
  });
  const pairOf = (pair: AST.TOMLKeyValue): readonly Range[] => [
    range('pair', spanOf(pair)),
    ...pair.key.keys.map((key) => range('key', spanOf(key))),
    ...valueOf(pair.value),
  ];
  const valueOf = (value: AST.TOMLContentNode): readonly Range[] => {
    const span = spanOf(value);
    if (value.type === 'TOMLArray')
      return [range('array', span), ...value.elements.flatMap(valueOf)];
    if (value.type === 'TOMLInlineTable')
      return [range('inline-table', span), ...value.body.flatMap(pairOf)];
    if (value.kind !== 'string') return [range('scalar', span)];
    const quote = value.style === 'basic' ? '"' : "'";
    return [range(value.multiline ? quote.repeat(3) : quote, span)];
  };
  // A table there reaches over its pairs; its header ends with the last bracket directly behind its name.
  const tokens = new Map(program.tokens.map((token, at) => [token.range[0], at]));
  const headerOf = (table: AST.TOMLTable): readonly Range[] => {
    const brackets = table.kind === 'array' ? 2 : 1;
    const last = table.key.keys.at(-1);
    const behind = (tokens.get(last?.range[0] ?? -1) ?? -1) + brackets;
    const end = (program.tokens[behind]?.range[1] ?? NaN) + shift;
    return [
      range(table.kind === 'array' ? 'array header' : 'header', {
        start: table.range[0] + shift,
        end,
      }),
      ...table.key.keys.map((key) => range('key', spanOf(key))),
    ];
  };
  return program.body[0].body.flatMap((statement) =>
    statement.type === 'TOMLTable'
      ? [...headerOf(statement), ...statement.body.flatMap(pairOf)]
      : pairOf(statement),
  );
}
