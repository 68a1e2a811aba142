// reference-url: a reference that is no link, or stands twice.
import { valueAt } from '../../rule/tomlValues';
import type { Fix } from '../../text/problem';
import type { TomlArray, TomlString } from '../../toml/ast';
import type { Check, Finding } from '../check';
import { findEach, nothing } from '../findEach';
import { removeItem } from '../listEdits';
import { ruleOf } from '../ruleTables';

export const referenceUrl: Check = {
  code: 'reference-url',
  severity: 'warning',
  doc: 'Each of the `references` is one whole address that Kibana can open, and stands once.',
  run: ({ document }) => {
    const list = valueAt(ruleOf(document), 'references');
    if (list?.kind !== 'array') return nothing;
    return findEach(list.items, (item, at) =>
      item.kind === 'string' ? findMistake(document.text, list, item, at) : nothing,
    );
  },
};

const address = /^https?:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/;

function findMistake(
  text: string,
  list: TomlArray,
  item: TomlString,
  at: number,
): readonly Finding[] {
  const { value, span } = item;
  const isSame = (other: TomlArray['items'][number]): boolean =>
    other.kind === 'string' && other.value === value;
  const first = at > 0 ? list.items.findIndex(isSame) : at;
  const remove = (): readonly Fix[] => [
    { title: 'Remove it', edits: removeItem(text, list, at), isSafe: true },
  ];
  if (first < at) return [{ message: 'This reference stands twice.', span, fixes: remove() }];
  if (address.test(value) && !isSeveral(value)) return nothing;
  if (value.trim() === '') return [{ message: 'This reference is empty.', span, fixes: remove() }];
  return [{ message: mistakeIn(value), span, fixes: changeTo(item, meant(value)) }];
}

/** Two addresses with a comma between them pass as one where no blank follows it. */
function isSeveral(value: string): boolean {
  return /[,;]https?:\/\//.test(value);
}

function mistakeIn(value: string): string {
  if ((value.match(/https?:\/\//g) ?? []).length > 1)
    return 'These are several addresses: each of them is an item of its own.';
  if (/\s/.test(value.trim())) return 'An address has no blanks.';
  if (meant(value) !== undefined && value.trim() !== meant(value))
    return `An address begins with \`https://\`. Did you mean \`${meant(value) ?? ''}\`?`;
  if (value !== value.trim()) return 'An address has no blanks.';
  return 'This is no address: a reference is a link that begins with `https://`.';
}

/** The address that a link of Markdown, a mistyped scheme or none stands for. */
function meant(value: string): string | undefined {
  const written = /^\[.*\]\((.*)\)$/.exec(value.trim())?.[1] ?? value.trim();
  const bare = written.replace(/^h+t+p+s?\b[:;]?\/*|^h[a-z]{1,5}[:;]\/+/i, '');
  const guess = /^https?:\/\//.test(written) ? written : `https://${bare}`;
  return address.test(guess) ? guess : undefined;
}

function changeTo({ span, quote }: TomlString, guess: string | undefined): readonly Fix[] {
  if (guess === undefined || quote.length > 1) return [];
  return [
    {
      title: `Change to \`${guess}\``,
      edits: [{ span, text: JSON.stringify(guess) }],
      isSafe: false,
    },
  ];
}
