// guide-placeholder: placeholders of the guide that do not fit the entries of `[transform]`.
import type { RuleDocument } from '../../rule/ruleDocument';
import { tableAt, tablesAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { TomlString } from '../../toml/ast';
import type { Check, CheckInput, Finding } from '../check';
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

function findPlaceholders({ document }: CheckInput): readonly Finding[] {
  return plugins.flatMap((plugin) => [
    ...withoutEntry(document, plugin),
    ...withoutPlaceholder(document, plugin),
    ...writtenOut(document, plugin),
  ]);
}

function entriesOf({ toml }: RuleDocument, plugin: string): ReturnType<typeof tablesAt> {
  return tablesAt(tableAt(toml.root, 'transform'), plugin);
}

/** `$osquery_0`, or with braces: Python's templates know both. */
function numbersIn(text: string, plugin: string): readonly RegExpExecArray[] {
  if (!text.includes(`${plugin}_`)) return [];
  return [...text.matchAll(new RegExp(`\\$(?:${plugin}_(\\d+)|\\{${plugin}_(\\d+)\\})`, 'g'))];
}

function numberOf(match: RegExpExecArray): number {
  return Number(match[1] ?? match[2]);
}

function withoutEntry(document: RuleDocument, plugin: string): readonly Finding[] {
  const note = noteOf(document);
  const count = entriesOf(document, plugin).length;
  if (!note) return [];
  return numbersIn(note.value, plugin).flatMap((match) => {
    if (numberOf(match) < count) return [];
    const span = placeIn(note, match.index, match[0].length);
    const has = count === 0 ? 'none' : `${count}, counted from 0`;
    const message = `There is no such entry: \`[[transform.${plugin}]]\` has ${has}.`;
    return [{ message, span, fixes: rewrite(note, { span, text: '' }) }];
  });
}

function withoutPlaceholder(document: RuleDocument, plugin: string): readonly Finding[] {
  const note = noteOf(document);
  const used = new Set(numbersIn(note?.value ?? '', plugin).map(numberOf));
  return entriesOf(document, plugin).flatMap((table, index) =>
    used.has(index)
      ? []
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

function writtenOut(document: RuleDocument, plugin: string): readonly Finding[] {
  const note = noteOf(document);
  if (!note) return [];
  const start = `!{${plugin}`;
  const at = note.value.indexOf(start);
  if (at < 0) return [];
  const message = `The build writes \`${start}{...}}\` for a placeholder: use \`$${plugin}_0\` and an entry of \`[[transform.${plugin}]]\`.`;
  return [{ message, span: placeIn(note, at, start.length) }];
}
