// The ids of other rules that a rule names in its texts and its query.
import type { KqlNode } from '../../kql/ast';
import { plainText, termText } from '../../kql/terms';
import type { RuleDocument } from '../../rule/ruleDocument';
import { valueAt } from '../../rule/tomlValues';
import { toSourceSpan } from '../../text/offsetMap';
import { oncePer } from '../../text/oncePer';
import type { Span } from '../../text/span';
import type { TomlString } from '../../toml/ast';
import { soundQueries } from '../query/queries';
import { ruleOf } from '../ruleTables';

export interface MentionedRule {
  readonly id: string;
  readonly span: Span;
  /** What the text calls it, where it does. */
  readonly name?: string;
  /** Only the name tells that the id is one of a rule: other things have such ids too. */
  readonly isDoubtful?: true;
}

/** In texts first, then in the query. */
export const mentionedRules = oncePer((document: RuleDocument): readonly MentionedRule[] => [
  ...textsOf(document).flatMap(inText),
  ...soundQueries(document).flatMap(({ root }) => inQuery(root)),
]);

const textKeys = ['note', 'setup', 'description', 'false_positives'];

function textsOf(document: RuleDocument): readonly TomlString[] {
  return textKeys.flatMap((key) => {
    const value = valueAt(ruleOf(document), key);
    const all = value?.kind === 'array' ? value.items : value ? [value] : [];
    return all.flatMap((item) => (item.kind === 'string' ? [item] : []));
  });
}

const id = '([\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12})';
/** Guides are long, and few name an id: this is found faster than the patterns. */
const middleOfId = /-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-/i;
/** `- Name - ID`, as lists of related rules have it. */
const item = new RegExp(`^[ \\t]*[-*][ \\t]+(.+?)[ \\t]+-[ \\t]+["\`]?${id}["\`]?[ \\t]*$`, 'gm');
/** `rule_id: ID`, `UUID: ID` behind the word rule, and the like. */
const labelled = new RegExp(`\\brule(?:[_ ]id)?\\b[\`*:= "(]{1,8}(?:UUID: )?${id}`, 'gi');
/** `- Name (ID)` */
const inBrackets = new RegExp(`^[ \\t]*[-*][ \\t]+(.+?)[ \\t]+\\(${id}\\)[ \\t]*$`, 'gm');

function inText(text: TomlString): readonly MentionedRule[] {
  if (!middleOfId.test(text.value)) return [];
  return [
    ...matches(text, item, 2).map(({ id, span, groups }) => ({ id, span, name: groups[1] ?? '' })),
    ...matches(text, labelled, 1).map(({ id, span }) => ({ id, span })),
    ...matches(text, inBrackets, 2).map(({ id, span, groups }) => ({
      id,
      span,
      name: groups[1] ?? '',
      isDoubtful: true as const,
    })),
  ];
}

interface FoundId {
  readonly id: string;
  readonly span: Span;
  readonly groups: readonly (string | undefined)[];
}

function matches({ value, map }: TomlString, pattern: RegExp, group: number): readonly FoundId[] {
  return [...value.matchAll(pattern)].map((match) => {
    const found = match[group] ?? '';
    const start = match.index + match[0].lastIndexOf(found);
    return {
      id: found,
      span: toSourceSpan(map, { start, end: start + found.length }),
      groups: match,
    };
  });
}

/** Fields of alerts that hold the id of their rule. */
const idFields = ['kibana.alert.rule.rule_id', 'signal.rule.rule_id'];

function inQuery(node: KqlNode): readonly MentionedRule[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(inQuery);
    case 'not':
      return inQuery(node.child);
    case 'is': {
      const text = plainText(node.value);
      const isId = node.field && idFields.includes(termText(node.field)) && text !== undefined;
      return isId ? [{ id: text, span: node.value.span }] : [];
    }
    case 'nested':
    case 'range':
    case 'error':
      return [];
  }
}
