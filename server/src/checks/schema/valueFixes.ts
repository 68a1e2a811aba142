// Fixes of a value that the schema does not allow.
import { meantValue } from '../../rule/meantValue';
import type { RuleType } from '../../rule/rule';
import type { RuleKey } from '../../rule/ruleKey';
import type { Fix } from '../../text/problem';
import type { Span } from '../../text/span';
import type { TomlString } from '../../toml/ast';
import { changeText } from '../ruleTables';

export function valueFixes(key: RuleKey, node: TomlString, type: RuleType | undefined): Fix[] {
  const meant = meantValue(key, node.value, type);
  return meant === undefined ? [] : [changeText(node.span, meant)];
}

export function newIdFix(span: Span, id: string): Fix {
  return { title: 'Give this rule a new id', edits: [{ span, text: `"${id}"` }], isSafe: false };
}
