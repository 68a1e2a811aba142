// The two tables that most checks of a rule look at, and values written back into them.
import type { RuleDocument } from '../rule/ruleDocument';
import { stringAt, stringListAt, tableAt } from '../rule/tomlValues';
import { keepLast } from '../text/oncePer';
import type { Fix } from '../text/problem';
import type { Span } from '../text/span';
import type { TomlTable } from '../toml/ast';

export const metadataOf = keepLast(({ toml }: RuleDocument): TomlTable | undefined =>
  tableAt(toml.root, 'metadata'),
);

export const ruleOf = keepLast(({ toml }: RuleDocument): TomlTable | undefined =>
  tableAt(toml.root, 'rule'),
);

/** Writes another text in the place of a string. */
export function changeText(span: Span, text: string, { isSafe = false } = {}): Fix {
  return {
    title: `Change to "${text}"`,
    edits: [{ span, text: JSON.stringify(text) }],
    isSafe,
  };
}

/** Elastic's own rules keep to more rules than others: an author `Elastic`, in any case. */
export const isElasticRule = keepLast((document: RuleDocument): boolean => {
  const authors = stringListAt(ruleOf(document), 'author')?.value ?? [];
  return authors.some(({ value }) => value.toLowerCase() === 'elastic');
});

export const isDeprecated = keepLast(
  (document: RuleDocument): boolean =>
    stringAt(metadataOf(document), 'maturity')?.value === 'deprecated',
);

export const isBuildingBlock = keepLast(
  (document: RuleDocument): boolean =>
    stringAt(ruleOf(document), 'building_block_type') !== undefined,
);

/** Folders of the path, the file's name last; none for a text without a name. */
export function pathParts(path: string | undefined): readonly string[] {
  return path?.split('/').filter((part) => part !== '') ?? [];
}

/** Where to say what is missing in a rule: the header of `[rule]`. */
export function ruleHeader(document: RuleDocument): Span {
  const table = ruleOf(document);
  return table?.header?.span ?? table?.span ?? { start: 0, end: 0 };
}
