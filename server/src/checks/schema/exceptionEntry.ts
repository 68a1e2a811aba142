// exception-entry: an entry of an exception whose parts do not go together.
import type { Located } from '../../rule/rule';
import type { RuleDocument } from '../../rule/ruleDocument';
import { stringAt, tableAt, tablesAt } from '../../rule/tomlValues';
import type { Span } from '../../text/span';
import type { TomlEntry, TomlTable } from '../../toml/ast';
import type { Check, CheckInput, Finding } from '../check';
import { removeEntry } from '../pairEdits';
import { placeOf } from '../placeOf';
import { changeText } from '../ruleTables';

export const exceptionEntry: Check = {
  files: 'companions',
  code: 'exception-entry',
  severity: 'error',
  doc: 'The type of an exception entry decides whether it has one value, several, a value list or entries of its own.',
  needsWholeFile: true,
  run: findEntries,
};

function findEntries({ document }: CheckInput): readonly Finding[] {
  return tablesAt(document.toml.root, 'exceptions').flatMap((exceptions) => {
    const isEndpoint = stringAt(tableAt(exceptions, 'container'), 'type')?.value === 'endpoint';
    const entries = tablesAt(exceptions, 'items').flatMap((item) => tablesAt(item, 'entries'));
    const all = entries.flatMap((entry) => [entry, ...tablesAt(entry, 'entries')]);
    return all.flatMap((entry) => [
      ...partsOf(document, entry),
      ...(isEndpoint ? excluded(entry) : []),
    ]);
  });
}

interface Parts {
  readonly has?: string;
  readonly hasNot: readonly string[];
}

/** What an entry of a type must have and what it must not have. */
const parts: ReadonlyMap<string, Parts> = new Map(
  Object.entries<Parts>({
    match: { has: 'value', hasNot: ['list', 'entries'] },
    wildcard: { has: 'value', hasNot: ['list', 'entries'] },
    match_any: { has: 'value', hasNot: ['list', 'entries'] },
    exists: { hasNot: ['value', 'list', 'entries'] },
    list: { has: 'list', hasNot: ['value', 'entries'] },
    nested: { has: 'entries', hasNot: ['value', 'list'] },
  }),
);

function partsOf(document: RuleDocument, table: TomlTable): readonly Finding[] {
  const type = stringAt(table, 'type');
  const rules = type && parts.get(type.value);
  if (!rules) return [];
  const { has, hasNot } = rules;
  const missing = has === undefined || table.entries.has(has) ? [] : [lacks(type, has)];
  const surplus = hasNot.flatMap((name) => tooMuch(document, table.entries.get(name), type.value));
  const value = table.entries.get('value');
  return [
    ...missing,
    ...surplus,
    ...(has === 'value' ? wrongNumber(value, type, document.text) : []),
  ];
}

function lacks(type: { readonly value: string; readonly span: Span }, name: string): Finding {
  return { message: `An entry of type \`${type.value}\` needs \`${name}\`.`, span: type.span };
}

function tooMuch(
  document: RuleDocument,
  entry: TomlEntry | undefined,
  type: string,
): readonly Finding[] {
  if (!entry) return [];
  const message = `An entry of type \`${type}\` has no \`${entry.key.name}\`.`;
  return [{ message, span: placeOf(entry), fixes: removeEntry(document, entry) }];
}

/** One value or a list of them; that it is neither, `wrong-type` says. */
function wrongNumber(
  entry: TomlEntry | undefined,
  type: Located<string>,
  text: string,
): readonly Finding[] {
  const isListed = type.value === 'match_any';
  const value = entry?.value;
  if (value?.kind === 'string' && isListed) {
    const list = `[${text.slice(value.span.start, value.span.end)}]`;
    return [
      {
        message: 'An entry of type `match_any` has a list of values.',
        span: value.span,
        fixes: [
          { title: `Change to ${list}`, edits: [{ span: value.span, text: list }], isSafe: false },
        ],
      },
    ];
  }
  if (value?.kind !== 'array' || isListed) return [];
  const message = 'Several values need an entry of type `match_any`.';
  const fixes = type.value === 'match' ? [changeText(type.span, 'match_any')] : [];
  return [{ message, span: value.span, fixes }];
}

/** Facts: exception schema of the detection-rules repository. */
function excluded(table: TomlTable): readonly Finding[] {
  const operator = stringAt(table, 'operator');
  if (operator?.value !== 'excluded') return [];
  const message = 'Entries of an endpoint list cannot be `excluded`.';
  return [{ message, span: operator.span }];
}
