// What tells one rule from another: its id, its name, and what it searches for.
import type { KqlNode } from '../kql/ast';
import { operands, toNeutral, withoutNeedlessQuotes } from '../kql/neutral';
import type { NeutralNode } from '../kql/neutral';
import type { RuleType } from './rule';
import { searchParts } from './searchParts';
import type { SearchPart } from './searchParts';
import { oncePer } from '../text/oncePer';
import type { RuleDocument } from './ruleDocument';
import { stringAt, tableAt } from './tomlValues';

/** Plain data: it is kept for files that are not open and sent between threads. */
export interface RuleIdentity {
  readonly id?: string;
  readonly name?: string;
  readonly type?: RuleType;
  readonly isDeprecated: boolean;
  /** Equal for rules that search for the same events and make alerts of them in the same way. */
  readonly searchKey?: string;
  /** What it searches for, part by part; KQL only, absent where there is no `searchKey`. */
  readonly search?: RuleSearch;
}

/** To be compared with others that may be near to it. */
export interface RuleSearch {
  /** Only rules with equal ones are compared: the type, and what makes alerts of its matches. */
  readonly settings: string;
  /** Patterns, or a data view behind `view:`. */
  readonly indices: readonly string[];
  readonly parts: readonly SearchPart[];
}

export const identityOf = oncePer(readIdentity);

function readIdentity(document: RuleDocument): RuleIdentity {
  const { id, name, type } = document.rule;
  const maturity = stringAt(tableAt(document.toml.root, 'metadata'), 'maturity');
  const searchKey = searchKeyOf(document);
  const search = searchKey === undefined ? undefined : searchOf(document);
  return {
    ...(id && { id: id.value }),
    ...(name && { name: name.value }),
    ...(type && { type: type.value }),
    isDeprecated: maturity?.value === 'deprecated',
    ...(searchKey !== undefined && { searchKey }),
    ...(search && { search }),
  };
}

/** Order, brackets, needless quotes and repeated conditions do not count, nor does the order of lists. */
function searchKeyOf({ rule, query, toml }: RuleDocument): string | undefined {
  if (!query || query.text.trim() === '') return undefined;
  // What these add to the query is not compared.
  const table = tableAt(toml.root, 'rule');
  if (table?.entries.has('filters') || rule.indicatorMatch) return undefined;
  if (query.parsed && query.parsed.problems.length > 0) return undefined;
  const lists = [rule.index?.value, rule.newTerms?.fields?.value, rule.threshold?.fields];
  const settings = JSON.stringify([
    rule.type?.value,
    ...lists.map((list) => list?.map(({ value }) => value).sort()),
    rule.threshold?.value?.value,
    rule.dataViewId?.value,
  ]);
  // Of other languages only the same text is the same search.
  const conditions = query.parsed ? canonical(query.parsed.root) : query.text.trim();
  return `${settings} ${query.language}: ${conditions}`;
}

function searchOf({ rule, query, toml }: RuleDocument): RuleSearch | undefined {
  if (!query?.parsed) return undefined;
  const view = rule.dataViewId && [`view:${rule.dataViewId.value}`];
  const lists = [rule.newTerms?.fields?.value, rule.threshold?.fields];
  return {
    settings: JSON.stringify([
      rule.type?.value,
      // Its alerts are for other rules to find.
      tableAt(toml.root, 'rule')?.entries.has('building_block_type') === true,
      ...lists.map((list) => list?.map(({ value }) => value).sort()),
    ]),
    indices: view ?? rule.index?.value.map(({ value }) => value) ?? [],
    parts: searchParts(query.parsed.root),
  };
}

function canonical(root: KqlNode): string {
  return keyOf(toNeutral(root));
}

function keyOf(node: NeutralNode): string {
  if ('and' in node) return junction('and', operands('and', node));
  if ('or' in node) return junction('or', operands('or', node));
  if ('not' in node) return `not(${keyOf(node.not)})`;
  if ('nested' in node) return `${JSON.stringify(node.nested.path)}{${keyOf(node.nested.query)}}`;
  if (!('is' in node) || !node.is.field) return JSON.stringify(node);
  return JSON.stringify([node.is.field, withoutNeedlessQuotes(node.is.value)]);
}

function junction(word: string, children: readonly NeutralNode[]): string {
  const keys = [...new Set(children.map(keyOf))].sort();
  return keys.length === 1 ? (keys[0] ?? '') : `${word}(${keys.join(',')})`;
}
