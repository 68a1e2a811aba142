// Writes a TOML file in other spellings of the same values: line ends, comments, lists over lines, inline and dotted tables.
import { parseToml } from '../../server/src/toml/parse';
import type { TomlTable, TomlTables, TomlValue } from '../../server/src/toml/ast';
import { commentsOf } from '../../server/src/toml/comments';
import { applyEdits } from '../../server/src/text/edits';
import type { TextEdit } from '../../server/src/text/problem';

export type TomlStyle = (text: string) => string;

const crlf: TomlStyle = (text) => text.replace(/\r?\n/g, '\r\n');

const withMark: TomlStyle = (text) => `\uFEFF${text}`;

const withoutLastBreak: TomlStyle = (text) => text.trimEnd();

/** A comment above and behind every statement. */
function commented(text: string): string {
  const edits = parseToml(text).statements.flatMap(({ span: { start, end } }, at): TextEdit[] => {
    const behind = /^[ \t]*$/m.exec(text.slice(end));
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    return [
      { span: { start: lineStart, end: lineStart }, text: `# above ${at}\n` },
      ...(behind?.index === 0 ? [{ span: { start: end, end }, text: ` # behind ${at}` }] : []),
    ];
  });
  return applyEdits(text, edits);
}

/** Every list of strings has an item in each line, with comments above and behind it and a comma at the end. */
function overLines(text: string): string {
  const edits = parseToml(text).statements.flatMap((statement): TextEdit[] => {
    const list = statement.kind === 'pair' ? statement.value : undefined;
    if (list?.kind !== 'array' || list.items.some(({ kind }) => kind !== 'string')) return [];
    const items = list.items.map(
      ({ span }, at) =>
        `\t# above item ${at}\n\t${text.slice(span.start, span.end)}, # behind item ${at}\n`,
    );
    return [{ span: list.span, text: `[ # list\n${items.join('')}\t# end\n]` }];
  });
  return applyEdits(text, edits);
}

/** All tables inline. */
function inlined(text: string): string {
  const { entries } = parseToml(text).root;
  return [...entries].map(([name, { value }]) => `${name} = ${inline(text, value)}\n`).join('');
}

function inline(text: string, value: TomlValue | TomlTable | TomlTables): string {
  switch (value.kind) {
    case 'table': {
      const pairs = [...value.entries].map(([name, entry]) => {
        return `${name} = ${inline(text, entry.value)}`;
      });
      return `{ ${pairs.join(', ')} }`;
    }
    case 'tables':
      return `[${value.tables.map((table) => inline(text, table)).join(', ')}]`;
    default:
      return text.slice(value.span.start, value.span.end);
  }
}

/** No headers. */
function dotted(text: string): string {
  const lines: string[] = [];
  const add = (table: TomlTable, names: readonly string[]): void => {
    for (const [name, { value }] of table.entries) {
      const path = [...names, name];
      if (value.kind === 'table' && value.entries.size > 0) add(value, path);
      else lines.push(`${path.join('.')} = ${inline(text, value)}\n`);
    }
  };
  add(parseToml(text).root, []);
  return lines.join('');
}

export const tomlStyles: Readonly<Record<string, TomlStyle>> = {
  'with CRLF': crlf,
  'with a byte order mark': withMark,
  'without a line break at the end': withoutLastBreak,
  'with comments': commented,
  'with comments and CRLF': (text) => withMark(crlf(commented(text))),
  'with lists over lines': overLines,
  'with lists over lines and CRLF': (text) => crlf(overLines(text)),
  'with inline tables': inlined,
  'with dotted keys': dotted,
  'with dotted keys and CRLF': (text) => withMark(crlf(dotted(text))),
};

/** The comments of a file, in its order. */
export function commentTexts(text: string): readonly string[] {
  return commentsOf(parseToml(text)).map(({ start, end }) => text.slice(start, end));
}
