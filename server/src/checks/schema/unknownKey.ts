// unknown-key: a key that rule files do not have.
import type { RuleType } from '../../rule/rule';
import { keyTableOf } from '../../rule/companionKeys';
import type { KeyTable } from '../../rule/keyTable';
import { nearest } from '../../text/nearest';
import type { Fix } from '../../text/problem';
import type { TomlEntry } from '../../toml/ast';
import type { Check, CheckInput, Finding } from '../check';
import type { KnownTable } from '../knownTables';
import { removeLines } from '../lines';

export const unknownKey: Check = {
  files: 'all',
  code: 'unknown-key',
  severity: 'error',
  doc: 'Rule files have no such key there, or rules of this type have not: the rule does not load.',
  run: findUnknownKeys,
};

function findUnknownKeys({ document, tables }: CheckInput): readonly Finding[] {
  const type = document.rule.type?.value;
  const keys = keyTableOf(document);
  return tables.flatMap((known) =>
    [...known.table.entries].flatMap(([name, entry]) => {
      // Without a value it is still being typed.
      if (entry.pair && !entry.pair.value) return [];
      const path = known.path === '' ? name : `${known.path}.${name}`;
      const key = keys.find(path);
      if (!key) return [unknown(keys, known, { name, entry })];
      const isForeign = type !== undefined && key.onlyFor?.includes(type) === false;
      return isForeign
        ? [foreign(document.text, entry, { name, type, types: key.onlyFor ?? [] })]
        : [];
    }),
  );
}

function unknown(
  keys: KeyTable,
  { path, table }: KnownTable,
  { name, entry }: { readonly name: string; readonly entry: TomlEntry },
): Finding {
  const own = keys.keysOf(path).map((key) => key.name);
  const guess = nearest(name.toLowerCase().replaceAll('-', '_'), own);
  const home = guess === undefined ? homeOf(keys, name, path) : undefined;
  const place = path === '' ? 'at the top of the file' : `in \`${path}\``;
  const hint = guess !== undefined ? ` Did you mean \`${guess}\`?` : (home ?? '');
  const canRename = guess !== undefined && !table.entries.has(guess);
  return {
    message: `There is no key \`${name}\` ${place}.${hint}`,
    span: entry.key.span,
    fixes: canRename ? [rename(entry, guess)] : [],
  };
}

/** Where a key of that name stands in rule files. */
function homeOf({ keys }: KeyTable, name: string, path: string): string | undefined {
  const homes = keys.filter((key) => key.name === name && key.path !== `${path}.${name}`);
  const [home] = homes;
  if (!home) return undefined;
  const table = home.path.slice(0, -name.length - 1);
  return ` It belongs in \`[${table}]\`.`;
}

function rename(entry: TomlEntry, name: string): Fix {
  return {
    title: `Rename to \`${name}\``,
    edits: [{ span: entry.key.span, text: name }],
    isSafe: false,
  };
}

function foreign(
  text: string,
  entry: TomlEntry,
  rule: {
    readonly name: string;
    readonly type: RuleType;
    readonly types: readonly RuleType[];
  },
): Finding {
  const types = rule.types.map((type) => `\`${type}\``).join(', ');
  return {
    message: `A rule of type \`${rule.type}\` has no \`${rule.name}\`; only these have: ${types}.`,
    span: entry.key.span,
    fixes: entry.pair
      ? [
          {
            title: `Remove \`${rule.name}\``,
            edits: [removeLines(text, entry.pair.span)],
            isSafe: false,
          },
        ]
      : [],
  };
}
