// guide-placeholder: placeholders of the guide that do not fit the entries of `[transform]`.
import { tableAt, tablesAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { TomlString, TomlTable } from '../../toml/ast';
import type { Check, CheckInput, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { encodeFor } from '../query/queryText';
import { noteOf, placeIn, rewrite } from './noteText';

export const guidePlaceholder: Check = {
  code: 'guide-placeholder',
  severity: 'error',
  doc: 'Every `$osquery_0` or `$investigate_0` of the note has its entry in `[transform]`, and the other way round.',
  needsWholeFile: true,
  run: findPlaceholders,
};

const plugins = ['osquery', 'investigate'] as const;

type Plugin = (typeof plugins)[number];

function findPlaceholders({ document }: CheckInput): readonly Finding[] {
  const note = noteOf(document);
  const transform = tableAt(document.toml.root, 'transform');
  if (!transform && !mayHoldPlaceholders(note?.value ?? '')) return nothing;
  return findEach(plugins, (plugin) => {
    const entries = tablesAt(transform, plugin);
    const named = note ? placeholdersIn(note.value, plugin) : [];
    return [
      ...(note ? withoutEntry({ note, named, plugin }, entries.length) : nothing),
      ...withoutPlaceholder({ note, named, plugin }, entries),
      ...(note ? writtenOut(note, plugin) : nothing),
    ];
  });
}

/** Guides are long, and few hold one of these signs. */
function mayHoldPlaceholders(note: string): boolean {
  return note.includes('$') || note.includes('!{');
}

/** The placeholders of a plugin in the note. */
interface Placeholders<Note> {
  readonly note: Note;
  readonly named: readonly RegExpExecArray[];
  readonly plugin: Plugin;
}

/** `$osquery_0`, or with braces: Python's templates know both. */
const patterns: Readonly<Record<Plugin, RegExp>> = {
  osquery: /\$(?:osquery_(\w+)|\{osquery_(\w+)\})/y,
  investigate: /\$(?:investigate_(\w+)|\{investigate_(\w+)\})/y,
};

function placeholdersIn(text: string, plugin: Plugin): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  const pattern = patterns[plugin];
  // Guides are long: the sign alone is found much faster than the pattern.
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) found.push(match);
  }
  return found;
}

/** Not a number where something else stands in its place. */
function numberOf(match: RegExpExecArray): number {
  const digits = match[1] ?? match[2] ?? '';
  return /^\d+$/.test(digits) ? Number(digits) : NaN;
}

function withoutEntry(
  { note, named, plugin }: Placeholders<TomlString>,
  count: number,
): readonly Finding[] {
  return findEach(named, (match) => {
    if (numberOf(match) < count) return nothing;
    const span = placeIn(note, match.index, match[0].length);
    const has = count === 0 ? 'none' : `${count}, counted from 0`;
    const message = `There is no such entry: \`[[transform.${plugin}]]\` has ${has}.`;
    return [{ message, span, fixes: rewrite(note, { span, text: '' }) }];
  });
}

function withoutPlaceholder(
  { note, named, plugin }: Placeholders<TomlString | undefined>,
  entries: readonly TomlTable[],
): readonly Finding[] {
  const used = new Set(named.map(numberOf));
  return findEach(entries, (table, index) =>
    used.has(index)
      ? nothing
      : [
          {
            message: `Nothing in the note refers to this entry: \`$${plugin}_${index}\` is missing.`,
            span: table.header?.span ?? table.span,
            fixes: note ? appended(note, `$${plugin}_${index}`) : [],
          },
        ],
  );
}

/** On a line of its own at the end of the note; none where this kind of string cannot hold it. */
function appended(note: TomlString, placeholder: string): readonly Fix[] {
  const start = note.value === '' || note.value.endsWith('\n') ? '' : '\n';
  const text = encodeFor(note.quote, `${start}${placeholder}\n`);
  if (text === undefined || !note.closed) return [];
  const end = { start: note.inner.end, end: note.inner.end };
  const title = `Add \`${placeholder}\` to the note`;
  return [{ title, edits: [{ span: end, text }], isSafe: false }];
}

function writtenOut(note: TomlString, plugin: Plugin): readonly Finding[] {
  const start = `!{${plugin}`;
  const at = note.value.indexOf(start);
  if (at < 0) return nothing;
  const message = `The build writes \`${start}{...}}\` for a placeholder: use \`$${plugin}_0\` and an entry of \`[[transform.${plugin}]]\`.`;
  return [{ message, span: placeIn(note, at, start.length) }];
}
