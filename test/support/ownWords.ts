// The sentences that are ours, to be compared with texts of others.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Hand-written tables and the columns that hold prose. */
const writtenTables: readonly (readonly [string, readonly number[]])[] = [
  ['windows-field-descriptions.tsv', [1, 2]],
  ['other-field-descriptions.tsv', [2]],
  ['ecs-field-pitfalls.tsv', [1]],
  ['attack-summaries.tsv', [1]],
  ['windows-codes.tsv', [3]],
  ['ip-ranges.tsv', [2]],
  ['index-patterns.tsv', [5]],
  ['rule-tags.tsv', [1]],
  ['windows-event-details.tsv', [4]],
  ['windows-events.tsv', [1]],
  ['windows-sids.tsv', [2]],
  ['windows-logon-types.tsv', [2]],
];

/** Pages and sources with sentences that users read: documents of checks, descriptions of keys, hovers. */
const writtenFolders: readonly (readonly [string, RegExp])[] = [
  ['docs', /\.md$/],
  ['server/src/checks', /\.ts$/],
  ['server/src/rule', /\.ts$/],
  ['server/src/services', /\.ts$/],
  ['server/src/catalog', /\.ts$/],
];

/** Shorter ones (`Process name.`) can be alike by chance. */
const fewestWords = 5;

/** Sentences of a text in a form that ignores case, punctuation and marks; short ones are left out. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?;:])\s+|\n| \|\| /)
    .map((sentence) =>
      sentence
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter((sentence) => sentence.split(' ').length >= fewestWords);
}

/** Every sentence that we wrote: in server/data, in the pages about checks, in texts of the sources. */
export function ownSentences(): readonly string[] {
  return [
    ...tableSentences(),
    ...writtenFolders.flatMap(([name, file]) => textSentences(name, file)),
  ];
}

/** Of a page all of it; of a source its strings and comments. */
function textSentences(folder: string, file: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => file.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .flatMap((text) => (file.test('x.md') ? [withoutExamples(text)] : textsOf(text)))
    .flatMap(sentencesOf);
}

/** Rules in examples consist of facts: keys, ids, names of techniques. */
function withoutExamples(page: string): string {
  return page.replace(/^```[^]*?^```/gm, '');
}

/** Paths, keys and file names hold no blanks, thus too few words. */
function textsOf(source: string): readonly string[] {
  const texts = source.matchAll(
    /'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`|\/\/(.*)|\/\*([^]*?)\*\//g,
  );
  return [...texts]
    .map((groups) => groups.slice(1).join(''))
    .filter((text) => text.trim().split(/\s+/).length >= fewestWords);
}

function tableSentences(): readonly string[] {
  return writtenTables.flatMap(([name, columns]) =>
    readFileSync(path.join(process.cwd(), 'server/data', name), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .flatMap((row) => columns.flatMap((column) => sentencesOf(row[column] ?? ''))),
  );
}
