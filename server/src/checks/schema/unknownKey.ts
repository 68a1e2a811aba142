// unknown-key: a key that such files do not have.
import { keyTableOf } from '../../rule/companionKeys';
import type { KeyTable } from '../../rule/keyTable';
import type { RuleType } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { tableAt } from '../../rule/tomlValues';
import { nearest } from '../../text/nearest';
import type { Fix } from '../../text/problem';
import type { TomlEntry } from '../../toml/ast';
import type { Check, CheckInput, Finding } from '../check';
import type { KnownEntry, KnownTable } from '../knownTables';
import { addPair, removeEntry, removePairs } from '../pairEdits';

export const unknownKey: Check = {
  files: 'all',
  code: 'unknown-key',
  severity: 'error',
  doc: 'Rule files have no such key there, or rules of this type have not: the rule does not load.',
  run: findUnknownKeys,
};

interface Unknown {
  readonly document: RuleDocument;
  readonly keys: KeyTable;
  readonly known: KnownTable;
  readonly name: string;
  readonly entry: TomlEntry;
}

function findUnknownKeys({ document, tables }: CheckInput): readonly Finding[] {
  const type = document.rule.type?.value;
  const keys = keyTableOf(document);
  const found: Finding[] = [];
  for (const known of tables) {
    for (const one of known.entries)
      if (
        type !== undefined &&
        one.key.onlyFor?.includes(type) === false &&
        !isUnfinished(one.entry)
      )
        found.push(foreign(document, one, type));
    if (known.table.entries.size === known.known) continue;
    const own = keys.inTable(known.path);
    for (const [name, entry] of known.table.entries)
      if (!own.has(name) && !isUnfinished(entry))
        found.push(unknown({ document, keys, known, name, entry }));
  }
  return found;
}

/** Without a value it is still being typed. */
function isUnfinished({ pair }: TomlEntry): boolean {
  return pair !== undefined && pair.value === undefined;
}

function unknown(found: Unknown): Finding {
  const { keys, known, name, entry } = found;
  const own = keys.keysOf(known.path).map((key) => key.name);
  const guess = nearest(name.toLowerCase().replaceAll('-', '_'), own);
  const place = known.path === '' ? 'at the top of the file' : `in \`${known.path}\``;
  const message = `There is no key \`${name}\` ${place}.`;
  const { span } = entry.key;
  if (guess !== undefined) {
    const fixes = known.table.entries.has(guess) ? [] : [rename(entry, guess)];
    return { message: `${message} Did you mean \`${guess}\`?`, span, fixes };
  }
  const home = homeOf(found);
  if (home === undefined) return { message, span };
  const belongs = home === '' ? 'at the top of the file' : `in \`[${home}]\``;
  return { message: `${message} It belongs ${belongs}.`, span, fixes: move(found, home) };
}

/** The outermost table that has a key of that name; '' is the top of the file. */
function homeOf({ keys: { keys }, known, name }: Unknown): string | undefined {
  const homes = keys
    .filter((key) => key.name === name)
    .map(({ path }) => path.slice(0, Math.max(0, path.length - name.length - 1)))
    .filter((path) => path !== known.path);
  const depth = (path: string): number => path.split('.').length;
  return homes.reduce<string | undefined>(
    (best, path) => (best === undefined || depth(path) < depth(best) ? path : best),
    undefined,
  );
}

function rename(entry: TomlEntry, name: string): Fix {
  return {
    title: `Rename to \`${name}\``,
    edits: [{ span: entry.key.span, text: name }],
    isSafe: false,
  };
}

/** To the table where it belongs, if the file has one with a header and without the key. */
function move({ document, name, entry }: Unknown, home: string): readonly Fix[] {
  const { text, toml } = document;
  const table = tableAt(toml.root, home);
  const { pair } = entry;
  if (!table?.header || !pair || pair.keys.length > 1 || table.entries.has(name)) return [];
  const written = pair.value && text.slice(pair.value.span.start, pair.value.span.end);
  const title = `Move to \`[${home}]\``;
  return addPair(document, table, { key: name, value: written ?? '' }, title).map((fix) => ({
    ...fix,
    edits: [...removePairs(document, [pair]), ...fix.edits],
  }));
}

/** A key of rules of other types. */
function foreign(document: RuleDocument, { key, entry }: KnownEntry, type: RuleType): Finding {
  const { name, onlyFor = [] } = key;
  const types = onlyFor.map((other) => `\`${other}\``).join(', ');
  const message = `A rule of type \`${type}\` has no \`${name}\`; only these have: ${types}.`;
  return { message, span: entry.key.span, fixes: removeEntry(document, entry) };
}
