// The sentences of server/data that are ours, to be compared with texts of others.
import { readFileSync } from 'node:fs';
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

/** Every sentence that we wrote into server/data. */
export function ownSentences(): readonly string[] {
  return writtenTables.flatMap(([name, columns]) =>
    readFileSync(path.join(process.cwd(), 'server/data', name), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .flatMap((row) => columns.flatMap((column) => sentencesOf(row[column] ?? ''))),
  );
}
